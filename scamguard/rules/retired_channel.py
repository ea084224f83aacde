"""The contact was the platform's, and is not any more."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.entries import Entry
from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "retired-channel",
    Sentence(
        "{found} was {platform}'s and no longer is{ended}.{successor}",
        "{found} 曾由{platform}使用，现已停用{ended}。{successor}",
    ),
    (Status.RETIRED,),
    Explanation(
        Sentence(
            "The contact was the platform's and has ended; where the date is known, it is given.",
            "该联系方式曾属于平台，现已停用；如有日期，会一并给出。",
        ),
        Sentence(
            "Old links and numbers live on in articles and chats, and expired ones are taken over by others.",
            "旧链接和旧号码会在文章和聊天中流传，失效后可能被他人接手。",
        ),
        "scamguard check seller.alibaba-inc.com --claims AliExpress",
        Sentence(
            "Do not use it; whoever sends it today may be a fraud. Use the successor or a channel listed below.",
            "不要再使用；现在还发来旧地址的人可能是骗子。请使用替代渠道或下面列出的渠道。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding for each retired channel of the claimed platform (of any, where none is claimed)."""
    for entry in case.standing_as(Standing.RETIRED):
        channel = entry.channel
        params = {"platform": entry.name, "ended": _ended(entry), "successor": _successor(entry)}
        yield Finding(
            CODE, Tier.EXACT, Status.RETIRED, (entry.view,), channel.value, entry.slug, params, channel.quality
        )


def _ended(entry: Entry) -> Sentence:
    until = entry.channel.valid.until if entry.channel.valid else None
    return Sentence(f" (it ended on {until})", f"（{until} 起）") if until else Sentence("", "")


def _successor(entry: Entry) -> Sentence:
    channel = next((c for c in entry.platform.channels if c.id == entry.channel.successor), None)
    return Sentence(f" Use {channel.value} instead.", f"请改用 {channel.value}。") if channel else Sentence("", "")
