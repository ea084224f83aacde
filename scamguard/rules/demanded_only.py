"""The demand leads to a kind of contact that is outside of what the platform uses for support."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scamguard.knowledge.entries import Statement
from scamguard.knowledge.schema import Fact
from scamguard.model.verdict import Finding, Status, Tier
from scamguard.rules.classes import claimed_classes
from scamguard.rules.demanded_case import DemandCase
from scamguard.rules.outside_closed_set import CODE

#: What is demanded -> the class of contact that it leads to, whatever the passage names.
_LEADS_TO: Final = {"phone-call": frozenset({"phone"}), "add-contact": frozenset({"account"})}
#: Purposes for which people write to the platform or call it; sets for others speak about what it sends.
_PURPOSES: Final = frozenset({"support", "phone-support", "dispute"})
#: Kinds of recorded channels that are called.
_CALLED: Final = frozenset({"phone"})


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one finding for each `only` fact about support that leaves out the messenger, or the phone, demanded."""
    claims = case.question.claims
    if claims is None or case.what not in _LEADS_TO or _is_known_practice(case):
        return
    classes = _classes(case)
    platform = case.knowledge.platforms[claims]
    for fact in platform.facts:
        if _speaks(case, fact) and not classes.isdisjoint(fact.kinds) and not _has_member(case, fact):
            yield _outside(case, Statement(platform, fact))


def _speaks(case: DemandCase, fact: Fact) -> bool:
    is_usable = fact.modal == "only" and fact.status == "active" and fact.purpose in _PURPOSES
    return is_usable and case.is_in_scope(fact)


def _classes(case: DemandCase) -> frozenset[str]:
    """Returns the classes of contact that the demand leads to: an id on a network is an account."""
    named = (claimed_classes(network) for network in case.networks if case.what == "add-contact")
    return _LEADS_TO[case.what].union(*named)


def _has_member(case: DemandCase, fact: Fact) -> bool:
    """Answers whether the set holds such a contact: then it can be the one that is meant; whether it is, it shows."""
    claims = str(case.question.claims)
    for channel in case.knowledge.platforms[claims].channels:
        if channel.id not in fact.via:
            continue
        if channel.kind in _CALLED if case.what == "phone-call" else _is_account(case, channel.network):
            return True
    return False


def _is_account(case: DemandCase, network: str | None) -> bool:
    """Answers whether a recorded account is on a network that the passage names, or on any where it names none."""
    return network is not None and (network in case.networks or not case.networks)


def _is_known_practice(case: DemandCase) -> bool:
    """Answers whether the passage uses the words of a documented exception."""
    claims = case.question.claims
    surface = case.surface.casefold()
    return claims is not None and any(
        fact.modal == "may"
        and fact.status == "active"
        and any(value.casefold() in surface for value in fact.values)
        and case.is_in_scope(fact)
        for fact in case.knowledge.platforms[claims].facts
    )


def _outside(case: DemandCase, statement: Statement) -> Finding:
    status, tier = _weight(statement.fact)
    shown = f"“{case.shown}”"
    claims = case.question.claims
    return Finding(CODE, tier, status, (statement.view,), shown, claims, statement.params, statement.quality)


def _weight(fact: Fact) -> tuple[Status, Tier]:
    """Returns what being outside supports: an open set proves nothing, one with exceptions only warns."""
    if not fact.closed:
        return Status.UNVERIFIED, Tier.NOTE
    if fact.unless is not None:
        return Status.SUSPICIOUS, Tier.WEAK_SIGN
    return Status.IMPERSONATION, Tier.REFUTED
