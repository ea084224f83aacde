"""The two sides between which the extension stands: pages on loopback, and scamguard with everything written down."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from scamguard.service.answering import Answers
from scamguard.service.calls import reply_to


class Asked(NamedTuple):
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def contacts(self) -> list[str]:
        """The contacts that a batch asks about."""
        if self.path != "/v1/check/batch":
            return []
        return [check["contact"] for check in json.loads(self.body)["checks"]]


class Peer:
    """What the recording API does next, and what it has been asked.

    `answers` holds the first replies: (status, headers, body) each, a body of None for a line that breaks.
    """

    def __init__(self, answers: Answers) -> None:
        self.scamguard = answers
        self.asked: list[Asked] = []
        self.replies: list[tuple[int, dict[str, str], bytes | None]] = []
        self.address = ""

    def reset(self) -> None:
        self.asked.clear()
        self.replies.clear()

    @property
    def contacts(self) -> list[str]:
        return [contact for asked in self.asked for contact in asked.contacts]

    @property
    def wire(self) -> str:
        """Everything that was sent, headers and bodies."""
        return "\n".join(f"{a.method} {a.path} {a.headers} {a.body.decode()}" for a in self.asked)

    def reply(self, asked: Asked) -> tuple[int, dict[str, str], bytes | None]:
        self.asked.append(asked)
        if self.replies:
            return self.replies.pop(0)
        reply = reply_to(self.scamguard, asked.method, asked.path, asked.body)
        return reply.status, {}, reply.body


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serves on a free port of loopback; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


class Quiet(BaseHTTPRequestHandler):
    """Answers without a log, a line at a time."""

    def log_message(self, format: str, *args: Any) -> None:
        """Writes nothing."""

    def send(self, status: int, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def api_of(peer: Peer) -> type[Quiet]:
    """Returns a handler that answers as scamguard does, and writes down what it is asked."""

    class Api(Quiet):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(
                self.command,
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
            status, headers, body = peer.reply(asked)
            if body is not None:
                self.send(status, "application/json", body, headers)

        do_POST = do_GET
        do_OPTIONS = do_GET

    return Api


class Pages:
    """The pages that the server has: path -> source. A path outside is a 404."""

    def __init__(self) -> None:
        self.sources: dict[str, bytes] = {}
        self.address = ""

    def put(self, path: str, source: str) -> str:
        """Returns the address at which a source is served from now on."""
        self.sources[path] = source.encode("utf-8", "surrogatepass")
        return self.address + path


def site_of(pages: Pages) -> type[Quiet]:
    """Returns a handler that serves pages."""

    class Site(Quiet):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/favicon.ico":
                self.send(204, "image/x-icon", b"", {})
            elif path in pages.sources:
                self.send(200, "text/html; charset=utf-8", pages.sources[path], {})
            else:
                self.send(404, "text/plain", b"", {})

    return Site


#: A native messaging host that writes down what it is asked: 4 bytes of length, then JSON, both ways.
NATIVE_HOST = """
import json, struct, sys
from scamguard import Guard
from scamguard.service.answering import Answers
from scamguard.service.calls import reply_to

answers = Answers(Guard())
while len(head := sys.stdin.buffer.read(4)) == 4:
    asked = json.loads(sys.stdin.buffer.read(struct.unpack("=I", head)[0]))
    with open({log!r}, "a", encoding="utf-8") as log:
        log.write(json.dumps(asked) + "\\n")
    body = json.dumps(asked["body"]).encode() if "body" in asked else b""
    reply = reply_to(answers, asked["method"], asked["path"], body)
    limit = {limit}
    status, text = (reply.status, reply.body.decode()) if len(reply.body) < limit else (507, "{{}}")
    sent = ('{{"id":%s,"status":%d,"body":%s}}' % (json.dumps(asked["id"]), status, text)).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(sent)) + sent)
    sys.stdout.buffer.flush()
"""


def measured(work: Any) -> tuple[float, Any]:
    """Returns how many seconds a function took, and its answer."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer
