"""Clients that make it harder for a server to answer the others."""

from __future__ import annotations

import contextlib
import socket
import threading
import urllib.request
from collections.abc import Iterator


@contextlib.contextmanager
def slow_clients(port: int, most: int = 300) -> Iterator[list[int]]:
    """Holds connections that send a header line now and then; those that are closed are opened again."""
    is_over = threading.Event()
    held = [0]

    def hold() -> None:
        connections: list[socket.socket] = []
        while not is_over.wait(0.5):
            while len(connections) < most:
                with contextlib.suppress(OSError):
                    connections.append(socket.create_connection(("127.0.0.1", port), timeout=5))
                    connections[-1].sendall(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\n")
            held.append(len(connections))
            for connection in list(connections):
                try:
                    connection.sendall(b"X-More: 1\r\n")
                except OSError:
                    connections.remove(connection)
        for connection in connections:
            connection.close()

    with _thread(hold, is_over):
        yield held


@contextlib.contextmanager
def scans(port: int) -> Iterator[list[int]]:
    """Has texts of a megabyte scanned, one after the other; yields the statuses of the answers."""
    is_over = threading.Event()
    text = ("TikTok Shop support: call 400-882-1234 or add WeChat tk_help_2026 today. " * 14_000)[:1_000_000]
    body = f'{{"text":"{text}"}}'.encode()
    statuses: list[int] = []

    def scan() -> None:
        while not is_over.is_set():
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/v1/scan", body, {"Content-Type": "application/json"}
            )
            try:
                with urllib.request.urlopen(request, timeout=90) as answered:
                    answered.read()
                    statuses.append(answered.status)
            except OSError as error:
                statuses.append(getattr(error, "code", 0))

    with _thread(scan, is_over):
        yield statuses


@contextlib.contextmanager
def _thread(target: object, is_over: threading.Event) -> Iterator[None]:
    thread = threading.Thread(target=target)  # type: ignore[arg-type]
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
