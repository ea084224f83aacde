"""The contact is a channel that the platform states as its own, in this scope, at this date."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

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
    for entry in case.standing_as(Standing.OFFICIAL):
        channel = entry.channel
        params: dict[str, str | Sentence] = {"platform": entry.name, "role": entry.role}
        if channel.valid is not None and channel.valid.until is not None:
            params["until"] = channel.valid.until
        yield Finding(
            CODE, Tier.EXACT, Status.OFFICIAL, (entry.view,), channel.value, entry.slug, params, channel.quality
        )
