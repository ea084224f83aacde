"""Genuine contacts raise no alarm: `data/genuine.txt` is asked without a claim; exceptions are listed by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from scamguard import Guard, Status, Verdict
from scamguard.knowledge.schema import Channel

HERE = Path(__file__).parent
CORPUS = HERE / "data" / "genuine.txt"
SLUGS = sorted(path.stem for path in (HERE.parent / "data" / "platforms").glob("*.toml"))
AS_OF = "2026-11-21"
ALARMS = frozenset({Status.IMPERSONATION, Status.SUSPICIOUS, Status.INVALID})
LEAST = 150

OWN = "the platform's own and not on record: to be recorded with its source"
SAME_NAME = "a well-known organisation of the same name: to be recorded as a namesake with its source"
FREE_NAME = (
    "anyone can choose a name there, and nothing on record tells this one apart: the alarm is right as things stand"
)
GIVEN_NAME = "its owner gives out the labels there: not anyone can have one, as at a public suffix or an open host"

#: Genuine contacts that raise an alarm all the same, and why.
EXCEPTIONS = {
    "tiktok.en.softonic.com": GIVEN_NAME,
    "paypal.wd1.myworkdayjobs.com": GIVEN_NAME,
    "alibaba.co.jp": OWN,
    "walmartconnect.com": OWN,
    "fedexcup.com": SAME_NAME,
    "tiktek.com": SAME_NAME,
}

TRAP = "a word, and a whole name with a letter behind it: told apart only by knowing whose it is"
#: Genuine contacts that raise an alarm although a rule could tell them apart: what it does not see.
NOT_SEEN = {
    "amazone.de": TRAP,
    "amazone.net": TRAP,
    "info@amazone.de": TRAP,
    "wallart.com": "two words without a hyphen, one letter from Walmart: excused only where no key is beside it",
}

#: Channels that lead to a host; the others are numbers, accounts, and ways through a menu.
ON_HOSTS = frozenset({"domain", "host", "url", "mail-domain"})
#: Addresses on record, with www. in front, below a place where anyone can publish.
OPEN_PLACES = frozenset({"www.amazonaws.com"})


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


@pytest.mark.parametrize("contact", [contact for contact in GENUINE if contact not in EXCEPTIONS | NOT_SEEN])
def test_a_genuine_contact_raises_no_alarm(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, as_of=AS_OF)

    assert verdict.status not in ALARMS, f"{GENUINE[contact]}: {told(verdict)}"
    assert verdict.imitates is None


@pytest.mark.parametrize("contact", EXCEPTIONS)
def test_an_exception_is_still_needed(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, as_of=AS_OF)

    assert contact in GENUINE
    assert verdict.status is Status.SUSPICIOUS, f"take it off the exceptions: {told(verdict)}"


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(c, marks=pytest.mark.xfail(reason=NOT_SEEN[c], raises=AssertionError, strict=True))
        for c in NOT_SEEN
    ],
)
def test_what_a_rule_could_see_raises_no_alarm(guard: Guard, contact: str) -> None:
    assert contact in GENUINE
    assert guard.check(contact, as_of=AS_OF).status not in ALARMS


def test_the_corpus_is_large_enough() -> None:
    assert len(GENUINE) >= LEAST
    assert len(EXCEPTIONS | NOT_SEEN) < len(GENUINE) / 20
    assert EXCEPTIONS.keys().isdisjoint(NOT_SEEN)


def test_the_corpus_speaks_of_every_platform(guard: Guard) -> None:
    """A platform whose own contacts are not asked for could raise alarms about all of them."""
    asked = {entry for contact in GENUINE for entry in owners(guard, contact)}

    assert sorted(set(guard.knowledge.platforms) - asked) == []


def owners(guard: Guard, contact: str) -> set[str]:
    """Returns the platforms of which the verdict says that the contact is on record."""
    verdict = guard.check(contact, as_of=AS_OF)
    return {fact.platform for reason in verdict.reasons for fact in reason.facts}


def addresses(channel: Channel) -> list[str]:
    """Returns the addresses that a channel stands for: as recorded, with www. in front, and a mailbox at it."""
    if channel.kind not in ON_HOSTS or channel.status in ("not-official", "disputed") or channel.role == "claimed":
        return []
    scheme, _, rest = channel.value.rpartition("://")
    found = [channel.value, f"{scheme}://www.{rest}" if scheme else f"www.{rest}"]
    return [*found, f"service@{channel.value}"] if channel.kind == "mail-domain" else found


@pytest.mark.parametrize("slug", SLUGS)
def test_no_address_on_record_raises_an_alarm(guard: Guard, slug: str) -> None:
    """Ownership comes before similarity: whatever is recorded as a platform's own imitates nobody."""
    platform = guard.knowledge.platforms[slug]
    asked = [address for channel in platform.channels for address in addresses(channel)]
    alarms = [
        f"{address}, claimed for {claims}: {told(verdict)}"
        for address in asked
        for claims in (None, slug)
        if (verdict := guard.check(address, claims=claims, as_of=AS_OF)).status in ALARMS
        if address not in OPEN_PLACES
    ]

    assert alarms == []


@pytest.mark.parametrize("address", sorted(OPEN_PLACES))
def test_no_address_below_a_place_to_publish_raises_an_alarm(guard: Guard, address: str) -> None:
    assert guard.check(address, as_of=AS_OF).status not in ALARMS


def test_the_addresses_on_record_are_many(guard: Guard) -> None:
    channels = [channel for platform in guard.knowledge.platforms.values() for channel in platform.channels]

    assert sum(len(addresses(channel)) for channel in channels) > 2000
    assert sum(not addresses(channel) for channel in channels if channel.kind in ON_HOSTS) > 0


def test_the_alarms_are_alarms(guard: Guard) -> None:
    """The same question does raise an alarm about what is not genuine: the corpus does not pass by being deaf."""
    assert guard.check("aliexpress.com.account-verify.top", as_of=AS_OF).status in ALARMS
    assert guard.check("tiktokshop-kefu.com", as_of=AS_OF).status in ALARMS
