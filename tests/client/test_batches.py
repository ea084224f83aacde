"""Lists are cut into batches and put together again, in order, and nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from client.replies import VERDICT
from scamguard import ScamguardError, UsageError
from scamguard.client import Asked, BadAnswer, Client, Refused, ServerBusy, Unreachable
from scamguard.model.answers import VerdictAnswer

MAX_BATCH_BYTES = 4 * 1024 * 1024
Batch = list[dict[str, Any]]


def verdict_on(item: dict[str, Any]) -> dict[str, Any]:
    verdict: dict[str, Any] = json.loads(VERDICT)
    verdict["contact"]["raw"] = item["contact"]
    return {"id": item["id"], **verdict}


def client_of(answers: Callable[[Batch], Any], batches: list[Batch] | None = None) -> Client:
    """Returns a client whose batches are answered by a function: a list of answers, or a status."""

    def reply(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        assert len(request.content) < MAX_BATCH_BYTES
        if batches is not None:
            batches.append(body["checks"])
        found = answers(body["checks"])
        if isinstance(found, int):
            return httpx2.Response(found, json={"type": "/problems/x", "detail": "no"})
        return httpx2.Response(200, json={"answers": found})

    return Client(transport=httpx2.MockTransport(reply), retries=0)


def raw_of(outcomes: list[VerdictAnswer | ScamguardError]) -> list[str | type]:
    return [outcome.contact.raw if isinstance(outcome, VerdictAnswer) else type(outcome) for outcome in outcomes]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(1, [1]), (999, [999]), (1_000, [1_000]), (1_001, [1_000, 1]), (2_500, [1_000, 1_000, 500])],
)
def test_batches_have_up_to_a_thousand_contacts(count: int, sizes: list[int]) -> None:
    contacts = [f"contact {number}" for number in range(count)]
    batches: list[Batch] = []
    with client_of(lambda batch: list(map(verdict_on, batch)), batches) as client:
        outcomes = client.check_many(contacts)

    assert raw_of(outcomes) == contacts
    assert [len(batch) for batch in batches] == sizes


@pytest.mark.parametrize("size", [1_000, 30_000, 60_000])
def test_batches_of_long_contacts_are_smaller(size: int) -> None:
    contacts = [f"{number}{'x' * size}" for number in range(100)]
    batches: list[Batch] = []
    with client_of(lambda batch: list(map(verdict_on, batch)), batches) as client:
        outcomes = client.check_many(contacts)

    assert raw_of(outcomes) == contacts
    assert all(sum(len(item["contact"]) for item in batch) < 600_000 for batch in batches)
    assert len(batches) <= 1 + 100 * size / 400_000


def test_answers_may_come_in_any_order() -> None:
    with client_of(lambda batch: [verdict_on(item) for item in reversed(batch)]) as client:
        assert raw_of(client.check_many(["a", "b", "c"])) == ["a", "b", "c"]


PROBLEM = {"type": "/problems/invalid", "title": "t", "status": 422, "detail": "d", "errors": [{"pointer": "#/kind"}]}
#: What a server may answer for the second of three contacts, and what comes of it; the others are not harmed.
ITEMS: list[tuple[Any, type, str]] = [
    ({"id": 1, "error": "d", "problem": PROBLEM}, UsageError, "an option that the server does not take"),
    ({"id": 1, "error": "d", "problem": {**PROBLEM, "type": "/problems/new"}}, Refused, "a problem of a newer server"),
    ({"id": 1, "error": "d"}, Refused, "an error without a problem"),
    ({"id": 1, "error": "d", "problem": 5}, BadAnswer, "a problem that is none"),
    ({"id": 1}, BadAnswer, "neither verdict nor error"),
    ({"id": 1, "status": "splendid"}, BadAnswer, "half a verdict"),
    ({"id": "1"}, BadAnswer, "an id that was not given"),
    ({"id": 7}, BadAnswer, "the id of no contact"),
    ({"id": -1}, BadAnswer, "no place in a list"),
    ({}, BadAnswer, "no id"),
    (None, BadAnswer, "null"),
    ([[[]]], BadAnswer, "something else"),
]


@pytest.mark.parametrize(("item", "kind", "why"), ITEMS, ids=[why for _, _, why in ITEMS])
def test_one_bad_answer_harms_no_other(item: Any, kind: type, why: str) -> None:
    with client_of(lambda batch: [verdict_on(batch[0]), item, verdict_on(batch[2])]) as client:
        outcomes = client.check_many(["a", "b", "c"])

    assert raw_of(outcomes) == ["a", kind, "c"], why


def test_an_answer_that_is_left_out_is_an_error() -> None:
    with client_of(lambda batch: [verdict_on(batch[0])]) as client:
        outcomes = client.check_many(["a", "b", "c"])

    assert raw_of(outcomes) == ["a", BadAnswer, BadAnswer]


@pytest.mark.parametrize(("status", "kind"), [(503, ServerBusy), (401, Refused), (500, Refused), (302, BadAnswer)])
def test_what_was_answered_stays_where_a_later_batch_fails(status: int, kind: type) -> None:
    batches: list[Batch] = []
    contacts: list[Any] = [*map(str, range(1_500)), 5, *map(str, range(1_500))]
    with client_of(lambda batch: status if len(batches) == 2 else list(map(verdict_on, batch)), batches) as client:
        outcomes = client.check_many(contacts)

    assert raw_of(outcomes) == [*map(str, range(1_000)), *[kind] * 500, UsageError, *[kind] * 1_500]
    assert len(batches) == 2  # the third is not tried


@pytest.mark.parametrize(("status", "kind"), [(503, ServerBusy), (401, Refused), (302, BadAnswer)])
def test_where_nothing_is_answered_the_call_fails(status: int, kind: type[ScamguardError]) -> None:
    with client_of(lambda batch: status) as client, pytest.raises(kind):
        client.check_many(["a", "b"])


def test_where_nothing_listens_the_call_fails() -> None:
    with Client("http://127.0.0.1:1", retries=0) as client, pytest.raises(Unreachable):
        client.check_many(["a", "b"])


def test_a_contact_may_have_options_of_its_own() -> None:
    batches: list[Batch] = []
    with client_of(lambda batch: list(map(verdict_on, batch)), batches) as client:
        client.check_many(["a", Asked(contact="b", claims="icbc", lang="zh")], claims="boc", region="CN")

    assert batches == [
        [
            {"id": 0, "contact": "a", "claims": "boc", "region": "CN", "lang": "en"},
            {"id": 1, "contact": "b", "claims": "icbc", "region": "CN", "lang": "zh"},
        ]
    ]
