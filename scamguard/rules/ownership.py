"""Who owns a host, as far as the knowledge tells."""

from __future__ import annotations

from scamguard.knowledge.knowledge import Knowledge


def owners_of(host: str, knowledge: Knowledge) -> frozenset[str]:
    """Returns the platforms that a host is on record for, or that have channels beside it below its registered domain."""
    registrable = knowledge.suffixes.registrable(host)
    return knowledge.hosts.owners_related_to(registrable) | {entry.slug for entry in knowledge.hosts.entries_for(host)}
