"""The platform documents that it never contacts people this way."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.schema import Fact
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed

CODE = Code(
    "never-does",
    Sentence("{fact} That speaks against {found}.{condition}", "{fact}这与 {found} 不符。{condition}"),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "It is documented that the platform never does this: never calls from private mobiles, never writes on this network.",
            "有资料说明平台从不这样做：从不用私人手机致电，从不在该平台上发消息。",
        ),
        Sentence(
            "A “never” refutes every contact that would need the act.", "“从不”可以否定一切需要这种行为的联系方式。"
        ),
        "scamguard check 13800138000 --claims 淘宝",
        Sentence("Hang up or do not answer, and contact the platform yourself.", "挂断或不回应，自己联系平台。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding for each `never` fact about such contacts; a condition (`unless`, `may`) only warns."""
    slug, facts = case.claims, case.governing()
    if slug is None or facts is None:
        return
    for statement in facts.never:
        fact = statement.fact
        if not _speaks_here(case, fact):
            continue
        conditional = fact.unless is not None or any(_lets_pass(case, may.fact, fact) for may in facts.may)
        status, tier = (Status.SUSPICIOUS, Tier.WEAK_SIGN) if conditional else (Status.IMPERSONATION, Tier.REFUTED)
        views, found = (statement.view,), case.shown
        yield Finding(CODE, tier, status, views, found, slug, statement.params, statement.quality)


def _speaks_here(case: Case, fact: Fact) -> bool:
    if fact.who != "platform" or not is_governed(case, fact.kinds) or not case.asked(fact):
        return False
    return not (fact.act in ("call", "message", "send") and case.question.direction == "outbound")


def _lets_pass(case: Case, may: Fact, never: Fact) -> bool:
    """Answers whether a `may` fact describes the same act as legitimate under a condition."""
    return may.act == never.act and is_governed(case, may.kinds) and case.asked(may)
