"""The demand goes against a procedure that the platform documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scamguard.knowledge.entries import Statement
from scamguard.knowledge.schema import Fact
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.demanded_case import DemandCase

CODE = Code(
    "against-procedure",
    Sentence(
        "“{found}” is not how it goes at {platform}: {fact} A procedure proves nothing by itself, but ask yourself why.",
        "“{found}”与有关{platform}流程的资料不符：{fact}流程本身不能证明什么，但请想一想为什么。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The message offers or asks for something in another way than the platform's documented procedure has it.",
            "信息的做法与资料中平台的流程不同。",
        ),
        Sentence(
            "Whoever is not the platform cannot follow its procedure, and asks for more than it needs.",
            "不是平台的人无法按平台的流程办事，还会多要东西。",
        ),
        "echo 'TikTok Shop 卖家代解封，秒解封' | scamguard scan -",
        Sentence(
            "Start the matter yourself in the platform's own app or site, and give only what is asked for there.",
            "请自己在平台的 App 或网站办理，只提供那里要求的内容。",
        ),
    ),
)

#: Promises to settle for the reader what only a request from the reader's own account can.
_SETTLED_BY_OTHERS: Final = frozenset({"guaranteed-appeal", "unfreeze-fee"})
#: Of what a ticket names at most the end.
_CARD: Final = frozenset({"card-number", "card-cvv"})
#: How a fact writes that only the end of a card's number is named, and how a passage does.
_LAST_DIGITS: Final = "last 4 digits"
_END_OF_NUMBER: Final = ("last 4", "last four", "后四", "后4", "末四", "末4", "尾号")


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one finding for each `must` fact that the demand goes against; it warns at most."""
    claims = case.question.claims
    if claims is None:
        return
    platform = case.knowledge.platforms[claims]
    for fact in platform.facts:
        is_usable = fact.modal == "must" and fact.status == "active" and case.is_in_scope(fact)
        if is_usable and (_is_for_another(case, fact) or _is_more_than_needed(case, fact)):
            statement = Statement(platform, fact)
            params = {**statement.params, "platform": case.platform}
            view = statement.view
            yield Finding(CODE, Tier.WEAK_SIGN, Status.SUSPICIOUS, (view,), case.shown, claims, params, fact.quality)


def _is_for_another(case: DemandCase, fact: Fact) -> bool:
    """Answers whether somebody offers to settle what has to be requested from the reader's own account."""
    return fact.of == "sender-account" and case.act == "offer" and case.what in _SETTLED_BY_OTHERS


def _is_more_than_needed(case: DemandCase, fact: Fact) -> bool:
    """Answers whether those whom a fact speaks of are asked for a card's number, where its end is all that is needed."""
    if case.what not in _CARD or case.question.audience not in fact.audience:
        return False
    if not any(_LAST_DIGITS in field for field in fact.fields):
        return False
    surface = case.surface.casefold()
    return not any(words in surface for words in _END_OF_NUMBER)
