"""The platform documents that it may ask for this, under a condition."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.demanded_case import DemandCase

CODE = Code(
    "may-ask",
    Sentence(
        "“{found}”: this can be genuine, or copied from the genuine. {fact}{when} "
        "Check that yourself in {platform}'s app or site before you give or pay anything.",
        "“{found}”：这可能是真的，也可能是仿冒。{fact}{when}在提供任何东西或付款之前，请自己到{platform}的 App 或网站核实。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The platform documents that it does ask for this, under the condition named.",
            "资料说明平台在所述条件下确实会提出这种要求。",
        ),
        Sentence("It blocks a false alarm; it proves nothing.", "这可以避免误报，但不能证明什么。"),
        "echo 'UPS: please pay the customs duty today' | scamguard scan -",
        Sentence(
            "Check whether the condition is met, through the platform's own app or site and not through the message.",
            "请通过平台自己的 App 或网站核对条件是否符合，不要通过这条信息。",
        ),
    ),
)


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one note for each `may` fact about the demand, with its condition."""
    claims = str(case.question.claims)
    for fact in case.facts("may"):
        when = fact.when
        params = {
            "fact": Sentence(fact.en, fact.zh),
            "when": Sentence(f" Condition: {when.en.rstrip('.')}.", f"条件：{when.zh.rstrip('。')}。")
            if when is not None
            else Sentence("", ""),
            "platform": case.platform,
        }
        view = case.knowledge.view(claims, fact)
        yield Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (view,), case.shown, claims, params, fact.quality)
