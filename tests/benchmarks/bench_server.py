"""What the HTTP API answers, as ratios to an empty JSON echo: `python tests/benchmarks/bench_server.py`.

Server on one core, load on another (wrk, 64 connections), rounds in turn, medians.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from harness import part
from harness.processes import resident
from harness.rows import AbsentError, Row
from harness.turns import compared

HERE: Final = Path(__file__).parent / "server"
sys.path.insert(0, str(HERE))

from disturbances import scans, slow_clients  # noqa: E402 - beside this file
from questions import write_lua  # noqa: E402 - beside this file

CONNECTIONS: Final = 64
SERVER_CORE, LOAD_CORE = "0", "1"
_LATENCY: Final = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
_RATE: Final = re.compile(r"Requests/sec:\s+([\d.]+)")
_COUNT: Final = re.compile(r"(\d+) requests in")
_BAD: Final = re.compile(r"(Socket errors|Non-2xx).*")
_UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Load(NamedTuple):
    """What wrk measured: requests a second, milliseconds at the 50th and 99th percentile, and what went wrong."""

    rate: float
    p50: float
    p99: float
    number: int
    wrong: str


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields every figure that was asked for."""
    if not shutil.which("wrk") or not shutil.which("taskset"):
        raise AbsentError("wrk and taskset are needed")
    if importlib.util.find_spec("granian") is None:
        raise AbsentError("granian: not installed (pip install '.[server]')")
    if {int(SERVER_CORE), int(LOAD_CORE)} - os.sched_getaffinity(0):
        raise AbsentError("two cores are needed: one for the server, one for the load")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new, repeated, echo = folder / "new.lua", folder / "repeated.lua", folder / "echo.lua"
        write_lua(new, 20_000)
        write_lua(repeated, 20_000, different=400)
        echo.write_text('wrk.method="POST"\nwrk.body="{}"\nwrk.headers["Content-Type"]="application/json"\n')
        yield from _compare(echo, {"every question new": new, "400 questions again and again": repeated}, asked)
        if asked.long:
            yield _long(repeated, asked.long)
        if asked.beside:
            yield from _beside(echo, repeated, asked.long or 60)
        if asked.memory:
            yield _memory(new)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=int, help="length of a round (8; with --quick 2)")
    parser.add_argument("--rounds", type=int, help="rounds (3; with --quick 1)")
    parser.add_argument("--long", type=int, nargs="?", const=60, default=0, help="one run of so many seconds, too")
    parser.add_argument("--beside", action="store_true", help="the same beside slow clients and scans of a megabyte")
    parser.add_argument("--memory", action="store_true", help="of a worker after 20,000 and after 200,000 requests")


def _compare(echo: Path, questions: dict[str, Path], asked: argparse.Namespace) -> Iterator[Row]:
    echoes: list[Load] = []
    checks: dict[str, list[Load]] = {name: [] for name in questions}
    seconds = asked.seconds or (2 if asked.quick else 8)
    for _ in range(asked.rounds or (1 if asked.quick else 3)):
        with _echoing() as port:
            echoes.append(_wrk(port, "/echo", echo, seconds))
        for name, script in questions.items():
            with _serving() as port:
                checks[name].append(_wrk(port, "/v1/check", script, seconds))
    for name, loads in checks.items():
        yield _rate(name, loads, echoes)
    for name, loads in checks.items():
        p50 = compared((load.p50, base.p50) for load, base in zip(loads, echoes, strict=True))
        p99 = compared((load.p99, load.p50) for load in loads)
        yield Row.of(f"half of the answers, {name}", p50, "an empty JSON echo", unit="ms")
        yield Row.of(f"99 of 100 answers, {name}", p99, "half of them", unit="ms")


def _rate(name: str, loads: Sequence[Load], bases: Sequence[Load]) -> Row:
    turns = compared((load.rate, base.rate) for load, base in zip(loads, bases, strict=True))
    return Row.of(f"answers, {name}{_wrong(loads)}", turns, "an empty JSON echo", unit="/s")


def _wrong(loads: Sequence[Load]) -> str:
    wrong = "; ".join(load.wrong for load in loads if load.wrong)
    return f" ({wrong})" if wrong else ""


def _long(script: Path, seconds: int) -> Row:
    with _serving() as port:
        load = _wrk(port, "/v1/check", script, seconds)
    name = f"99 of 100 answers, {seconds} s, {load.number:,} of them{_wrong([load])}"
    return Row.of(name, compared([(load.p99, load.p50)]), "half of them", unit="ms")


def _beside(echo: Path, script: Path, seconds: int) -> Iterator[Row]:
    """Yields the same beside clients that hold connections, and that have a megabyte scanned.

    The echo has only the slow clients beside it.
    """
    with _echoing() as port, slow_clients(port):
        base = _wrk(port, "/echo", echo, seconds)
    with _serving() as port, slow_clients(port) as held, scans(port) as scanned:
        load = _wrk(port, "/v1/check", script, seconds)
    beside = f"beside {max(held)} slow clients, {scanned.count(200)} of {len(scanned)} scans answered"
    yield _rate(f"400 again, {beside}", [load], [base])
    yield Row.of(f"99 of 100 answers, {beside}", compared([(load.p99, load.p50)]), "half of them", unit="ms")


def _memory(script: Path) -> Row:
    with _serving() as port:
        worker = _worker(port)
        sizes = []
        for number in (20_000, 200_000):
            while _answered(port) < number:
                _wrk(port, "/v1/check", script, 2)
            sizes.append((resident(worker) or 0) / 1024)
    first, last = sizes
    name = "memory of a worker after 200,000 answers"
    return Row.of(name, compared([(last, first)]), "after 20,000", unit="MB", limit="at most 1.1")


def _wrk(port: int, path: str, script: Path, seconds: int) -> Load:
    command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s"]
    said = subprocess.run(
        [*command, str(script), f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    times = {part: float(number) * _UNITS[unit] for part, number, unit in _LATENCY.findall(said)}
    rate, number = _RATE.search(said), _COUNT.search(said)
    assert rate is not None, said
    assert number is not None, said
    bad = _BAD.search(said)
    return Load(float(rate[1]), times["50"], times["99"], int(number[1]), bad[0] if bad else "")


@contextlib.contextmanager
def _echoing() -> Iterator[int]:
    port = _free_port()
    with _process([sys.executable, "echo.py", str(port)], HERE):
        _wait(port, "/echo")
        yield port


@contextlib.contextmanager
def _serving() -> Iterator[int]:
    port = _free_port()
    options = ["--port", str(port), "--rate", "1000000/second"]  # counted, and never refused
    with _process([sys.executable, "-m", "scamguard", "serve", *options], Path.cwd()):
        _wait(port, "/readyz")
        yield port


@contextlib.contextmanager
def _process(command: list[str], folder: Path) -> Iterator[None]:
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=errors
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, path: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
        except OSError as error:
            if not hasattr(error, "code"):
                time.sleep(0.1)
                continue
        return
    sys.exit(f"nothing answers at port {port}")


def _worker(port: int) -> int:
    """Returns the worker of the server at a port: the youngest child of the process that was started with it."""
    found = subprocess.run(["pgrep", "-f", f"serve --port {port}"], capture_output=True, text=True, check=True)
    return max(int(line) for line in found.stdout.split() if int(line) != os.getpid())


def _answered(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answered:
        found = re.search(r'requests_total\{route="/v1/check",status="200"\} ([\d.e+]+)', answered.read().decode())
    return int(float(found[1])) if found else 0


if __name__ == "__main__":
    part.main(rows, __doc__, _add_options)
