"""A server on loopback that answers from the shipped knowledge, serves the page, and says what was asked of it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from scamguard import Guard
from scamguard.render.json import encode
from scamguard.server.page.page import page
from scamguard.service.answering import Answers
from scamguard.service.calls import reply_to


class Canned:
    """A reply that a test wants at one path; `broken` ends the connection without one."""

    def __init__(
        self, status: int, kind: str = "", *, seconds: float = 0, retry_after: str = "", broken: bool = False
    ) -> None:
        self.status = status
        self.body = _problem(status, kind) if kind else b""
        self.seconds = seconds
        self.retry_after = retry_after
        self.broken = broken


def _problem(status: int, kind: str) -> bytes:
    return encode({"type": f"/problems/{kind}", "title": "-", "status": status, "detail": "why"})


class Served:
    """What the tests know of the server: where it is, what it was asked, what it is to reply."""

    def __init__(self) -> None:
        self.answers: Final = Answers(Guard())
        self.asked: list[tuple[str, str, bytes]] = []
        self.canned: dict[str, Canned] = {}
        self.tokens: set[str] = set()
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def paths(self) -> list[str]:
        """Returns the paths that were asked for, in their order."""
        return [path.partition("?")[0] for _, path, _ in self.asked]

    def forget(self) -> None:
        self.asked.clear()
        self.canned.clear()
        self.tokens.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Served

    def do_GET(self) -> None:
        self._respond(b"")

    def do_POST(self) -> None:
        self._respond(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def _respond(self, body: bytes) -> None:
        self.served.asked.append((self.command, self.path, body))
        if self.path.partition("?")[0] == "/":
            self._send(
                200, page().body, {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page().policy}
            )
            return
        canned = self.served.canned.get(self.path)
        if canned is not None:
            time.sleep(canned.seconds)
            if canned.broken:
                self.close_connection = True
                return
            wait = {"Retry-After": canned.retry_after} if canned.retry_after else {}
            self._send(canned.status, canned.body, {"Content-Type": "application/problem+json", **wait})
            return
        if self.served.tokens and self.headers.get("Authorization", "") not in self.served.tokens:
            self._send(401, Canned(401, "unauthorised").body, {"Content-Type": "application/problem+json"})
            return
        reply = reply_to(self.served.answers, self.command, self.path, body)
        self._send(reply.status, reply.body, {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextlib.contextmanager
def serving() -> Iterator[Served]:
    """Yields a server that runs until the end of the block."""
    served = Served()
    handler = type("Handler", (_Handler,), {"served": served})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        served.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join(timeout=5)
