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
from scamguard.server.settings import Settings
from scamguard.server.wire import (
    SECURITY_HEADERS,
    Headers,
    Receive,
    Scope,
    Send,
    body_of,
    header,
    send_bytes,
    send_json,
    send_problem,
)
from scamguard.service.answering import FAULTS
from scamguard.service.calls import MAX_BATCH_BYTES, MAX_CHECK_BYTES, MAX_SCAN_BYTES, platform_of
from scamguard.service.problems import KINDS, problem_of

#: Contacts of a batch that are answered before other requests have their turn: about a millisecond.
_BATCH_STRIDE: Final = 16
_TEXT: Final[Headers] = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    *SECURITY_HEADERS,
]

Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


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
        """Answers one request."""
        scope["scamguard.route"] = self._route
        try:
            await self._answer(scope, receive, send)
        except FAULTS as error:
            await send_problem(send, problem_of(error))


class Endpoints:
    """The answers of a worker.

    Args:
        keeper: has the knowledge.
        scans: runs the scans.
        metrics: what is counted.
        settings: limits of the requests.
        page: for people.
    """

    def __init__(self, keeper: Keeper, scans: Scans, metrics: Metrics, settings: Settings, page: Page) -> None:
        self._keeper = keeper
        self._scans = scans
        self._metrics = metrics
        self._seconds = settings.body_seconds
        self._page = page
        self._document = encode(document())

    def routes(self) -> list[Route]:
        """Returns the routes, what is asked most first."""
        posted = {"/v1/check": self.check, "/v1/check/batch": self.batch, "/v1/scan": self.scan}
        got = {
            "/": self.page,
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

    async def check(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the verdict on one contact."""
        body = await body_of(scope, receive, MAX_CHECK_BYTES, self._seconds)
        scope["scamguard.body"] = body
        await send_json(send, self._keeper.answers.check(body))

    async def batch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the verdicts on many; others have their turn in between."""
        body = await body_of(scope, receive, MAX_BATCH_BYTES, self._seconds)
        scope["scamguard.body"] = body
        pieces = []
        for count, piece in enumerate(self._keeper.answers.batch(body)):
            pieces.append(piece)
            if count % _BATCH_STRIDE == _BATCH_STRIDE - 1:
                await asyncio.sleep(0)
        await send_json(send, b"".join(pieces))

    async def scan(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what is found in a text."""
        body = await body_of(scope, receive, MAX_SCAN_BYTES, self._seconds)
        scope["scamguard.body"] = body
        reply = await self._scans.scan(self._keeper.answers, body)
        if reply.status == 200:
            await send_json(send, reply.body)
        else:
            headers: Headers = [(b"content-type", b"application/problem+json"), *_TEXT[1:]]
            await send_bytes(send, reply.status, reply.body, headers)

    async def platforms(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the list of platforms."""
        await self._send_known(scope, send, self._keeper.answers.platforms)

    async def platform(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the record of a platform."""
        name = scope["path_params"]["name"]
        await self._send_known(scope, send, lambda: platform_of(self._keeper.answers, name))

    async def reason(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what a reason code means."""
        await send_json(send, self._keeper.answers.reason(scope["path_params"]["code"]))

    async def health(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends that the worker answers."""
        await send_bytes(send, 200, b"ok\n", _TEXT)

    async def readiness(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends which knowledge answers."""
        version = self._keeper.answers.knowledge.version
        await send_json(send, encode({"status": "ready", "knowledge": version}))

    async def metrics(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends what is counted."""
        text = await asyncio.to_thread(self._metrics.to_text)
        await send_bytes(send, 200, text, [(b"content-type", CONTENT_TYPE.encode()), *_TEXT[1:]])

    async def openapi(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the OpenAPI document."""
        await send_json(send, self._document)

    async def problems(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the kinds of problems."""
        kinds = [
            {"type": f"/problems/{kind}", "status": status, "title": title} for kind, (status, title) in KINDS.items()
        ]
        await send_json(send, encode(kinds))

    async def page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the page for people."""
        headers: Headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-security-policy", self._page.policy.encode()),
            (b"cache-control", b"no-cache"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            *SECURITY_HEADERS,
        ]
        await send_bytes(send, 200, self._page.body, headers)

    async def _send_known(self, scope: Scope, send: Send, answer: Callable[[], bytes]) -> None:
        """Sends what changes only with the knowledge; who has it already is told so (RFC 9110, 13.1.2)."""
        tag = f'"{self._keeper.answers.knowledge.version.version}"'.encode()
        if header(scope, b"if-none-match") == tag:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag), *SECURITY_HEADERS]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await send_json(send, answer(), [(b"etag", tag)])
