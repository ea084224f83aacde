"""What the refuting rules share: which contacts a fact governs, and which it lets pass."""

from __future__ import annotations

from scamguard.knowledge.schema import Fact
from scamguard.model.verdict import Sentence
from scamguard.rules.case import Case
from scamguard.rules.official_channel import is_official


def is_governed(case: Case, kinds: tuple[str, ...]) -> bool:
    """Answers whether a fact about these contact classes speaks about the contact."""
    return case.contact.kind in kinds or not case.classes.isdisjoint(kinds)


def is_own(case: Case, slug: str) -> bool:
    """Answers whether the contact is an official channel of the platform in the asked scope."""
    return any(entry.platform.slug == slug and is_official(entry, case) for entry in case.entries)


def is_let_pass(case: Case, fact: Fact, slug: str) -> bool:
    """Answers whether a `may` fact of the platform describes such a contact as legitimate under a condition."""
    return any(
        may.act == fact.act and case.asked(may) and is_governed(case, may.kinds)
        for may in case.knowledge.rulebook(slug).may
    )


def exception(fact: Fact) -> Sentence:
    """Returns the fact's exception as a sentence, with the blank before it; empty where it has none."""
    return Sentence(f" Exception: {fact.unless.en}", f"例外：{fact.unless.zh}") if fact.unless else Sentence("", "")
