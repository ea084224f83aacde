"""A client and a real server through what happens to servers: tokens, rates, killed workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("granian", reason="scamguard[server] is not installed")

from server.running import Running, serving

from client.replies import CONTACT, TOKEN
from scamguard.client import Client, Refused


def address(running: Running) -> str:
    return f"http://127.0.0.1:{running.port}"


def test_a_token_opens(tmp_path: Path) -> None:
    with serving(tmp_path, environment={"SCAMGUARD_TOKEN": TOKEN}) as running:
        with Client(address(running), token=TOKEN) as client:
            assert client.check(CONTACT, claims="aliexpress").status == "impersonation"
        for token in (None, "another"):
            with Client(address(running), token=token) as client, pytest.raises(Refused) as caught:
                client.check(CONTACT)
            assert caught.value.problem.kind == "unauthorised"


@pytest.mark.lengthy
def test_a_client_waits_as_it_is_told(tmp_path: Path) -> None:
    with serving(tmp_path, "--rate", "5/second") as running, Client(address(running)) as client:
        start = time.monotonic()
        verdicts = [client.check(CONTACT, claims="aliexpress") for _ in range(12)]

    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert time.monotonic() - start > 1


@pytest.mark.lengthy
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="workers are found in /proc")
def test_a_killed_worker_costs_no_answer(tmp_path: Path) -> None:
    contacts = [f"+86131228{number:05}" for number in range(1_000)]
    with serving(tmp_path, "--rate", "0") as running, Client(address(running)) as client:
        expected = client.check_many(contacts, claims="aliexpress")
        [worker] = running.workers()
        killer = threading.Timer(0.1, os.kill, (worker, signal.SIGKILL))
        killer.start()
        ends = time.monotonic() + 1.5
        rounds = 0
        while time.monotonic() < ends or not rounds:
            assert client.check_many(contacts, claims="aliexpress") == expected
            rounds += 1
        killer.join()

        assert worker not in running.workers()
        assert client.ready()
