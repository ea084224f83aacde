"""What answers at each path."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.routing import Route

from scamguard.render.json import encode
from scamguard.server.keeper import Keeper
from scamguard.server.metrics import CONTENT_TYPE, Metrics
from scamguard.server.openapi import document
from scamguard.server.page.page import Page
from scamguard.server.scans import Scans
from scamguard.server.wire import (
    JSON_HEADERS,
    KEY,
    PROBLEM_HEADERS,
    SECURITY_HEADERS,
    TEXT_HEADERS,
    Exchange,
    Headers,
    Receive,
    Scope,
    Send,
)
from scamguard.service.answering import FAULTS
from scamguard.service.calls import MAX_BATCH_BYTES, MAX_CHECK_BYTES, MAX_SCAN_BYTES, platform_of
from scamguard.service.problems import KINDS, problem_of

#: Contacts of a batch that are answered before other requests have their turn: about a millisecond.
_BATCH_STRIDE: Final = 16
Answer = Callable[[Exchange], Awaitable[None]]


class Endpoint:
    """An ASGI application that answers at one path: what is wrong with a request becomes a problem document.

    Args:
        route: the path as the document writes it, for logs and counts.
        answer: sends the answer.
    """

    def __init__(self, route: str, answer: Answer) -> None:
        self._route = route
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; `send` may be another than the exchange had (CORS adds headers)."""
        exchange: Exchange = scope[KEY]
        exchange.route = self._route
        exchange.send = send
        try:
            await self._answer(exchange)
        except FAULTS as error:
            await exchange.refuse(problem_of(error))


class Endpoints:
    """The answers of a worker.

    Args:
        keeper: has the knowledge.
        scans: runs the scans.
        metrics: what is counted.
        page: for people.
    """

    def __init__(self, keeper: Keeper, scans: Scans, metrics: Metrics, page: Page) -> None:
        self._keeper = keeper
        self._scans = scans
        self._metrics = metrics
        self._page = page
        self._document = encode(document())

    def routes(self) -> list[Route]:
        """Returns the routes, what is asked most first."""
        posted = {"/v1/check": self.check, "/v1/check/batch": self.batch, "/v1/scan": self.scan}
        got = {
            "/": self.page,
            "/v1/about": self.about,
            "/v1/platforms": self.platforms,
            "/v1/platforms/{name}": self.platform,
            "/v1/reasons/{code}": self.reason,
            "/healthz": self.health,
            "/readyz": self.readiness,
            "/metrics": self.metrics,
            "/openapi.json": self.openapi,
            "/problems": self.problems,
        }
        return [
            *(Route(path, Endpoint(path, answer), methods=["POST"]) for path, answer in posted.items()),
            *(Route(path, Endpoint(path, answer), methods=["GET"]) for path, answer in got.items()),
        ]

    def direct(self) -> dict[str, Endpoint]:
        """Returns what is asked most, by path: it is not searched for among the routes. All of it is posted."""
        return {"/v1/check": Endpoint("/v1/check", self.check)}

    async def check(self, exchange: Exchange) -> None:
        """Sends the verdict on one contact."""
        body = await exchange.body(MAX_CHECK_BYTES)
        await exchange.answer(self._keeper.answers.check(body))

    async def batch(self, exchange: Exchange) -> None:
        """Sends the verdicts on many; others have their turn in between."""
        body = await exchange.body(MAX_BATCH_BYTES)
        pieces = []
        for count, piece in enumerate(self._keeper.answers.batch(body)):
            pieces.append(piece)
            if count % _BATCH_STRIDE == _BATCH_STRIDE - 1:
                await asyncio.sleep(0)
        await exchange.answer(b"".join(pieces))

    async def scan(self, exchange: Exchange) -> None:
        """Sends what is found in a text."""
        body = await exchange.body(MAX_SCAN_BYTES)
        reply = await self._scans.scan(self._keeper.answers, body)
        headers = JSON_HEADERS if reply.status == 200 else PROBLEM_HEADERS
        await exchange.answer(reply.body, headers, reply.status)

    async def about(self, exchange: Exchange) -> None:
        """Sends who answers."""
        await exchange.answer(self._keeper.answers.about())

    async def platforms(self, exchange: Exchange) -> None:
        """Sends the list of platforms."""
        await self._send_known(exchange, self._keeper.answers.platforms)

    async def platform(self, exchange: Exchange) -> None:
        """Sends the record of a platform."""
        name = exchange.scope["path_params"]["name"]
        await self._send_known(exchange, lambda: platform_of(self._keeper.answers, name))

    async def reason(self, exchange: Exchange) -> None:
        """Sends what a reason code means."""
        await exchange.answer(self._keeper.answers.reason(exchange.scope["path_params"]["code"]))

    async def health(self, exchange: Exchange) -> None:
        """Sends that the worker answers."""
        await exchange.answer(b"ok\n", TEXT_HEADERS)

    async def readiness(self, exchange: Exchange) -> None:
        """Sends which knowledge answers."""
        version = self._keeper.answers.knowledge.version
        await exchange.answer(encode({"status": "ready", "knowledge": version}))

    async def metrics(self, exchange: Exchange) -> None:
        """Sends what is counted."""
        text = await asyncio.to_thread(self._metrics.to_text)
        await exchange.answer(text, [(b"content-type", CONTENT_TYPE.encode()), *TEXT_HEADERS[1:]])

    async def openapi(self, exchange: Exchange) -> None:
        """Sends the OpenAPI document."""
        await exchange.answer(self._document)

    async def problems(self, exchange: Exchange) -> None:
        """Sends the kinds of problems."""
        kinds = [
            {"type": f"/problems/{kind}", "status": status, "title": title} for kind, (status, title) in KINDS.items()
        ]
        await exchange.answer(encode(kinds))

    async def page(self, exchange: Exchange) -> None:
        """Sends the page for people."""
        headers: Headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-security-policy", self._page.policy.encode()),
            (b"cache-control", b"no-cache"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            *SECURITY_HEADERS,
        ]
        await exchange.answer(self._page.body, headers)

    async def _send_known(self, exchange: Exchange, answer: Callable[[], bytes]) -> None:
        """Sends what changes only with the knowledge; who has it already is told so (RFC 9110, 13.1.2)."""
        tag = f'"{self._keeper.answers.knowledge.version.version}"'.encode()
        if exchange.headers.get(b"if-none-match") == tag:
            await exchange.answer(b"", [(b"etag", tag), *SECURITY_HEADERS], 304)
        else:
            await exchange.answer(answer(), [*JSON_HEADERS, (b"etag", tag)])
