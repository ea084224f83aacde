"""A web server on loopback that serves a folder, and lies where a test wants it to."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: An address for which this server is a proxy: what is asked for then begins with it.
PROXIED = "http://repository.example/"
#: How long a server that hangs does so at most, in seconds.
PATIENCE = 20.0
#: What is answered: bytes, a status, or something that writes to the connection itself.
Answer = bytes | int | Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """Answers one request from the lies of the mirror, else from its folder."""

    mirror: Mirror

    def do_GET(self) -> None:
        path = self.path.removeprefix(PROXIED).lstrip("/")
        self.mirror.asked.append(path)
        self.mirror.agents.add(self.headers.get("User-Agent", ""))
        answer = self.mirror.lies.get(path)
        if answer is None:
            file = self.mirror.folder / path
            answer = file.read_bytes() if file.is_file() else 404
        if callable(answer):
            answer(self)
        elif isinstance(answer, int):
            self.head(answer, {"Content-Length": "0"})
        else:
            self.head(200, {"Content-Length": str(len(answer))})
            self.give(answer)

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def give(self, content: bytes) -> bool:
        """Writes a part of the answer; returns whether somebody still listens and the test still runs."""
        try:
            self.wfile.write(content)
            self.wfile.flush()
        except OSError:
            return False
        self.mirror.given += len(content)
        return not self.mirror.is_over.is_set()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Waits; returns whether the test still runs."""
        return not self.mirror.is_over.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Mirror:
    """A mirror of a repository.

    Attributes:
        folder: what it serves.
        lies: path -> what is answered in the place of the file.
        asked: the paths that were asked for, in order.
    """

    def __init__(self, folder: Path, server: ThreadingHTTPServer) -> None:
        self.folder = folder
        self.lies: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.given = 0
        self.is_over = threading.Event()
        self.url = f"http://127.0.0.1:{server.server_address[1]}/"

    def lie(self, path: str, answer: Answer) -> None:
        self.lies[path] = answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients of hostile servers go away."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Mirror]:
    """Yields a mirror that serves a folder on loopback until the end of the block."""
    handler = type("Handler", (Request,), {})
    server = _Server(("127.0.0.1", 0), handler)
    handler.mirror = mirror = Mirror(folder, server)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield mirror
    finally:
        mirror.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)


def free_port() -> int:
    """Returns a port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
