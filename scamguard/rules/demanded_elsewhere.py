"""The demand leads to a kind of contact that the platform documents not to have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scamguard.knowledge.entries import Statement
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.verdict import Finding, Status, Tier
from scamguard.rules.demanded_case import DemandCase
from scamguard.rules.no_such_channel import CODE


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one finding for each `lacks` fact about the messenger, or the phone, that the reader is to use."""
    claims = case.question.claims
    if claims is None or case.what not in ("add-contact", "phone-call"):
        return
    kinds = {"phone"} if case.what == "phone-call" else set(_networks_in(case.surface.casefold(), case.knowledge))
    for statement in case.knowledge.rulebook(claims).lacking:
        if not kinds.isdisjoint(statement.fact.kinds) and case.is_in_scope(statement.fact):
            yield _against(case, statement)


def _against(case: DemandCase, statement: Statement) -> Finding:
    claims, shown = case.question.claims, f"“{case.shown}”"
    return Finding(
        CODE,
        Tier.REFUTED,
        Status.IMPERSONATION,
        (statement.view,),
        shown,
        claims,
        statement.params,
        statement.quality,
    )


def _networks_in(surface: str, knowledge: Knowledge) -> Iterator[str]:
    """Yields the chat networks that a passage names."""
    for sections in knowledge.reading.lexicon.values():
        for network, entry in sections.get("network", {}).items():
            words = entry.get("words", []) if isinstance(entry, dict) else entry
            if any(_names(surface, word) for word in words if isinstance(word, str)):
                yield network


def _names(surface: str, word: str) -> bool:
    if not word.isascii():
        return word in surface
    return word in surface and re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", surface) is not None
