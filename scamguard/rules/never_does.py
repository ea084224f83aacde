"""The platform documents that it never contacts people this way."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.entries import Statement
from scamguard.knowledge.schema import Fact
from scamguard.model.contacts import Email
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed
from scamguard.rules.unsupported_claim import is_unaddressed

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


def find(case: Case) -> Iterable[Finding]:
    """Yields one finding for each `never` fact about such contacts; a condition (`unless`, `may`) only warns."""
    facts = case.facts
    if facts is None or not facts.never or is_unaddressed(case):  # a channel that people call is not who calls
        return ()
    if (
        isinstance(case.contact, Email) and case.claims in case.host_owners
    ):  # its own domain: sender or not, no imitation
        return ()
    return [_against(case, statement, facts.may) for statement in facts.never if _speaks_here(case, statement)]


def _against(case: Case, statement: Statement, may: tuple[Statement, ...]) -> Finding:
    conditional = statement.fact.unless is not None or any(_lets_pass(case, allowed, statement.fact) for allowed in may)
    status, tier = (Status.SUSPICIOUS, Tier.WEAK_SIGN) if conditional else (Status.IMPERSONATION, Tier.REFUTED)
    return Finding(CODE, tier, status, (statement.view,), case.shown, case.claims, statement.params, statement.quality)


def _speaks_here(case: Case, statement: Statement) -> bool:
    fact = statement.fact
    if fact.who != "platform" or not is_governed(case, fact.kinds) or not case.states(statement):
        return False
    return not (fact.act in ("call", "message", "send") and case.question.direction == "outbound")


def _lets_pass(case: Case, may: Statement, never: Fact) -> bool:
    """Answers whether a `may` fact describes the same act as legitimate under a condition."""
    return may.fact.act == never.act and is_governed(case, may.fact.kinds) and case.states(may)
