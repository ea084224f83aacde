"""Applies the rules to a case: records first, likeness only where no record settles the matter."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.verdict import Finding, Tier
from scamguard.rules import FOREIGN, INBOUND, LIKENESS, NOTES, RECORDED, REFUTING, Find
from scamguard.rules.case import Case
from scamguard.rules.nothing_known import nothing_known
from scamguard.rules.standing import Standing

#: Records of these standings say whose the contact is: nothing needs to be compared or refuted any more.
_SETTLING = frozenset({Standing.OFFICIAL, Standing.RETIRED, Standing.OUT_OF_SCOPE})


def observe(case: Case) -> list[Finding]:
    """Returns everything that the rules find about a case; at least one finding."""
    found: list[Finding] = []
    for rule in _rules_for(case):
        found += rule(case)
    for finding in found:
        if finding.tier is not Tier.NOTE:
            return found
    found.append(nothing_known(case))
    return found


def _rules_for(case: Case) -> Iterator[Find]:
    kind = case.contact.kind
    standings = dict.fromkeys(record.standing for record in case.own)
    yield from dict.fromkeys(RECORDED[standing] for standing in standings)
    if case.foreign:
        yield from FOREIGN
    if _SETTLING.isdisjoint(standings):
        if case.governing() is not None:
            yield from REFUTING
        yield from LIKENESS[kind]
    if kind in NOTES:
        yield from NOTES[kind]
    if case.question.direction == "inbound":
        yield from INBOUND
