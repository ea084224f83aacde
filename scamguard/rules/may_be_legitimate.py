"""A documented practice that looks suspicious and is legitimate under a condition."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import has_words_of, is_governed

CODE = Code(
    "may-be-legitimate",
    Sentence("{fact}", "{fact}"),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The platform documents that it does contact people this way, under the condition named.",
            "资料说明平台在所述条件下确实会这样联系用户。",
        ),
        Sentence("It blocks a false alarm; it proves nothing.", "这可以避免误报，但不能证明什么。"),
        "scamguard check +85221234567 --claims 微信 --region HK --direction inbound",
        Sentence(
            "Check whether the condition is met: did you ask for the call?",
            "请核对条件是否符合：是您要求对方来电的吗？",
        ),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Yields one note for each `may` fact of the claimed platform about an inbound contact of this kind."""
    facts = case.facts
    if facts is None or not facts.may or case.question.direction == "outbound" or case.entries:
        return ()
    is_foreign = bool(case.host) and case.claims not in case.host_owners  # its own mail, too, comes from its own domain
    return [
        Finding(
            CODE,
            Tier.NOTE,
            Status.UNVERIFIED,
            (statement.view,),
            case.shown,
            case.claims,
            statement.params,
            statement.quality,
        )
        for statement in facts.may
        if is_governed(case, statement.fact.kinds)
        and case.states(statement)
        and (has_words_of(case, statement) if statement.fact.values else not is_foreign)
    ]
