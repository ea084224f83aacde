"""Applies the rules to what is on record: records first, likeness only where no record settles the matter."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Finding, Tier
from scamguard.rules import ALLOWING, FOREIGN, INBOUND, LIKENESS, RECORDED, REFUTING, SIGNS, TRICKS, Find
from scamguard.rules.case import Case
from scamguard.rules.nothing_known import nothing_known
from scamguard.rules.refuting import is_known_practice, is_maybe_own

#: Records of these standings say whose the contact is: nothing needs to be compared or refuted any more.
SETTLING = frozenset({Standing.OFFICIAL, Standing.COMPROMISED, Standing.RETIRED, Standing.OUT_OF_SCOPE})


def observe_record(case: Case) -> list[Finding]:
    """Returns what is found by the knowledge alone, whatever a user's own lists say; at least one finding.

    Weak signs are looked for only where nothing weightier was found.
    """
    kind = case.contact.kind
    own = case.own
    found: list[Finding] = []
    if own:
        _apply({RECORDED[standing]: None for standing in own}, case, found)
    if case.foreign:
        _apply(FOREIGN, case, found)
    if SETTLING.isdisjoint(own):
        _compare(case, found)
    if kind in TRICKS:
        _apply(TRICKS[kind], case, found)
    if case.question.direction == "inbound":
        _apply(INBOUND, case, found)
    lead = min([finding.tier for finding in found]) if found else Tier.NOTE
    if lead >= Tier.WEAK_SIGN:
        _apply(SIGNS.get(kind, ()), case, found)
        if lead is Tier.NOTE and all(finding.tier is Tier.NOTE for finding in found):
            found.append(nothing_known(case))
    return found


def _compare(case: Case, found: list[Finding]) -> None:
    """Adds what is documented, and what the contact looks like; of a described way in, whose it is goes first."""
    likeness = LIKENESS[case.contact.kind]
    is_described = case.contact.kind == "portal"
    if is_described:
        _apply(likeness, case, found)
    if case.facts is not None:
        if not is_maybe_own(case) and not is_known_practice(case):
            _apply(REFUTING, case, found)
        _apply(ALLOWING, case, found)
    if not is_described:
        _apply(likeness, case, found)


def _apply(rules: Iterable[Find], case: Case, found: list[Finding]) -> None:
    for rule in rules:
        found += rule(case)
