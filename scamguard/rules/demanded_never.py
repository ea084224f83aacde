"""The platform documents that it never asks for this."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.entries import Statement
from scamguard.knowledge.schema import Fact
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.demanded_case import DemandCase

CODE = Code(
    "never-asks",
    Sentence(
        "“{found}” goes against what is documented about {platform}: {fact}{condition}",
        "“{found}”与有关{platform}的资料不符：{fact}{condition}",
    ),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "The message asks for something that the platform documents it never asks for.",
            "这条信息索要的东西，平台有资料说明从不索要。",
        ),
        Sentence(
            "Whoever asks for it in the platform's name is somebody else, whatever the number or the logo looks like.",
            "以平台名义索要这些的，一定是别人冒充，无论号码或标志多像。",
        ),
        "echo 'TikTok Shop: send us the verification code' | scamguard scan -",
        Sentence(
            "Give nothing and pay nothing. Close the chat, and open the platform's app or site yourself.",
            "什么都不要给，也不要付款。关掉对话，自己打开平台的 App 或网站。",
        ),
    ),
)

#: Words of facts for many things at once: that one of them is meant is read into the fact, so it only warns.
GENERAL = frozenset({"personal-data", "financial-data", "account-data"})


def find(case: DemandCase) -> Iterator[Finding]:
    """Yields one finding for each `never` fact about the demand; one with an exception only warns."""
    allowed = {name for fact in case.facts("may") for name in fact.what}
    for fact in case.facts("never"):
        if case.what not in fact.what and case.what in allowed:
            continue  # the general sentence gives way to the one about exactly this
        yield _against(case, fact, case.what in allowed)


def _against(case: DemandCase, fact: Fact, is_allowed: bool) -> Finding:
    claims = str(case.question.claims)
    statement = Statement(case.knowledge.platforms[claims], fact)
    is_general = case.what not in fact.what and not GENERAL.isdisjoint(fact.what)
    is_weak = fact.unless is not None or bool(fact.kinds) or is_allowed or is_general
    status, tier = (Status.SUSPICIOUS, Tier.WEAK_SIGN) if is_weak else (Status.IMPERSONATION, Tier.REFUTED)
    params = {**statement.params, "platform": case.platform}
    view = case.knowledge.view(claims, fact)
    return Finding(CODE, tier, status, (view,), case.shown, claims, params, fact.quality)
