"""One request and its answer on the wire: a body within its limits, bytes with their headers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from scamguard.render.json import encode
from scamguard.server.deadlines import Deadlines
from scamguard.service.problems import MEDIA_TYPE, Problem, Refused, problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

#: Answers name who asked nowhere and stand in no cache; a page of ours takes nothing from elsewhere.
SECURITY_HEADERS: Final[Headers] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]
_NO_STORE: Final[Headers] = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    *SECURITY_HEADERS,
]
JSON_HEADERS: Final[Headers] = [(b"content-type", b"application/json"), *_NO_STORE]
PROBLEM_HEADERS: Final[Headers] = [(b"content-type", MEDIA_TYPE.encode()), *_NO_STORE]
TEXT_HEADERS: Final[Headers] = [(b"content-type", b"text/plain; charset=utf-8"), *_NO_STORE]
#: Seconds after which a caller that was refused for now may ask again.
RETRY_SECONDS: Final = 1
#: Largest answer that is handed over in one piece, in bytes, and the pieces of a larger one: a reader that stops
#: reading holds no more than that, and not for long.
_WHOLE_BYTES: Final = 256 * 1024
_PIECE_BYTES: Final = 64 * 1024
_SEND_SECONDS: Final = 30.0
#: A body that is too long is read on to here, in bytes, and thrown away: closing a connection over bytes that were sent
#: resets it, and the caller would not learn why (RFC 9112, 9.6).
_MOST_DROPPED_BYTES: Final = 32 * 1024 * 1024
#: What stands in the scope of a request for its exchange.
KEY: Final = "scamguard.exchange"


class Disconnected(Exception):
    """The caller has gone before its request was complete."""


class Exchange:
    """A request and its answer.

    Args:
        scope: of the request, by the ASGI specification.
        receive, send: its messages.
        deadlines: ends what takes too long.

    Attributes:
        headers: name in lower case -> value, the last one where there are several.
        route: the path as the document writes it, for logs and counts; "other" where no route was taken.
        status: of the answer; 0 as long as there is none.
        asked: the body, where it was read.
        send: takes the messages of the answer.
        started: when it came in, in seconds of the monotonic clock.
    """

    __slots__ = ("_deadlines", "_receive", "asked", "headers", "route", "scope", "send", "started", "status")

    def __init__(self, scope: Scope, receive: Receive, send: Send, deadlines: Deadlines) -> None:
        self.scope = scope
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.route = "other"
        self.status = 0
        self.asked: bytes | None = None
        self.started = time.perf_counter()
        self._receive = receive
        self.send = send
        self._deadlines = deadlines

    @property
    def head_bytes(self) -> int:
        """How long the head is: its headers and the address."""
        scope = self.scope
        return (
            len(scope["path"])
            + len(scope["query_string"])
            + sum(len(key) + len(value) for key, value in scope["headers"])
        )

    async def body(self, most: int) -> bytes:
        """Returns the body of the request.

        Args:
            most: longest body, in bytes.

        Raises:
            Refused: it is longer, or comes in too slowly, or is said to be no JSON.
            Disconnected: the caller has gone.
        """
        said = self.headers.get(b"content-type", b"")
        if said != b"application/json" and said.partition(b";")[0].strip().lower() != b"application/json":
            raise Refused(problem("not-json", "send the body as Content-Type: application/json"))
        with self._deadlines.running():
            self.asked = body = await self._read(most)
            return body
        raise Refused(problem("too-slow", f"the body did not come in within {self._deadlines.seconds:g} seconds"))

    async def _read(self, most: int) -> bytes:
        message = await self._receive()
        whole: bytes = message.get("body", b"")
        pieces = [whole]
        length = len(whole)
        while message.get("more_body") and length <= _MOST_DROPPED_BYTES:
            message = await self._receive()
            piece = message.get("body", b"")
            length += len(piece)
            if length <= most:
                pieces.append(piece)
        if message["type"] == "http.disconnect":
            raise Disconnected
        if length > most:
            raise _too_large(most)
        return whole if len(pieces) == 1 else b"".join(pieces)

    async def answer(self, body: bytes, headers: Headers = JSON_HEADERS, status: int = 200) -> None:
        """Sends an answer, JSON unless its headers say otherwise."""
        self.status = status
        head = [*headers, (b"content-length", b"%d" % len(body))]
        await self.send({"type": "http.response.start", "status": status, "headers": head})
        if len(body) <= _WHOLE_BYTES:
            await self.send({"type": "http.response.body", "body": body, "more_body": False})
            return
        async with asyncio.timeout(_SEND_SECONDS):
            for start in range(0, len(body), _PIECE_BYTES):
                more = start + _PIECE_BYTES < len(body)
                piece = body[start : start + _PIECE_BYTES]
                await self.send({"type": "http.response.body", "body": piece, "more_body": more})

    async def refuse(self, found: Problem, extra: Headers | None = None) -> None:
        """Sends a problem document (RFC 9457); one that passes says when to ask again (RFC 9110, 10.2.3)."""
        headers = [*PROBLEM_HEADERS, *(extra or ())]
        if found.status in {429, 503}:
            headers.append((b"retry-after", b"%d" % RETRY_SECONDS))
        if found.status == 401:
            headers.append((b"www-authenticate", b'Bearer realm="scamguard"'))
        if found.status in {408, 413}:
            headers.append(
                (b"connection", b"close")
            )  # of a body that came slowly, or did not end, the rest is not read
        await self.answer(encode(found), headers, found.status)


def _too_large(most: int) -> Refused:
    return Refused(problem("too-large", f"the body is longer than {most:,} bytes"))
