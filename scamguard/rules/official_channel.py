"""The contact is a channel that the platform states as its own, in this scope, at this date."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.channels import SILENT_ROLES, role_label
from scamguard.knowledge.scope import has_begun, has_ended
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case, Entry

CODE = Code(
    "official-channel",
    Sentence(
        "{found} belongs to {platform}: {role}.",
        "{found} 属于{platform}：{role}。",
    ),
    (Status.OFFICIAL,),
    Explanation(
        Sentence(
            "The contact, or the domain that it stands on, is on record as the platform's own for this audience, region and date.",
            "该联系方式（或其所在域名）在此对象、地区和日期内，被记录为平台自己的。",
        ),
        Sentence(
            "It says whose the contact is. It does not say that a message or call really came from it: senders and caller IDs are forged.",
            "它说明这个联系方式归谁所有，但不能证明某条消息或来电真的由它发出：发件人和来电显示都可以伪造。",
        ),
        "scamguard check https://seller.tiktokglobalshop.com --claims tiktok-shop",
        Sentence(
            "Open it yourself, by typing it or in the app. Do not follow a link that somebody sent you.",
            "请自己输入网址或在 App 中打开，不要点击别人发来的链接。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding for each platform (the claimed one, or all where none is claimed) whose channel it is."""
    seen = set()
    for entry in case.entries:
        slug = entry.platform.slug
        if (case.claims is None or slug == case.claims) and slug not in seen and is_official(entry, case):
            seen.add(slug)
            params = {"platform": case.name(slug), "role": role_label(entry.channel)}
            facts = (case.view(slug, entry.channel),)
            yield Finding(
                CODE, Tier.EXACT, Status.OFFICIAL, facts, entry.channel.value, slug, params, entry.channel.quality
            )


def is_official(entry: Entry, case: Case) -> bool:
    """Answers whether the entry makes its contact official for the question asked."""
    return speaks(entry, case.question.as_of) and case.asked(entry.channel)


def speaks(entry: Entry, as_of: str) -> bool:
    """Answers whether an entry is trusted (docs/how-it-decides.md, "The trust rule") and valid on a date."""
    channel = entry.channel
    if channel.quality == "claimed" or channel.role in SILENT_ROLES or channel.role == "claimed":
        return is_retired_later(entry, as_of)
    if channel.status == "retired":
        return is_retired_later(entry, as_of)
    return channel.status == "active" and has_begun(channel.valid, as_of) and not has_ended(channel.valid, as_of)


def is_retired_later(entry: Entry, as_of: str) -> bool:
    """Answers whether a retired channel, whose end is on record, was still in use on a date."""
    valid = entry.channel.valid
    if entry.channel.status != "retired" or valid is None or valid.until is None:
        return False
    return has_begun(valid, as_of) and not has_ended(valid, as_of)
