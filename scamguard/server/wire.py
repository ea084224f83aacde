"""Requests and answers on the wire: a body within its limits, JSON with its headers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from scamguard.render.json import encode
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
_JSON_HEADERS: Final[Headers] = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    *SECURITY_HEADERS,
]
_PROBLEM_HEADERS: Final[Headers] = [(b"content-type", MEDIA_TYPE.encode()), *_JSON_HEADERS[1:]]
#: Seconds after which a caller that was refused for now may ask again.
RETRY_SECONDS: Final = 1
#: Largest answer that is handed over in one piece, in bytes, and the pieces of a larger one: a reader that stops
#: reading holds no more than that, and not for long.
_WHOLE_BYTES: Final = 256 * 1024
_PIECE_BYTES: Final = 64 * 1024
_SEND_SECONDS: Final = 30.0


class Disconnected(Exception):
    """The caller has gone before its request was complete."""


def header(scope: Scope, name: bytes) -> bytes | None:
    """Returns the value of a header of a request, the first one; None where there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


async def body_of(scope: Scope, receive: Receive, most: int, seconds: float) -> bytes:
    """Returns the body of a request.

    Args:
        scope: of the request.
        receive: gives its messages.
        most: longest body, in bytes.
        seconds: how long it may take to come in.

    Raises:
        Refused: it is longer, or takes longer, or is said to be no JSON.
        Disconnected: the caller has gone.
    """
    said = header(scope, b"content-type")
    if said is None or said.partition(b";")[0].strip().lower() != b"application/json":
        raise Refused(problem("not-json", "send the body as Content-Type: application/json"))
    length = header(scope, b"content-length")
    if length is not None and length.isdigit() and int(length[:20]) > most:
        raise Refused(problem("too-large", f"the body is longer than {most:,} bytes"))
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, most)
    except TimeoutError:
        raise Refused(problem("too-slow", f"the body did not come in within {seconds:g} seconds")) from None


async def _read(receive: Receive, most: int) -> bytes:
    message = await receive()
    whole: bytes = message.get("body", b"")
    pieces = [whole]
    length = len(whole)
    while message.get("more_body"):
        message = await receive()
        pieces.append(message.get("body", b""))
        length += len(pieces[-1])
        if length > most:
            break
    if message["type"] == "http.disconnect":
        raise Disconnected
    if length > most:
        raise Refused(problem("too-large", f"the body is longer than {most:,} bytes"))
    return whole if len(pieces) == 1 else b"".join(pieces)


async def send_json(send: Send, body: bytes, extra: Headers | None = None) -> None:
    """Sends an answer with status 200."""
    await send_bytes(send, 200, body, _JSON_HEADERS if extra is None else [*_JSON_HEADERS, *extra])


async def send_problem(send: Send, found: Problem, extra: Headers | None = None) -> None:
    """Sends a problem document (RFC 9457)."""
    await send_bytes(send, found.status, encode(found), [*problem_headers(found), *(extra or ())])


def problem_headers(found: Problem) -> Headers:
    """Returns the headers of a problem document; one that passes says when to ask again (RFC 9110, 10.2.3)."""
    headers = [*_PROBLEM_HEADERS]
    if found.status in {429, 503}:
        headers.append((b"retry-after", str(RETRY_SECONDS).encode()))
    if found.status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="scamguard"'))
    if found.status in {408, 413}:
        headers.append((b"connection", b"close"))  # the rest of the body is not read
    return headers


async def send_bytes(send: Send, status: int, body: bytes, headers: Headers) -> None:
    """Sends an answer with its length."""
    head = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": head})
    if len(body) <= _WHOLE_BYTES:
        await send({"type": "http.response.body", "body": body, "more_body": False})
        return
    async with asyncio.timeout(_SEND_SECONDS):
        for start in range(0, len(body), _PIECE_BYTES):
            piece = body[start : start + _PIECE_BYTES]
            more = start + _PIECE_BYTES < len(body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})
