"""`scamguard serve` in a process of its own, on a free port of this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scamguard.client import Client

_START_SECONDS = 30.0
_ADDRESS = re.compile(r"http://[0-9.]+:\d+")


@dataclass(frozen=True)
class RealServer:
    """A running server."""

    url: str
    log: Path

    def workers(self) -> list[int]:
        """Returns the processes that answer, the newest last."""
        return [int(found) for found in re.findall(r"Spawning worker-\d+ with PID: (\d+)", self.log.read_text())]


@contextmanager
def serving(*arguments: str, token: str | None = None) -> Iterator[RealServer]:
    """Gives a server that answers already, without a limit of requests; it is ended by its process id."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        environment = os.environ | ({} if token is None else {"SCAMGUARD_TOKEN": token})
        with log.open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "scamguard", "serve", "--port", "0", "--rate", "0", *arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=environment,
            )
        try:
            assert process.stdout is not None
            found = _ADDRESS.search(process.stdout.readline())
            assert found is not None, log.read_text()
            _wait_for(found[0], log)
            yield RealServer(found[0], log)
        finally:
            process.terminate()
            process.wait(_START_SECONDS)
            assert process.stdout is not None
            process.stdout.close()


def _wait_for(url: str, log: Path) -> None:
    ends = time.monotonic() + _START_SECONDS
    with Client(url, timeout=2) as client:
        while not client.ready():
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.05)
