"""What an overlay says that the format, or the base, says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.guard import Guard
from scamguard.knowledge import platform_checks, trust_checks, wording_checks
from scamguard.knowledge.channels import SILENT_ROLES, contact_of, domain_of, is_below
from scamguard.knowledge.checks import CHECKS
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Channel, Platform
from scamguard.knowledge.standing import Standing
from scamguard.model.contacts import Email, NoContact
from scamguard.model.verdict import Status

#: What does not hold for a user's own file: one language is enough, and his own word is a source.
_NOT_FOR_OVERLAYS: Final = frozenset(
    {
        platform_checks.check_slug,
        platform_checks.check_names,
        wording_checks.check_wording,
        wording_checks.check_sentences,
        trust_checks.check_own_words,
    }
)
#: Complaints about ids: an id that the base has is told by itself, and an unused source does no harm.
_SAID_ELSEWHERE: Final = ("must be kebab-case and stand once in the file", "is used by nothing; remove it")
_PLACE = re.compile(r"(channels|facts|lists|sources)\[(\d+)\]")
_REFUTED: Final = frozenset({Status.IMPERSONATION, Status.RETIRED})
_UNTRUSTED: Final = frozenset({Standing.NOT_OFFICIAL, Standing.RETIRED, Standing.DISPUTED, Standing.COMPROMISED})


class Conflict(msgspec.Struct, frozen=True):
    """What an overlay says against the base or the format.

    Attributes:
        place: file, and the place in it.
        text: what is wrong, or what the base says.
        is_used: the overlay insists (`overrides`, `changes`), and its word goes.
    """

    place: str
    text: str
    is_used: bool = False

    def __str__(self) -> str:
        """Returns the conflict as one line."""
        return f"{self.place}: {self.text}" + ("; used all the same" if self.is_used else "; left out")


def complaints_about(whole: Platform, before: Platform, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yields what is wrong with the additions to a platform, with their places in the overlay.

    Args:
        whole: the platform with all additions.
        before: the platform without them.
        known: the ids of the records before.
    """
    base = {section: len(getattr(before, section)) for section in ("channels", "facts", "lists", "sources")}
    for section in ("channels", "facts"):
        for index, record in enumerate(getattr(whole, section)[base[section] :]):
            if record.id in known:
                yield f"{section}[{index}].id", f"{record.id!r} is on record already: change it with [[changes]]"
    for check in CHECKS:
        for place, text in check(whole, whole.slug) if check not in _NOT_FOR_OVERLAYS else ():
            found = _PLACE.match(place)
            number = int(found[2]) - base[found[1]] if found else 0
            if found and number >= 0 and not text.endswith(_SAID_ELSEWHERE):
                yield f"{found[1]}[{number}]{place[found.end() :]}", text


def refusal_of(guard: Guard, platform: Platform, channel: Channel) -> str | None:
    """Returns why the base refutes that a channel is the platform's, or None where it does not.

    Args:
        guard: over the base.
        platform: whose channel it is to be.
        channel: the addition.
    """
    knowledge = guard.knowledge
    contact = contact_of(channel)
    speaks = channel.status == "active" and channel.role not in SILENT_ROLES and channel.role != "claimed"
    if not speaks or contact is None:
        return None
    as_of = knowledge.version.date or None
    claims = platform.slug if platform.slug in knowledge.platforms else None
    verdict = guard.check(contact, claims=claims, as_of=as_of)
    codes = ", ".join(dict.fromkeys(reason.code for reason in verdict.reasons))
    owner = _other_owner(guard, contact, platform.slug, as_of)
    refuted = [f"is refuted by what is on record ({verdict.status}: {codes})"] if verdict.status in _REFUTED else []
    owned = [f"is on record as {owner!r}'s"] if owner is not None else []
    if refuted or owned:
        return ", and ".join([*refuted, *owned])
    return _refused_below(knowledge, platform.slug, channel, as_of or "")


def _other_owner(guard: Guard, contact: str, slug: str, as_of: str | None) -> str | None:
    """Returns another platform that the contact is on record for, official or refused; None where there is none."""
    parsed = guard.check(contact, as_of=as_of).contact
    if isinstance(parsed, NoContact):
        return None
    entries = guard.knowledge.entries_for(parsed)
    if isinstance(parsed, Email):
        entries += guard.knowledge.hosts.entries_for(parsed.domain)
    return next((entry.slug for entry in entries if entry.slug != slug), None)


def is_everybodys(knowledge: Knowledge, channel: Channel) -> bool:
    """Answers whether a channel is a public suffix, or a place where anyone can publish: nobody may override that."""
    if channel.kind not in ("domain", "host", "mail-domain") or channel.role in SILENT_ROLES:
        return False
    domain = channel.value
    return not knowledge.suffixes.registrable(domain) or knowledge.hosts.open_place_of(domain) == domain


def _refused_below(knowledge: Knowledge, slug: str, channel: Channel, as_of: str) -> str | None:
    """Returns what is on record below a domain as nobody's own, which the whole domain would make official."""
    if channel.kind not in ("domain", "host", "mail-domain"):
        return None
    for other in knowledge.platforms:
        for entry in knowledge.entries.of(other) if other != slug else ():
            known = entry.channel
            if is_below(domain_of(known), channel.value) and entry.standing(None, None, as_of) in _UNTRUSTED:
                return f"holds {known.value!r}, which is on record as {known.status} of {other!r}"
    return None
