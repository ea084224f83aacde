"""Whole verdicts, case by case; every reason of every verdict rests on something that can be looked up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scamguard import Guard, Status, Verdict
from scamguard.model.verdict import FactView, Reason

HERE = Path(__file__).parent
#: Third-party data beside the checkout; it may not be there.
SHARED = HERE.parents[1] / "shared" / "eval" / "cases_dev.jsonl"
OPTIONS = ("claims", "kind", "audience", "region", "direction", "as_of")
#: Kinds of suggestion that are contacts themselves; the others are ways through a menu.
CONTACTS = frozenset({"domain", "host", "url", "email", "phone"})


def read(path: Path) -> list[Any]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


OWN = read(HERE / "data" / "cases.jsonl")
DEV = read(SHARED)
needs_shared = pytest.mark.skipif(not DEV, reason="the evaluation sets are not beside the checkout")


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def verdict_on(guard: Guard, case: dict[str, Any]) -> Verdict:
    return guard.check(case["contact"], **{key: case[key] for key in OPTIONS if key in case})


@pytest.mark.parametrize("case", [*OWN, *DEV])
def test_status(guard: Guard, case: dict[str, Any]) -> None:
    verdict = verdict_on(guard, case)
    codes = [reason.code for reason in verdict.reasons]
    assert verdict.status in case["expect"], f"{case['why']}: {verdict.contact.canonical} by {codes}"


@pytest.mark.parametrize("case", [*OWN, *DEV])
def test_every_reason_has_evidence(guard: Guard, case: dict[str, Any]) -> None:
    verdict = verdict_on(guard, case)
    assert verdict.reasons
    for reason in verdict.reasons:
        shown = f"{reason.code}: found {reason.found!r} in {verdict.contact.raw!r} ({verdict.contact.canonical})"
        assert rests_on_source(reason) or rests_on_characters(reason, verdict), shown


def is_likeness(reason: Reason) -> bool:
    """Answers whether a reason names the platform that something looks like, whoever is claimed."""
    return reason.code.startswith("lookalike-") or reason.code == "name-on-foreign-host"


def rests_on_source(reason: Reason) -> bool:
    return bool(reason.facts) and all(map(has_source, reason.facts))


def has_source(fact: FactView) -> bool:
    return any(source.title and source.publisher and source.date for source in fact.sources)


def rests_on_characters(reason: Reason, verdict: Verdict) -> bool:
    if not verdict.contact.raw:  # an empty text has no characters to show
        return verdict.status is Status.INVALID
    written = (verdict.contact.raw, verdict.contact.canonical or "")
    return reason.found != "" and any(reason.found in text for text in written)


@pytest.mark.parametrize("case", [*OWN, *DEV])
def test_sentences_are_whole(guard: Guard, case: dict[str, Any]) -> None:
    for reason in verdict_on(guard, case).reasons:
        for lang in ("en", "zh"):
            text = reason.in_language(lang)
            assert text.strip() == text
            assert "{" not in text.replace(reason.found, "")
            assert text[-1] in '.。！!）)”"', text


@pytest.mark.parametrize("case", [*OWN, *DEV])
def test_verdict_is_consistent(guard: Guard, case: dict[str, Any]) -> None:
    verdict = verdict_on(guard, case)
    assert verdict.reasons[0].status is verdict.status, "the deciding reason stands first"
    assert verdict.quality == verdict.reasons[0].finding.quality
    if verdict.claims is not None or verdict.status is Status.INVALID:
        assert verdict.if_claimed == {}
    if verdict.status in (Status.IMPERSONATION, Status.SUSPICIOUS):
        lead = verdict.reasons[0]
        looks_like = lead.finding.platform if is_likeness(lead) else verdict.claims
        assert verdict.claims is None or verdict.imitates == looks_like
    else:
        assert verdict.imitates is None
    if verdict.status in (Status.OFFICIAL, Status.INVALID):
        assert verdict.instead == ()


@pytest.mark.parametrize("case", OWN)
def test_if_claimed_tells_what_the_claim_would_give(guard: Guard, case: dict[str, Any]) -> None:
    for slug, status in verdict_on(guard, case).if_claimed.items():
        assert verdict_on(guard, {**case, "claims": slug}).status is status, slug


def test_suggestions_are_official_themselves(guard: Guard) -> None:
    suggested = {
        (item.platform, item.value, item.audience[:1], item.regions[:1])
        for case in OWN
        for item in verdict_on(guard, case.values[0]).instead
        if item.kind in CONTACTS
    }
    assert len(suggested) > 10
    for slug, value, audience, regions in sorted(suggested):
        scope = {"audience": next(iter(audience), None), "region": next(iter(regions), None)}
        verdict = guard.check(value, claims=slug, **scope)
        assert verdict.status is Status.OFFICIAL, (slug, value, scope)


@needs_shared
def test_platforms_without_a_phone_are_named_without_a_claim(guard: Guard) -> None:
    case = next(case.values[0] for case in DEV if case.id == "dev-002")
    found = verdict_on(guard, case).if_claimed
    assert found["tiktok-shop"] is Status.IMPERSONATION
    assert found["aliexpress"] is Status.IMPERSONATION


def test_a_homonym_is_named_without_a_claim(guard: Guard) -> None:
    assert guard.check("wise.us").if_claimed.get("wise") is Status.IMPERSONATION


def test_cases_are_told_apart() -> None:
    ids = [case.id for case in OWN]
    assert len(ids) == len(set(ids))
    statuses = {status for case in OWN for status in case.values[0]["expect"]}
    assert statuses == set(Status)
    assert all(case.values[0]["why"] for case in OWN)
