"""A client and a real server through what happens to servers: tokens, killed workers, restarts."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from client.real_server import serving
from client.replies import CONTACT, TOKEN
from scamguard.client import Client, Refused

pytest.importorskip("granian", reason="scamguard[server] is not installed")


def test_a_token_opens() -> None:
    with serving(token=TOKEN) as server:
        with Client(server.url, token=TOKEN) as client:
            assert client.check(CONTACT, claims="aliexpress").status == "impersonation"
        for token in (None, "another"):
            with Client(server.url, token=token) as client, pytest.raises(Refused) as caught:
                client.check(CONTACT)
            assert caught.value.problem.kind == "unauthorised"
            assert TOKEN not in str(caught.value)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_worker_costs_no_answer() -> None:
    contacts = [f"+86131228{number:05}" for number in range(1_000)]
    with serving() as server, Client(server.url) as client:
        expected = client.check_many(contacts, claims="aliexpress")
        killer = threading.Timer(0.1, lambda: os.kill(server.workers()[-1], signal.SIGKILL))
        killer.start()
        ends = time.monotonic() + 1.5
        rounds = 0
        while time.monotonic() < ends:
            assert client.check_many(contacts, claims="aliexpress") == expected
            rounds += 1
        killer.join()

        assert len(server.workers()) == 2  # one was killed, and another is there
        assert rounds > 1
        assert client.ready()


def test_a_client_sees_through_a_rate() -> None:
    with serving("--rate", "5/second") as server, Client(server.url) as client:
        start = time.monotonic()
        verdicts = [client.check(CONTACT, claims="aliexpress") for _ in range(12)]

    assert len(set(map(str, verdicts))) == 1
    assert time.monotonic() - start > 1  # it has waited as it was told
