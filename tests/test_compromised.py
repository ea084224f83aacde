"""Channels in other hands: what is offered instead, what the claim changes, and where it is read.

The shipped data has none; the platforms asked about are `knowledge/compromised-channel/`. When the rule fires is shown
by `rules/compromised-channel.toml`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scamguard import Guard, Knowledge, Status, Verdict, to_json
from scamguard.knowledge.checks import check_folder

HERE = Path(__file__).parent
OWN = HERE / "knowledge" / "compromised-channel"
DATA = HERE.parent / "data"
BESIDE = ("lists", "lexicon", "unicode", "public-suffix", "words")
#: Days before, in, between, in, and after the periods in which paperkite.example was in other hands.
BEFORE, DURING, BETWEEN, AGAIN, AFTER = "2026-02-28", "2026-03-02", "2026-05-31", "2026-07-31", "2026-08-01"
CODE = "compromised-channel"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    for name in BESIDE:
        (made / name).symlink_to(DATA / name)
    shutil.copytree(OWN, made / "platforms")
    return made


@pytest.fixture(scope="module")
def guard(folder: Path) -> Guard:
    return Guard(Knowledge.from_folder(folder))


def offered(verdict: Verdict) -> set[str]:
    return {suggestion.value for suggestion in verdict.instead}


def test_the_platforms_are_without_complaint(folder: Path) -> None:
    assert check_folder(folder, compiled=False) == []


@pytest.mark.parametrize("day", [DURING, AGAIN])
def test_what_is_in_other_hands_is_suspicious_and_imitates_nobody(guard: Guard, day: str) -> None:
    verdict = guard.check("paperkite.example", claims="Paper Kite", as_of=day)

    assert verdict.status is Status.SUSPICIOUS
    assert verdict.reasons[0].code == CODE
    assert verdict.quality == "confirmed"
    assert verdict.imitates is None


def test_the_source_is_the_one_of_the_period(guard: Guard) -> None:
    (fact,) = guard.check("login.paperkite.example", claims="Paper Kite", as_of=DURING).reasons[0].facts

    assert (fact.platform, fact.modal, fact.quote) == ("paper-kite", "was", "Do not use our site until further notice.")
    assert [(source.publisher, source.date) for source in fact.sources] == [("The Daily Example", "2026-09-16")]


def test_the_platforms_own_source_comes_first(guard: Guard) -> None:
    (fact,) = guard.check("paperkite.example", as_of=AGAIN).reasons[0].facts

    assert [source.publisher for source in fact.sources] == ["Paper Kite", "The Daily Example"]


def test_the_sentence_in_chinese(guard: Guard) -> None:
    reason = guard.check("paperkite.example", as_of=DURING).reasons[0]

    assert reason.in_language("zh") == (
        "paperkite.example 属于纸鸢，但据报自 2026-03-01 起（至 2026-03-03）被他人控制。域名解析被劫持。"
    )


def test_a_sentence_without_a_note_is_whole(guard: Guard) -> None:
    for contact in ("front.kite-exchange.example", "x.com/paperkite"):
        reason = guard.check(contact, as_of="2026-11-21").reasons[0]
        for lang in ("en", "zh"):
            text = reason.in_language(lang)
            assert text == text.strip()


@pytest.mark.parametrize("claims", [None, "Paper Kite"])
@pytest.mark.parametrize("contact", ["paperkite.example", "front.kite-exchange.example", "x.com/paperkite"])
@pytest.mark.parametrize("day", [BEFORE, DURING, BETWEEN, AGAIN, AFTER, "2026-11-21", "2027-06-01"])
def test_instead_never_offers_what_is_marked_itself(guard: Guard, contact: str, claims: str | None, day: str) -> None:
    for value in offered(guard.check(contact, claims=claims, as_of=day)):
        assert guard.check(value, claims="Paper Kite", as_of=day).reasons[0].code != CODE or below(value)


def below(value: str) -> bool:
    """Answers whether a channel stands below the marked domain: see the next test."""
    return value in ("login.paperkite.example", "https://www.paperkite.example/help")


@pytest.mark.parametrize("day", [DURING, AGAIN])
def test_instead_never_offers_what_stands_below_a_domain_in_other_hands(guard: Guard, day: str) -> None:
    assert not any(map(below, offered(guard.check("+1 212 555 0100", claims="Paper Kite", as_of=day))))


@pytest.mark.parametrize("day", [DURING, AGAIN])
def test_instead_offers_the_platforms_other_domain(guard: Guard, day: str) -> None:
    assert "kite-exchange.example" in offered(guard.check("paperkite.example", as_of=day))


@pytest.mark.parametrize("day", [BEFORE, BETWEEN, AFTER])
def test_instead_offers_it_again_once_it_is_back(guard: Guard, day: str) -> None:
    found = offered(guard.check("+1 212 555 0100", claims="Paper Kite", as_of=day))

    assert {"paperkite.example", "login.paperkite.example"} <= found


def test_without_a_claim_the_owner_is_named(guard: Guard) -> None:
    assert guard.check("paperkite.example", as_of=DURING).if_claimed == {"paper-kite": Status.SUSPICIOUS}
    assert guard.check("paperkite.example", as_of=AFTER).if_claimed == {"paper-kite": Status.OFFICIAL}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (BEFORE, Status.IMPERSONATION),
        pytest.param(
            DURING,
            Status.IMPERSONATION,
        ),
        (AFTER, Status.IMPERSONATION),
    ],
)
def test_it_is_never_another_platforms(guard: Guard, day: str, status: Status) -> None:
    assert guard.check("paperkite.example", claims="Paper Boat", as_of=day).status is status


def test_an_inbound_message_from_it_is_no_safer(guard: Guard) -> None:
    verdict = guard.check("help@kite-exchange.example", claims="Paper Kite", direction="inbound", as_of="2026-11-21")

    assert verdict.status is Status.SUSPICIOUS


def test_a_lookalike_of_the_platform_is_one_in_those_days_too(guard: Guard) -> None:
    verdict = guard.check("kiteexchangge.example", claims="Paper Kite", as_of="2026-11-21")

    assert verdict.status is Status.IMPERSONATION
    assert verdict.imitates == "paper-kite"


def test_the_json_says_since_when(guard: Guard) -> None:
    found = json.loads(to_json(guard.check("paperkite.example", as_of=DURING)))

    assert found["reasons"][0]["code"] == CODE
    assert "2026-03-01" in found["reasons"][0]["text"]
    assert found["imitates"] is None
