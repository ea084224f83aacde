"""Genuine contacts raise no alarm: `data/genuine.txt` is asked without a claim; exceptions are listed by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from scamguard import Guard, Status, Verdict

CORPUS = Path(__file__).parent / "data" / "genuine.txt"
AS_OF = "2026-11-21"
ALARMS = frozenset({Status.IMPERSONATION, Status.SUSPICIOUS, Status.INVALID})
LEAST = 150

OWN = "the platform's own and not on record: to be recorded with its source"
PAY_NAME = "a name that ends in “pay” or “chat” has few letters of its own: one other letter is another company"
NEIGHBOUR = "a well-known name of its own, one letter away: to be excused by name"
SAME_NAME = "a well-known organisation of the same name: to be excused by name"
FREE_NAME = (
    "anyone can choose a name there, and nothing on record tells this one apart: the alarm is right as things stand"
)
GIVEN_NAME = "its owner gives out the labels there: not anyone can have one, as at a public suffix or an open host"

#: Genuine contacts that raise an alarm all the same, and why.
EXCEPTIONS = {
    "x.com/AmazonHelp": FREE_NAME,
    "https://www.reddit.com/r/PayPal/": FREE_NAME,
    "https://medium.com/paypal-tech": FREE_NAME,
    "alibaba.github.io": FREE_NAME,
    "tiktok.en.softonic.com": GIVEN_NAME,
    "paypal.wd1.myworkdayjobs.com": GIVEN_NAME,
    "alibaba.co.jp": OWN,
    "alibaba.com.cn": OWN,
    "alipay.hk": OWN,
    "amazon.at": OWN,
    "amazon.science": OWN,
    "paypal.co.uk": OWN,
    "paypal.de": OWN,
    "paypal.fr": OWN,
    "paypal.nl": OWN,
    "paypay.ne.jp": PAY_NAME,
    "amaron.com": NEIGHBOUR,
    "amazona.de": NEIGHBOUR,
    "amazone.de": NEIGHBOUR,
    "amazone.net": NEIGHBOUR,
    "info@amazone.de": NEIGHBOUR,
    "cloudian.com": NEIGHBOUR,
    "tiktek.com": NEIGHBOUR,
    "alibaba.ir": SAME_NAME,
    "amazonteam.org": SAME_NAME,
}


def read() -> dict[str, str]:
    """Returns the contacts of the corpus, each with what it is."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    assert all(len(row) == 2 and row[0].strip() and row[1].strip() for row in rows), "a contact, a tab, and why"
    assert len({row[0] for row in rows}) == len(rows), "no contact stands twice"
    return dict(rows)


GENUINE = read()


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def told(verdict: Verdict) -> str:
    return f"{verdict.status}: " + " ".join(reason.text for reason in verdict.reasons)


@pytest.mark.parametrize("contact", [contact for contact in GENUINE if contact not in EXCEPTIONS])
def test_a_genuine_contact_raises_no_alarm(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, as_of=AS_OF)

    assert verdict.status not in ALARMS, f"{GENUINE[contact]}: {told(verdict)}"
    assert verdict.imitates is None


@pytest.mark.parametrize("contact", EXCEPTIONS)
def test_an_exception_is_still_needed(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, as_of=AS_OF)

    assert contact in GENUINE
    assert verdict.status is Status.SUSPICIOUS, f"take it off the exceptions: {told(verdict)}"


def test_the_corpus_is_large_enough() -> None:
    assert len(GENUINE) >= LEAST
    assert len(EXCEPTIONS) < len(GENUINE) / 5


def test_the_corpus_speaks_of_every_platform(guard: Guard) -> None:
    """A platform whose own contacts are not asked for could raise alarms about all of them."""
    asked = {entry for contact in GENUINE for entry in owners(guard, contact)}

    assert sorted(set(guard.knowledge.platforms) - asked) == []


def owners(guard: Guard, contact: str) -> set[str]:
    """Returns the platforms of which the verdict says that the contact is on record."""
    verdict = guard.check(contact, as_of=AS_OF)
    return {fact.platform for reason in verdict.reasons for fact in reason.facts}


def test_the_alarms_are_alarms(guard: Guard) -> None:
    """The same question does raise an alarm about what is not genuine: the corpus does not pass by being deaf."""
    assert guard.check("aliexpress.com.account-verify.top", as_of=AS_OF).status in ALARMS
    assert guard.check("tiktokshop-kefu.com", as_of=AS_OF).status in ALARMS
