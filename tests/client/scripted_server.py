"""A server on loopback that does what a script says: it breaks off, stays silent, sends too much, too slowly, or lies.

One `Turn` for each request, in the order of their arrival; the last one for all that follow.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

#: Longest that a turn holds a connection, in seconds: tests end, whatever happens.
MAX_HOLD_SECONDS = 20.0
_LINGER_NOT = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Turn:
    """What the server does with one request.

    Attributes:
        sends: bytes of the answer.
        listens: the request is read first.
        then: "keep" the connection for the next request, "close" it, "reset" it, or "hold" it in silence.
        gap: seconds before each byte; 0 sends all at once.
    """

    sends: bytes = b""
    listens: bool = True
    then: str = "keep"
    gap: float = 0.0


@dataclass(frozen=True)
class Seen:
    """A request as it came in."""

    line: str
    headers: dict[str, str]
    body: bytes


def answer(
    body: bytes, status: int = 200, kind: str = "application/json", headers: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Returns a whole answer with its length."""
    head = [("Content-Type", kind), ("Content-Length", str(len(body))), *headers]
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in head), "", ""]
    return "\r\n".join(lines).encode() + body


class ScriptedServer:
    """Plays a script; `seen` are the requests that it has read, `gone` is set when a client has left a held one."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = list(turns)
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self.gone = threading.Event()
        self.seen: list[Seen] = []
        self.played = 0
        self.connections = 0
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.settimeout(MAX_HOLD_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while True:
                if self._next().listens and not self._read(connection):
                    return
                turn = self._take()
                self._send(connection, turn)
                if turn.then == "hold":
                    self._hold(connection)
                if turn.then == "reset":
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                if turn.then != "keep":
                    return

    def _next(self) -> Turn:
        with self._lock:
            return self._turns[0]

    def _take(self) -> Turn:
        with self._lock:
            self.played += 1
            return self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]

    def _read(self, connection: socket.socket) -> bool:
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = connection.recv(65536)
            if not chunk:
                return False
            data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        line, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        while len(body) < int(headers.get("content-length", "0")):
            body += connection.recv(65536)
        self.seen.append(Seen(line, headers, body))
        return True

    def _send(self, connection: socket.socket, turn: Turn) -> None:
        if not turn.gap:
            connection.sendall(turn.sends)
            return
        for place in range(len(turn.sends)):
            if self._ended.wait(turn.gap):
                return
            try:
                connection.sendall(turn.sends[place : place + 1])
            except OSError:
                self.gone.set()
                raise

    def _hold(self, connection: socket.socket) -> None:
        connection.settimeout(0.05)
        for _ in range(round(MAX_HOLD_SECONDS / 0.05)):
            try:
                if self._ended.is_set() or not connection.recv(1):
                    break
            except TimeoutError:
                continue
        self.gone.set()


@contextmanager
def scripted(*turns: Turn) -> Iterator[ScriptedServer]:
    """Gives a server that plays these turns."""
    server = ScriptedServer(turns)
    try:
        yield server
    finally:
        server.close()
