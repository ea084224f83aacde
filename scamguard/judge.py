"""Findings to a verdict: one precedence table. It decides and never looks anything up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from scamguard.model.verdict import Finding, Reason, Status, Tier

#: Within a tier, the graver status speaks first.
_GRAVITY: Final = {
    Status.INVALID: 0,
    Status.IMPERSONATION: 1,
    Status.SUSPICIOUS: 2,
    Status.RETIRED: 3,
    Status.OFFICIAL: 4,
    Status.UNVERIFIED: 5,
}
#: An exact channel that is in use beats one that is retired: the same address can be both, of two platforms.
_EXACT: Final = {**_GRAVITY, Status.OFFICIAL: 2}
_QUALITIES: Final = {"confirmed": 0, "documented": 1, "claimed": 2, "heuristic": 3}
_LIKENESS: Final = frozenset({Tier.LOOKALIKE_OF_CLAIMED, Tier.LOOKALIKE})


def judge(findings: Iterable[Finding]) -> tuple[Status, tuple[Reason, ...]]:
    """Returns the status that the findings lead to, and the reasons, the deciding one first.

    The lowest tier decides (docs/how-it-decides.md). A likeness to the claimed platform that a complete list leaves
    out has no innocent reading, so the list decides it.
    """
    ordered = list(findings)
    if len(ordered) == 1:
        return ordered[0].status, (Reason(ordered[0]),)
    ordered.sort(key=_rank)
    lead = ordered[0]
    if lead.tier in _LIKENESS and lead.status is Status.SUSPICIOUS:
        closed = next((f for f in ordered if f.tier is Tier.NOT_ON_LIST), None)
        if closed is not None:
            ordered.remove(closed)
            ordered.insert(0, closed)
    return ordered[0].status, tuple(map(Reason, ordered))


def _rank(finding: Finding) -> int:
    """Returns the place of a finding: tier, then gravity, then quality, each below ten."""
    gravity = _EXACT if finding.tier is Tier.EXACT else _GRAVITY
    return finding.tier * 100 + gravity[finding.status] * 10 + _QUALITIES[finding.quality]


def imitated(status: Status, reasons: tuple[Reason, ...], claims: str | None) -> str | None:
    """Returns the platform whose name or look is borrowed, where the status is an alarm."""
    if status not in (Status.IMPERSONATION, Status.SUSPICIOUS) or reasons[0].finding.tier is Tier.EXACT:
        return None  # what is the platform's own imitates nobody, whoever holds it
    alike = next((reason.finding.platform for reason in reasons if reason.finding.tier in _LIKENESS), None)
    if reasons[0].finding.tier in _LIKENESS:
        return alike  # whom it looks like, whoever is claimed
    return claims or alike or next((reason.finding.platform for reason in reasons if reason.finding.platform), None)
