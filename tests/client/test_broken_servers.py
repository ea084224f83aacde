"""Whatever a server does, a call ends in time: with the answer, or with an error that says what happened."""

from __future__ import annotations

import json
import logging
import random
import time
import traceback

import pytest

from client.asking_modes import MODES, asked, error_from
from client.broken_cases import CASES, REPEATED, RETRIES, SHORT, SLOW, Broken
from client.replies import CONTACT, GOOD, TOKEN, VERDICT, problem
from client.scripted_server import Turn, answer, scripted
from scamguard import UsageError
from scamguard.client import ClientError, Refused, ServerBusy, Unreachable


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repetitions come at once: the shortest wait of full jitter is none."""
    monkeypatch.setattr(random, "uniform", lambda low, high: low)


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_call_ends_with_an_error_that_says_what_happened(
    case: Broken, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    start = time.monotonic()
    with scripted(case.turn) as server:
        error = error_from(mode, server.url, SHORT if case.name in SLOW else 5.0)
        took = time.monotonic() - start

    assert type(error) is case.error, case.why
    assert case.says in str(error), case.why
    assert server.played == case.attempts or case.name == "drips-the-head", case.why
    assert took < 4
    assert "\n" not in str(error)
    assert len(str(error)) < 700
    told = "".join(traceback.format_exception(error)) + repr(error) + caplog.text
    assert CONTACT not in told
    assert TOKEN not in told


@pytest.mark.usefixtures("without_waiting")
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", [case for case in CASES if case.attempts == REPEATED], ids=lambda case: case.name)
def test_a_server_that_comes_back_is_answered_by(case: Broken, mode: str) -> None:
    with scripted(case.turn, case.turn, Turn(GOOD)) as server:
        verdict = asked(
            mode, server.url, "check", CONTACT, claims="aliexpress", options={"retries": RETRIES, "timeout": 5}
        )

    assert verdict.status == "impersonation"
    assert server.played == REPEATED
    assert len({seen.body for seen in server.seen}) == 1  # the same question each time


@pytest.mark.parametrize("mode", MODES)
def test_nothing_listens(mode: str) -> None:
    with scripted(Turn()) as server:
        url = server.url  # nothing listens there any more

    start = time.monotonic()
    error = error_from(mode, url, retries=1)

    assert isinstance(error, Unreachable)
    assert "cannot be reached (" in str(error)
    assert url in str(error)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("mode", MODES)
def test_a_client_that_gives_up_hangs_up(mode: str) -> None:
    with scripted(Turn(then="hold")) as server:
        error_from(mode, server.url, timeout=0.3)

        assert server.gone.wait(3)


@pytest.mark.parametrize("mode", MODES)
def test_what_a_server_tells_is_at_hand(mode: str) -> None:
    said = problem("too-many-requests", 429)
    with scripted(Turn(said)) as server:
        error = error_from(mode, server.url, retries=0)
    with scripted(Turn(problem("invalid", 422, errors=[{"detail": "no region", "pointer": "#/region"}]))) as server:
        wrong = error_from(mode, server.url)
    with scripted(Turn(problem("bad-host", 400))) as server:
        refused = error_from(mode, server.url)

    assert isinstance(error, ServerBusy)
    assert error.problem is not None
    assert (error.problem.kind, error.problem.detail) == ("too-many-requests", "said by the server")
    assert isinstance(wrong, UsageError)
    assert not isinstance(wrong, ClientError)
    assert wrong.option == "region"
    assert isinstance(refused, Refused)
    assert (refused.problem.kind, refused.problem.status, refused.problem.title) == ("bad-host", 400, "bad-host")


@pytest.mark.parametrize("mode", MODES)
def test_keys_that_a_newer_server_adds_are_ignored(mode: str) -> None:
    newer = json.loads(VERDICT)
    for place in (newer, newer["contact"], newer["reasons"][0], newer["knowledge"], newer["reasons"][0]["facts"][0]):
        place["added-later"] = {"a": [1]}
    with scripted(Turn(answer(json.dumps(newer).encode()))) as server:
        verdict = asked(mode, server.url, "check", CONTACT)

    assert verdict.reasons[0].code == json.loads(VERDICT)["reasons"][0]["code"]
