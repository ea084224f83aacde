"""What the refuting rules share: which contacts a fact governs."""

from __future__ import annotations

from scamguard.knowledge.entries import Statement
from scamguard.model.contacts import Phone
from scamguard.rules.case import Case


def is_governed(case: Case, kinds: tuple[str, ...]) -> bool:
    """Answers whether a fact about these contact classes speaks about the contact.

    The kind alone answers for most; the narrower classes (mobile, free mail) are worked out only when asked for.
    """
    return case.contact.kind in kinds or not case.classes.isdisjoint(kinds)


def is_maybe_own(case: Case) -> bool:
    """Answers whether a masked number could be one of the claimed platform's own: then nothing can refute it."""
    phone = case.contact
    if not isinstance(phone, Phone) or not phone.masked:
        return False
    return any(
        entry.slug == case.claims and entry.channel.status == "active"
        for entry in case.knowledge.entries.numbers_masked(phone.canonical)
    )


def is_known_practice(case: Case) -> bool:
    """Answers whether the contact is described in words that a documented exception uses for what does exist."""
    facts = case.facts
    return facts is not None and any(has_words_of(case, may) for may in facts.may if case.states(may))


def has_words_of(case: Case, statement: Statement) -> bool:
    """Answers whether the contact is written with one of the values that a fact is about."""
    raw = case.contact.raw.casefold()
    return any(value.casefold() in raw for value in statement.fact.values)
