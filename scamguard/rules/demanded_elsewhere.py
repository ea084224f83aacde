"""The demand leads to a kind of contact that the platform documents not to have."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.entries import Statement
from scamguard.model.verdict import Finding, Status, Tier
from scamguard.rules.demanded_case import DemandCase
from scamguard.rules.no_such_channel import CODE


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one finding for each `lacks` fact about the messenger, or the phone, that the reader is to use."""
    claims = case.question.claims
    if claims is None or case.what not in ("add-contact", "phone-call"):
        return
    kinds = {"phone"} if case.what == "phone-call" else set(case.networks)
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
