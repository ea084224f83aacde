"""The contact is on record as somebody else's who is often taken for the platform."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.entries import Statement
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "not-the-same",
    Sentence("{fact}", "{fact}"),
    (Status.IMPERSONATION,),
    Explanation(
        Sentence(
            "The contact belongs to someone with a similar name, a clone, or a third party that calls itself official.",
            "该联系方式属于名字相近者、仿冒者，或自称“官方”的第三方。",
        ),
        Sentence("“Official” needs an owner: official of whom?", "“官方”要问清楚：是谁的官方？"),
        "scamguard check wise.us --claims Wise",
        Sentence("Use the channels of the platform that you mean.", "请使用您要找的平台自己的渠道。"),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Yields one finding for each `not-same` fact of the claimed platform that names the contact or its host."""
    if case.claims is None or not case.knowledge.not_same:
        return ()
    return [
        Finding(
            CODE,
            Tier.REFUTED,
            Status.IMPERSONATION,
            (statement.view,),
            value,
            case.claims,
            statement.params,
            statement.quality,
        )
        for statement, value in _matching(case)
        if statement.platform.slug == case.claims
    ]


def mistaken_for(case: Case) -> list[str]:
    """Returns the platforms that the contact is documented to be mistaken for: a claim of theirs would be refuted."""
    return [statement.platform.slug for statement, _ in _matching(case)]


def _matching(case: Case) -> list[tuple[Statement, str]]:
    known = case.knowledge.not_same
    if not known:
        return []
    value = case.contact.canonical.lower()
    found = [(statement, value) for statement in known.about(value)]
    host = case.host
    while host:
        found += [(statement, host) for statement in known.about(host)]
        _, _, host = host.partition(".")
    return found
