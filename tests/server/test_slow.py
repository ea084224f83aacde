"""Clients that are slow, silent or stuck: each is let go in time, and nobody else waits for them."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.running import Running, serving

pytestmark = pytest.mark.lengthy

HEAD = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
#: Seconds that the server below gives a head and a body; a look a second comes on top.
HEAD_SECONDS, BODY_SECONDS = 2, 2


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    options = ("--head-seconds", str(HEAD_SECONDS), "--body-seconds", str(BODY_SECONDS), "--rate", "0")
    with serving(tmp_path_factory.mktemp("strict"), *options) as running:
        yield running


def seconds_until_let_go(connection: socket.socket, drip: bytes = b"") -> tuple[float, bytes]:
    """Returns how long a connection was kept, and what came."""
    begun = time.monotonic()
    came = b""
    connection.settimeout(0.2)
    while time.monotonic() - begun < 15:
        try:
            if drip:
                connection.sendall(drip)
            received = connection.recv(4096)
            came += received
            if not received:
                return time.monotonic() - begun, came
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - begun, came
    raise AssertionError(f"the connection is still held; it said {came!r}")


@pytest.mark.parametrize(
    ("sent", "drip", "why"),
    [
        (b"", b"", "says nothing at all"),
        (HEAD, b"", "stops within the head"),
        (HEAD, b"X-More: 1\r\n", "slow loris: a header line now and then"),
        (b"G", b"", "one byte"),
    ],
)
def test_a_head_that_does_not_come_is_not_waited_for(strict: Running, sent: bytes, drip: bytes, why: str) -> None:
    with strict.connect() as connection:
        connection.sendall(sent)
        seconds, _ = seconds_until_let_go(connection, drip)

    assert seconds < HEAD_SECONDS + 2, why


@pytest.mark.parametrize(
    ("sent", "drip", "why"),
    [
        (HEAD + b"Content-Length: 50\r\n\r\n{", b"", "stops within the body"),
        (HEAD + b"Content-Length: 5000\r\n\r\n{", b" ", "a byte now and then"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"", "stops between two chunks"),
    ],
)
def test_a_body_that_does_not_come_is_a_problem(strict: Running, sent: bytes, drip: bytes, why: str) -> None:
    with strict.connect() as connection:
        connection.sendall(sent)
        seconds, came = seconds_until_let_go(connection, drip)

    assert seconds < BODY_SECONDS + 3, why
    if not drip:  # who goes on sending may have the connection reset before the answer is read
        assert came.startswith(b"HTTP/1.1 408"), why
        assert json.loads(came.partition(b"\r\n\r\n")[2])["type"] == "/problems/too-slow", why


def test_of_many_bodies_that_do_not_come_all_are_let_go(strict: Running) -> None:
    """One may be let go by chance: a server drops what is collected as garbage in time."""
    sent = HEAD + b"Content-Length: 50\r\n\r\n{"
    with contextlib.ExitStack() as stack:
        held = [stack.enter_context(strict.connect()) for _ in range(100)]
        for connection in held:
            connection.sendall(sent)
        time.sleep(BODY_SECONDS + 2)

        for connection in held:
            seconds, came = seconds_until_let_go(connection)
            assert came.startswith(b"HTTP/1.1 408")
            assert seconds < 1


def test_an_idle_connection_is_closed(strict: Running) -> None:
    with strict.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        seconds, came = seconds_until_let_go(connection)

    assert came.startswith(b"HTTP/1.1 200")
    assert seconds < HEAD_SECONDS + 2


def test_a_head_of_megabytes_is_refused(strict: Running) -> None:
    with strict.connect() as connection, contextlib.suppress(OSError):
        connection.sendall(HEAD + b"X-Big: " + b"a" * 8_000_000 + b"\r\n\r\n")
        assert not connection.recv(100).startswith(b"HTTP/1.1 200")


def test_others_are_answered_while_hundreds_are_slow(strict: Running) -> None:
    held = [strict.connect() for _ in range(300)]
    try:
        for connection in held:
            connection.sendall(HEAD)
        begun = time.monotonic()
        assert all(strict.check("95588").status == 200 for _ in range(20))
        assert time.monotonic() - begun < 2
    finally:
        for connection in held:
            connection.close()


def test_a_reader_that_does_not_read_holds_no_other_up(strict: Running) -> None:
    body = json.dumps({"checks": [{"contact": "400-882-1234", "claims": "tiktok-shop"}] * 1000}).encode()
    with strict.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(HEAD.replace(b"/check", b"/check/batch") + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        time.sleep(0.5)
        assert strict.check("95588").status == 200


def test_checks_are_answered_while_a_megabyte_is_scanned(strict: Running) -> None:
    text = ("TikTok Shop support: 400-882-1234, add WeChat tk_help_2026. " * 20_000)[:1_000_000]
    answered: list[int] = []
    scanning = threading.Thread(
        target=lambda: answered.append(strict.ask("POST", "/v1/scan", {"text": text}, seconds=60).status)
    )
    scanning.start()
    time.sleep(0.3)
    times = []
    while scanning.is_alive():
        begun = time.monotonic()
        assert strict.check("95588").status == 200
        times.append(time.monotonic() - begun)
        time.sleep(0.02)
    scanning.join()

    assert answered == [200]
    assert len(times) > 10, "the scan was over before it could disturb anybody"
    assert sorted(times)[len(times) // 2] < 0.1


def test_a_scan_that_takes_too_long_is_ended_and_the_next_one_is_answered(tmp_path: Path) -> None:
    with serving(tmp_path, "--scan-seconds", "0.3", "--rate", "0") as running:
        running.ask("POST", "/v1/scan", {"text": "to start the process"})
        ended = running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234. " * 37_000}, seconds=20)
        again = [running.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234"}) for _ in range(3)]

    assert (ended.status, ended.kind) == (504, "timed-out")
    assert again[-1].status == 200


def test_many_scans_at_once_wait_or_are_told_to_come_again(strict: Running) -> None:
    statuses: list[int] = []

    def scan() -> None:
        statuses.append(strict.ask("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234. " * 300}).status)

    threads = [threading.Thread(target=scan) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 10
