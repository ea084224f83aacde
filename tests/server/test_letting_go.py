"""What belongs to a request goes with its answer: a server may hold the connection as long as the request is held."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import MutableMapping

import pytest

from scamguard.server.app import Application
from scamguard.server.files import Files
from scamguard.server.settings import Settings

JSON = (b"content-type", b"application/json")
ELSEWHERE = (b"origin", b"https://app.example")
CHECK = b'{"contact":"95588"}'


@pytest.fixture(scope="module")
def application() -> Application:
    return Application(Settings(origins=("https://app.example",), salt=b"x"), Files(()).load())


class Body:
    """Gives a body, in one piece."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __call__(self) -> dict[str, object]:
        return {"type": "http.request", "body": self._body, "more_body": False}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/v1/check", [JSON], CHECK, 200),
        ("POST", "/v1/check", [JSON, ELSEWHERE], CHECK, 200),
        ("POST", "/v1/check/batch", [JSON], b'{"checks":[' + CHECK + b"]}", 200),
        ("POST", "/v1/check", [JSON], b"{", 400),
        ("POST", "/v1/check", [JSON], b" " * 100_000, 413),
        ("POST", "/v1/check", [], CHECK, 415),
        ("GET", "/v1/check", [], b"", 405),
        ("GET", "/v1/platforms", [], b"", 200),
        ("GET", "/v1/platforms/icbc", [], b"", 200),
        ("GET", "/v1/platforms/nobody", [], b"", 404),
        ("GET", "/nowhere", [], b"", 404),
        ("GET", "/healthz", [(b"host", b"evil.example")], b"", 400),
    ],
)
def test_nothing_holds_a_request_that_is_answered(
    application: Application, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes, status: int
) -> None:
    statuses: list[object] = []

    async def send(message: MutableMapping[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def answered() -> weakref.ref[Body]:
        receive = Body(body)
        found = [*headers, *([] if any(name == b"host" for name, _ in headers) else [(b"host", b"localhost")])]
        scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": found, "root_path": ""}
        await application(scope, receive, send)
        return weakref.ref(receive)

    gc.disable()  # which would find circles some day
    try:
        held = asyncio.run(answered())
        assert statuses == [status]
        assert held() is None
    finally:
        gc.enable()
