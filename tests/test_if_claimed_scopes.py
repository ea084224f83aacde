"""What a claim would make of a contact depends on the question, and not on what was asked before."""

from __future__ import annotations

import itertools

import pytest

from scamguard import Guard, Knowledge

KNOWLEDGE = Knowledge.shipped()
CONTACTS = ("+4915112345678", "13800138000", "https://wa.me/4915112345678", "微信 abc_123456", "TK-20261122-1")
AUDIENCES = (None, "seller", "buyer", "job-applicant")
REGIONS = (None, "CN", "DE", "US")
DATES = ("2015-01-01", "2026-11-22")
SCOPES = list(itertools.product(AUDIENCES, REGIONS, DATES))


@pytest.mark.parametrize("contact", CONTACTS)
def test_order_of_questions_changes_no_answer(contact: str) -> None:
    used = Guard(KNOWLEDGE)
    for audience, region, as_of in (*SCOPES, *reversed(SCOPES)):
        asked = used.check(contact, audience=audience, region=region, as_of=as_of)
        fresh = Guard(KNOWLEDGE).check(contact, audience=audience, region=region, as_of=as_of)
        assert asked == fresh, (audience, region, as_of)


def test_scope_makes_a_difference() -> None:
    guard = Guard(KNOWLEDGE)
    answers = {tuple(guard.check("+4915112345678", audience=a, region=r, as_of=d).if_claimed) for a, r, d in SCOPES}
    assert len(answers) > 1


def test_answers_are_nobody_elses_to_change() -> None:
    guard = Guard(KNOWLEDGE)
    first = guard.check("+4915112345678", as_of="2026-11-22")
    assert first.if_claimed
    before = dict(first.if_claimed)
    first.if_claimed.clear()
    assert guard.check("+4915112345678", as_of="2026-11-22").if_claimed == before
