"""An id of a support ticket against the format that the platform documents."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.contacts import Ticket
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "format-mismatch",
    Sentence("{fact} “{found}” does not have this form.", "{fact}“{found}” 不符合这个格式。"),
    (Status.IMPERSONATION,),
    Explanation(
        Sentence(
            "The platform's ticket ids have a documented form, and this one does not have it.",
            "平台的工单号有公布的格式，而这个不符合。",
        ),
        Sentence("Whoever invents a ticket rarely knows the form.", "编造工单的人往往不知道格式。"),
        "scamguard check TK-1 --claims tiktok-shop --kind ticket",
        Sentence("Look the ticket up in the platform's own back office.", "请在平台自己的后台查询工单。"),
    ),
)

MATCH = Code(
    "format-match",
    Sentence(
        "“{found}” has the documented form of a ticket id, which proves nothing: anyone can write one. {fact}",
        "“{found}” 符合工单号的格式，但这不能证明什么：任何人都能写出来。{fact}",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence("The id has the right form.", "编号格式正确。"),
        Sentence(
            "A form can be copied; only the platform knows which ids exist.",
            "格式可以照抄，只有平台知道哪些编号真实存在。",
        ),
        "scamguard check TKS-123456 --claims tiktok-shop",
        Sentence("Look the ticket up in the platform's own back office.", "请在平台自己的后台查询工单。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a mismatch or a match for each documented ticket format of the claimed platform."""
    if not isinstance(case.contact, Ticket) or case.claims is None:
        return
    canonical = case.contact.canonical
    asked = [pair for pair in case.knowledge.rulebook(case.claims).tickets if case.states(pair[0])]
    matching = [pair for pair in asked if pair[1].fullmatch(canonical)]
    for statement, _ in matching or asked:
        code, tier, status = _MATCHED if matching else _MISMATCHED
        yield Finding(
            code, tier, status, (statement.view,), case.shown, case.claims, statement.params, statement.quality
        )


_MATCHED = (MATCH, Tier.NOTHING, Status.UNVERIFIED)
_MISMATCHED = (CODE, Tier.REFUTED, Status.IMPERSONATION)
