"""What the public tool dnstwist makes of twelve protected domains raises an alarm that names the right platform."""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest
from permutations import (
    CLASSES,
    DOMAINS,
    Permutation,
    hosts_on_record,
    is_on_record,
    permutations,
    right_platforms,
)

from scamguard import Guard, Status, Verdict

ALARMS: Final = (Status.IMPERSONATION, Status.SUSPICIOUS)
AS_OF: Final = "2026-11-21"
LEAST_SHARE: Final = 0.99
#: Hosts that are somebody's own, at most, by class: many platforms own their name under other endings.
MOST_ON_RECORD: Final = {
    "tld-swap": 90, "dictionary": 14, "addition": 6, "bitsquatting": 3, "vowel-swap": 3,
    "replacement": 1,  # zaobao.com, a newspaper
}  # fmt: skip
#: Permutations of all domains that a class has at least: fewer would prove nothing.
LEAST_OF_CLASS: Final = {"cyrillic": 6, "various": 12, "plural": 20, "repetition": 40}
LEAST: Final = 50
#: A domain has this many of a class before a share of its own says anything.
MIN_OWN_SHARE: Final = 100


class Outcome(NamedTuple):
    """A permutation, the verdict on it, and whether an alarm names the right platform."""

    permutation: Permutation
    verdict: Verdict
    is_caught: bool

    def __str__(self) -> str:
        verdict = self.verdict
        return f"{self.permutation.host}: {verdict.status.value} {verdict.imitates} {verdict.reasons[0].code}"


class Outcomes(NamedTuple):
    """What became of the permutations: of those that are nobody's, and of those that are somebody's own."""

    nobodys: list[Outcome]
    somebodys: list[Outcome]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.fixture(scope="module")
def outcomes(guard: Guard) -> Outcomes:
    right = {domain: right_platforms(domain, guard.knowledge) for domain in DOMAINS}
    recorded = hosts_on_record(guard.knowledge)
    found = Outcomes([], [])
    for permutation in permutations():
        verdict = guard.check(permutation.host, as_of=AS_OF)
        is_caught = verdict.status in ALARMS and verdict.imitates in right[permutation.domain]
        somebodys = is_on_record(permutation.host, recorded)
        (found.somebodys if somebodys else found.nobodys).append(Outcome(permutation, verdict, is_caught))
    return found


def share(outcomes: list[Outcome]) -> float:
    return sum(outcome.is_caught for outcome in outcomes) / len(outcomes)


def missed(outcomes: list[Outcome]) -> str:
    lines = [str(outcome) for outcome in outcomes if not outcome.is_caught]
    return f"{share(outcomes):.4f} of {len(outcomes)}: " + "; ".join(lines[:20])


@pytest.mark.parametrize("made_by", CLASSES)
def test_permutations_raise_an_alarm_and_name_the_platform(outcomes: Outcomes, made_by: str) -> None:
    found = [outcome for outcome in outcomes.nobodys if outcome.permutation.made_by == made_by]

    assert len(found) >= LEAST_OF_CLASS.get(made_by, LEAST)
    assert share(found) >= LEAST_SHARE, missed(found)


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_domain_hides_behind_the_others(outcomes: Outcomes, domain: str) -> None:
    """Long names have the most permutations: each domain is counted by itself, too, where that says anything."""
    found = [outcome for outcome in outcomes.nobodys if outcome.permutation.domain == domain]

    assert share(found) >= LEAST_SHARE, missed(found)
    for made_by in CLASSES:
        of_class = [outcome for outcome in found if outcome.permutation.made_by == made_by]
        if len(of_class) >= MIN_OWN_SHARE:
            assert share(of_class) >= LEAST_SHARE, missed(of_class)


@pytest.mark.parametrize("made_by", CLASSES)
def test_few_permutations_are_on_record_as_somebodys_own(outcomes: Outcomes, made_by: str) -> None:
    """They are left out of the shares above: there must not be so many that misses could hide among them."""
    found = [outcome for outcome in outcomes.somebodys if outcome.permutation.made_by == made_by]

    assert len(found) <= MOST_ON_RECORD.get(made_by, 0), [str(outcome) for outcome in found]


def test_what_is_on_record_as_somebodys_own_imitates_nobody(outcomes: Outcomes) -> None:
    alarms = [str(outcome) for outcome in outcomes.somebodys if outcome.verdict.status in ALARMS]

    assert outcomes.somebodys
    assert alarms == []


def test_dnstwist_makes_the_classes_that_are_counted(outcomes: Outcomes) -> None:
    every = [*outcomes.nobodys, *outcomes.somebodys]

    assert {outcome.permutation.made_by for outcome in every} == set(CLASSES)


@pytest.mark.parametrize(
    ("domain", "platforms"),
    [
        ("tiktok.com", {"tiktok", "tiktok-shop"}),
        ("tiktokglobalshop.com", {"tiktok", "tiktok-shop"}),
        ("douyin.com", {"douyin", "douyin-shop"}),
        ("wechat.com", {"wechat", "wechat-pay"}),
        ("alibaba.com", {"alibaba-com", "1688"}),
        ("paypal.com", {"paypal"}),
    ],
)
def test_only_sisters_of_the_same_brand_count_as_right(guard: Guard, domain: str, platforms: set[str]) -> None:
    assert right_platforms(domain, guard.knowledge) == platforms
