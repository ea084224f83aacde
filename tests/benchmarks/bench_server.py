"""What the HTTP API answers, as ratios to an empty JSON echo: `python tests/benchmarks/bench_server.py`.

Server on one core, load on another (wrk, 64 connections), rounds in turn, medians. Options:
  --seconds N   length of a round (8)         --rounds N   rounds (3)
  --long N      one run of N seconds (60), for its latencies and errors
  --beside      the same beside a slow-loris client and a client that sends scans of a megabyte
  --memory      memory of the worker after 20,000 and after 200,000 requests
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent / "server"
sys.path.insert(0, str(HERE))

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


def main() -> None:
    """Prints every figure that was asked for."""
    asked = _arguments()
    if not shutil.which("wrk") or not shutil.which("taskset"):
        sys.exit("wrk and taskset are needed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new, repeated, echo = folder / "new.lua", folder / "repeated.lua", folder / "echo.lua"
        write_lua(new, 20_000)
        write_lua(repeated, 20_000, different=400)
        echo.write_text('wrk.method="POST"\nwrk.body="{}"\nwrk.headers["Content-Type"]="application/json"\n')
        _compare(echo, {"every question new": new, "400 questions again and again": repeated}, asked)
        if asked.long:
            _long(repeated, asked.long)
        if asked.beside:
            _beside(echo, repeated, asked.long or 60)
        if asked.memory:
            _memory(new)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", type=int, nargs="?", const=60, default=0)
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--memory", action="store_true")
    return parser.parse_args()


def _compare(echo: Path, questions: dict[str, Path], asked: argparse.Namespace) -> None:
    echoes: list[Load] = []
    checks: dict[str, list[Load]] = {name: [] for name in questions}
    for _ in range(asked.rounds):
        with _echoing() as port:
            echoes.append(_wrk(port, "/echo", echo, asked.seconds))
        for name, script in questions.items():
            with _serving() as port:
                checks[name].append(_wrk(port, "/v1/check", script, asked.seconds))
    _row("echo", echoes, echoes)
    for name, loads in checks.items():
        _row(f"check, {name}", loads, echoes)


def _row(name: str, loads: list[Load], bases: list[Load]) -> None:
    ratio = statistics.median(load.rate / base.rate for load, base in zip(loads, bases, strict=True))
    rate, p50, p99 = (statistics.median(getattr(load, part) for load in loads) for part in ("rate", "p50", "p99"))
    wrong = "; ".join(load.wrong for load in loads if load.wrong) or "none"
    print(f"{name:40} {rate:8.0f}/s  × echo {ratio:5.2f}  p50 {p50:6.2f} ms  p99 {p99:6.2f} ms  wrong: {wrong}")


def _long(script: Path, seconds: int) -> None:
    with _serving() as port:
        load = _wrk(port, "/v1/check", script, seconds)
    print(
        f"{seconds} s: {load.number:,} requests, p99 = {load.p99 / load.p50:.2f} × p50, wrong: {load.wrong or 'none'}"
    )


def _beside(echo: Path, script: Path, seconds: int) -> None:
    """The same beside clients that hold connections, and that have a megabyte scanned: for the echo the loris alone."""
    with _echoing() as port, _loris(port):
        base = _wrk(port, "/echo", echo, seconds)
    with _serving() as port, _loris(port) as held, _scanning(port) as scanned:
        load = _wrk(port, "/v1/check", script, seconds)
    print(
        f"beside {max(held)} slow connections and {len(scanned)} scans of 1 MB ({scanned.count(200)} answered):"
        f" {load.rate:.0f}/s × echo {load.rate / base.rate:.2f}, p50 {load.p50:.2f} ms,"
        f" p99 = {load.p99 / load.p50:.2f} × p50, wrong: {load.wrong or 'none'}"
    )


def _memory(script: Path) -> None:
    with _serving() as port:
        worker = _worker(port)
        sizes = []
        for number in (20_000, 200_000):
            while _answered(port) < number:
                _wrk(port, "/v1/check", script, 2)
            sizes.append((number, _resident(worker)))
    (_, first), (_, last) = sizes
    print(f"memory: {first / 1024:.1f} MB after 20,000, {last / 1024:.1f} MB after 200,000: {last / first - 1:+.1%}")


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


@contextlib.contextmanager
def _loris(port: int, most: int = 300) -> Iterator[list[int]]:
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
def _scanning(port: int) -> Iterator[list[int]]:
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


def _resident(process: int) -> int:
    """Returns the resident memory of a process in KiB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1])


def _answered(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answered:
        found = re.search(r'requests_total\{route="/v1/check",status="200"\} ([\d.e+]+)', answered.read().decode())
    return int(float(found[1])) if found else 0


if __name__ == "__main__":
    main()
