"""When a call is repeated: never before the server asks for it, and never beyond the time of the call."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import anyio
import pytest

from client.asking_modes import MODES, asked, error_from
from client.replies import CONTACT, GOOD
from client.scripted_server import Turn, answer, scripted
from scamguard.client import ServerBusy

DATE = ("Date", "Sun, 22 Nov 2026 12:00:00 GMT")


@dataclass(frozen=True)
class Wait:
    """What a busy server asks for, and how long is waited."""

    status: int
    headers: list[tuple[str, str]]
    seconds: float
    why: str


WAITS = [
    Wait(503, [("Retry-After", "7")], 7, "seconds"),
    Wait(429, [("Retry-After", "7")], 7, "the same where there were too many requests"),
    Wait(502, [("Retry-After", "7")], 7, "and from a proxy"),
    Wait(503, [("Retry-After", " 7 ")], 7, "blanks do not count"),
    Wait(503, [DATE, ("Retry-After", "Sun, 22 Nov 2026 12:00:07 GMT")], 7, "a date, by the clock of the server"),
    Wait(503, [DATE, ("Retry-After", "Sunday, 22-Nov-26 12:00:07 GMT")], 7, "a date as RFC 850 wrote them"),
    Wait(503, [DATE, ("Retry-After", "Sun Nov 22 12:00:07 2026")], 0.2, "asctime: no zone to compare"),
    Wait(503, [DATE, ("Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT")], 0.2, "a date that has passed"),
    Wait(503, [("Retry-After", "Sun, 22 Nov 2026 12:00:07 GMT")], 0.2, "a date, and no clock of the server"),
    Wait(503, [("Retry-After", "0")], 0.2, "at once: the wait between attempts stays"),
    Wait(503, [], 0.2, "nothing is asked for"),
    Wait(503, [("Retry-After", "-7")], 0.2, "no time is negative"),
    Wait(503, [("Retry-After", "7.5")], 0.2, "whole seconds only (RFC 9110, 10.2.3)"),
    Wait(503, [("Retry-After", "soon")], 0.2, "no time"),
    Wait(503, [("Retry-After", "٧")], 0.2, "digits are ASCII"),
    Wait(503, [("Retry-After", "7"), ("Retry-After", "9")], 0.2, "two of them: none is meant"),
    Wait(503, [DATE, ("Retry-After", "Sun, 99 Nov 2026 12:00:00 GMT")], 0.2, "no date"),
]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Records the waits in the place of waiting, each the longest that full jitter may give."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    monkeypatch.setattr(random, "uniform", lambda low, high: high)
    return found


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", WAITS, ids=lambda case: case.why)
def test_a_server_says_when_to_come_back(case: Wait, mode: str, waits: list[float]) -> None:
    busy = answer(b"", case.status, headers=case.headers)
    with scripted(Turn(busy), Turn(GOOD)) as server:
        verdict = asked(mode, server.url, "check", CONTACT, claims="aliexpress")

    assert verdict.status == "impersonation"
    assert waits == [case.seconds], case.why


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("said", ["31", "999999999", "99999999999999999999", "Sun, 22 Nov 2099 12:00:00 GMT"])
def test_a_wait_beyond_the_time_of_the_call_is_not_begun(said: str, mode: str, waits: list[float]) -> None:
    busy = Turn(answer(b"", 503, headers=[DATE, ("Retry-After", said)]))
    with scripted(busy) as server:
        error = error_from(mode, server.url, timeout=30, retries=1)

    assert isinstance(error, ServerBusy)
    assert error.status == 503
    if len(said) == 20:  # a number that is none: the usual wait, once
        assert (waits, error.retry_after, server.played) == ([0.2], None, 2)
    else:
        assert error.retry_after is not None
        assert error.retry_after > 30
        assert (waits, server.played) == ([], 1)


@pytest.mark.parametrize("mode", MODES)
def test_waits_double_up_to_five_seconds(mode: str, waits: list[float]) -> None:
    with scripted(Turn(answer(b"", 503))) as server:
        error = error_from(mode, server.url, timeout=60, retries=7)

    assert isinstance(error, ServerBusy)
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 5, 5]
    assert server.played == 8


@pytest.mark.parametrize("mode", MODES)
def test_a_server_that_asks_for_little_does_not_make_waits_shorter(mode: str, waits: list[float]) -> None:
    with scripted(Turn(answer(b"", 503, headers=[("Retry-After", "1")]))) as server:
        error_from(mode, server.url, timeout=60, retries=6)

    assert waits == [1, 1, 1, 1.6, 3.2, 5]


@pytest.mark.parametrize("mode", MODES)
def test_the_time_of_a_call_holds_for_all_its_attempts(mode: str) -> None:
    busy = Turn(answer(b"", 503, headers=[("Retry-After", "1")]))
    start = time.monotonic()
    with scripted(busy) as server:
        error = error_from(mode, server.url, timeout=1.5, retries=50)

    assert isinstance(error, ServerBusy)
    assert server.played == 2
    assert time.monotonic() - start < 1.6
