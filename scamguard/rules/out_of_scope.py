"""The contact is the platform's, for another audience or region than the one asked about."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.channels import AUDIENCE_LABELS
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.complete_list import complete_list_for

CODE = Code(
    "out-of-scope",
    Sentence(
        "{found} is {platform}'s for {scope}; nothing says that it is also for {asked}.",
        "{found} 是{platform}面向{scope}的渠道，没有资料表明它也面向{asked}。",
    ),
    (Status.UNVERIFIED, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "The contact is on record for a different audience (sellers, buyers) or region than the one asked about.",
            "该联系方式记录在案，但面向的对象（卖家、买家）或地区与所问不同。",
        ),
        Sentence(
            "The same address can be right for one person and wrong for another: a portal for sellers is no place for buyers to pay.",
            "同一个地址对一些人是对的，对另一些人是错的：商家后台不是买家付款的地方。",
        ),
        "scamguard check https://seller-us.tiktok.com --claims tiktok-shop --region GB",
        Sentence("Use the channel for your own audience and region.", "请使用面向您所属对象和地区的渠道。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where trusted entries of the claimed platform exist, none of them in the asked scope."""
    if case.is_official:
        return
    for entry in case.standing_as(Standing.OUT_OF_SCOPE):
        closed = complete_list_for(case)
        facts = [entry.view]
        if closed is not None:
            facts.append(case.knowledge.list_view(entry.slug, closed))
        status = Status.IMPERSONATION if closed is not None else Status.UNVERIFIED
        params = {"platform": entry.name, "scope": _scope_of(entry), "asked": _asked(case)}
        found, quality = entry.channel.value, entry.channel.quality
        yield Finding(CODE, Tier.OUT_OF_SCOPE, status, tuple(facts), found, entry.slug, params, quality)


def _scope_of(entry: Entry) -> Sentence:
    """Returns for whom a channel is, in words."""
    return _scope(entry.channel.audience, entry.channel.regions)


def _asked(case: Case) -> Sentence:
    question = case.question
    return _scope((question.audience,) if question.audience else (), (question.region,) if question.region else ())


def _scope(audience: tuple[str, ...], regions: tuple[str, ...]) -> Sentence:
    who = " and ".join(AUDIENCE_LABELS[name].en for name in audience)
    where = f"in {', '.join(regions)}" if regions else ""
    whom = "、".join(AUDIENCE_LABELS[name].zh for name in audience)
    en = " ".join(filter(None, (who or ("people" if where else "everybody"), where)))
    return Sentence(en, f"{whom or '用户'}（{'、'.join(regions)}）" if regions else whom or "所有人")
