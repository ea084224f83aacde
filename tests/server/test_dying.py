"""Workers that are killed, a disk that is full, a stop under load: no wrong answer, and it goes on."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from server.running import Running, children_of, serving

pytestmark = pytest.mark.lengthy

FULL_DISK = Path("/dev/full")
QUESTION = ("95588", "icbc", "official")


class Asking:
    """Threads that ask without end, each on a connection that is kept, and what came of it."""

    def __init__(self, running: Running, threads: int = 8) -> None:
        self.wrong: list[str] = []
        self.answered = 0
        self.broken = 0
        self._running = running
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(threads)]

    def _ask(self) -> None:
        body = f'{{"contact":"{QUESTION[0]}","claims":"{QUESTION[1]}"}}'
        while not self._is_over.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self._running.port, timeout=20)
            with contextlib.closing(connection):
                self._ask_on(connection, body)

    def _ask_on(self, connection: http.client.HTTPConnection, body: str) -> None:
        while not self._is_over.is_set():
            try:
                connection.request("POST", "/v1/check", body, {"Content-Type": "application/json"})
                found = connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                self.broken += 1
                time.sleep(0.01)
                return
            self.answered += 1
            if f'"status":"{QUESTION[2]}"'.encode() not in found:
                self.wrong.append(found[:200].decode())

    def __enter__(self) -> Asking:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()


def test_a_killed_worker_is_replaced_and_no_answer_is_wrong(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2", "--rate", "0") as running, Asking(running) as asking:
        time.sleep(0.5)
        victim = running.workers()[0]
        os.kill(victim, signal.SIGKILL)
        running.wait_for("Unexpected exit from worker-1")
        time.sleep(1.5)
        before = asking.answered
        time.sleep(0.5)

        assert asking.answered > before + 50, "it goes on"
        assert asking.broken, "what was running in the killed worker fails where its callers see it"
        assert not asking.wrong
        assert len(running.workers()) == 2
        assert victim not in running.workers()


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_that_are_killed_again_and_again_come_back(tmp_path: Path, workers: int) -> None:
    """Granian alone would give up where one dies twice within seconds."""
    with serving(tmp_path, "--workers", str(workers), "--rate", "0") as running:
        for _ in range(3):
            for worker in running.workers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
            end = time.monotonic() + 10
            while time.monotonic() < end:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    if running.check("95588", claims="icbc").json["status"] == "official":
                        break
                time.sleep(0.1)
            else:
                raise AssertionError(running.log.read_text())


def test_a_killed_scanning_process_is_replaced(tmp_path: Path) -> None:
    with serving(tmp_path, "--rate", "0") as running:
        running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234"})
        (worker,) = running.workers()
        (scanning,) = children_of(worker)
        answered: list[tuple[int, str]] = []

        def scan() -> None:
            found = running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234. " * 37_000}, seconds=60)
            answered.append((found.status, found.headers.get("retry-after", "")))

        asking = threading.Thread(target=scan)
        asking.start()
        time.sleep(0.4)
        os.kill(scanning, signal.SIGKILL)
        asking.join()

        assert answered == [(503, "1")]
        assert running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234"}).status == 200


def test_a_scanning_process_ends_with_its_worker(tmp_path: Path) -> None:
    with serving(tmp_path, "--rate", "0") as running:
        running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234"})
        (worker,) = running.workers()
        (scanning,) = children_of(worker)
        os.kill(worker, signal.SIGKILL)
        end = time.monotonic() + 10
        while Path(f"/proc/{scanning}").exists() and "Z" not in _state(scanning):
            assert time.monotonic() < end
            time.sleep(0.05)


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_under_load_loses_nothing_that_was_running(tmp_path: Path, workers: int) -> None:
    """Connections may close between two requests; a request that is being answered is answered."""
    text = "TikTok Shop support: 400-882-1234, add WeChat tk_help_2026. " * 5_000
    with serving(tmp_path, "--workers", str(workers), "--rate", "0") as running:
        running.ask("POST", "/v1/scan", {"text": "to start the process"})
        scanned: list[int] = []
        scanning = threading.Thread(
            target=lambda: scanned.append(running.ask("POST", "/v1/scan", {"text": text}, seconds=60).status)
        )
        scanning.start()
        with Asking(running) as asking:
            time.sleep(0.5)
            assert scanning.is_alive(), "the scan was over before the stop"
            running.process.send_signal(signal.SIGTERM)
            assert running.process.wait(30) == 0
        scanning.join()

        assert scanned == [200]
        assert asking.answered
        assert not asking.wrong


@pytest.mark.skipif(not FULL_DISK.exists(), reason="there is no /dev/full here")
def test_a_full_disk_costs_lines_of_the_log_and_nothing_else(tmp_path: Path) -> None:
    with serving(tmp_path, "--log-requests", "--rate", "0", log=FULL_DISK) as running:
        assert {running.check("95588", claims="icbc").json["status"] for _ in range(50)} == {"official"}


def test_lines_that_could_not_be_written_are_counted() -> None:
    program = (
        "import logging, logging.config, os, sys\n"
        "from scamguard.server.logs import LOGGING\n"
        "keep = os.dup(2); os.dup2(os.open('/dev/full', os.O_WRONLY), 2)\n"
        "logging.config.dictConfig(LOGGING); log = logging.getLogger('scamguard.server')\n"
        "log.info('one'); log.info('two'); os.dup2(keep, 2); log.info('three')\n"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)

    assert '"event":"log-lines-lost","lines":2' in found.stderr
    assert '"event":"three"' in found.stderr
    assert "Traceback" not in found.stderr


def test_interrupting_it_is_no_traceback(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(20) == 0
        assert "Traceback" not in running.log.read_text()
