"""What the refuting rules share: which contacts a fact governs."""

from __future__ import annotations

from scamguard.rules.case import Case


def is_governed(case: Case, kinds: tuple[str, ...]) -> bool:
    """Answers whether a fact about these contact classes speaks about the contact.

    The kind alone answers for most; the narrower classes (mobile, free mail) are worked out only when asked for.
    """
    return case.contact.kind in kinds or not case.classes.isdisjoint(kinds)
