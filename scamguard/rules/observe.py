"""Applies the rules to a case: what is on record, then what a user's own lists say."""

from __future__ import annotations

from scamguard.model.verdict import Finding
from scamguard.rules import host_likeness
from scamguard.rules.case import Case
from scamguard.rules.nothing_known import nothing_known
from scamguard.rules.on_record import observe_record


def observe(case: Case) -> list[Finding]:
    """Returns everything that the rules find about a case; at least one finding."""
    found = (list(host_likeness.find(case)) or [nothing_known(case)]) if case.is_stranger else observe_record(case)
    if case.knowledge.lists is None or not case.listed:
        return found
    from scamguard.rules.listed import weighed  # most users have no list

    return weighed(case, found)
