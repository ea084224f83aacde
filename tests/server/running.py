"""A server in a process of its own, on loopback, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

JSON = {"Content-Type": "application/json"}
_STARTED = re.compile(r"answers at http://(?P<host>\S+):(?P<port>\d+)/")


class Answered(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """The kind of problem that it is."""
        assert self.headers["content-type"] == "application/problem+json", self.body[:200]
        return str(self.json["type"]).removeprefix("/problems/")


class Running:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None, seconds: float = 30
    ) -> Answered:
        """Sends one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        with contextlib.closing(connection):
            data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
            connection.request(method, path, data, {**(JSON if data is not None else {}), **(headers or {})})
            found = connection.getresponse()
            return Answered(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())

    def check(self, contact: str, **options: object) -> Answered:
        return self.ask("POST", "/v1/check", {"contact": contact, **options})

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def workers(self) -> list[int]:
        """Returns the processes that answer: the children of the main one that are no scanning processes."""
        return [child for child in children_of(self.process.pid) if "to_process" not in _command(child)]

    def events(self) -> list[dict[str, Any]]:
        """Returns the lines of the log."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def wait_for(self, event: str, seconds: float = 15) -> dict[str, Any]:
        """Returns the first line about an event, when it has come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in self.events():
                if line["event"] == event:
                    return line
            time.sleep(0.05)
        raise AssertionError(f"no {event} in the log: {self.log.read_text(encoding='utf-8')[-2000:]}")


def children_of(process: int) -> list[int]:
    """Returns the children of a process, oldest first."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return sorted(set(found))


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


@contextlib.contextmanager
def serving(
    folder: Path,
    *options: str,
    environment: dict[str, str] | None = None,
    log: Path | None = None,
    start_in: Path | None = None,
) -> Iterator[Running]:
    """Yields a server that was started with options, as its command starts it, and ends it."""
    log = log or folder / "log"
    env = {**os.environ, "SCAMGUARD_STATE": str(folder / "state"), **(environment or {})}
    with open(log, "ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "scamguard", "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=errors,
            env=env,
            cwd=start_in,
        )
    try:
        assert process.stdout is not None
        said = _STARTED.search(process.stdout.readline().decode())
        assert said is not None, log.read_text(encoding="utf-8")
        running = Running(process, int(said["port"]), log)
        _wait_until_ready(running)
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _wait_until_ready(running: Running) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if running.ask("GET", "/readyz", headers={"Host": "127.0.0.1"}).status == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")
