"""A contact that the data records in order to refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "recorded-not-official",
    Sentence(
        "{found} is on record as a contact that others offer in the name of {platform}. It does not belong to {platform}.",
        "{found} 已被记录：这是他人冒用{platform}名义提供的联系方式，不属于{platform}。",
    ),
    (Status.IMPERSONATION,),
    Explanation(
        Sentence(
            "Somebody prints or sends this very contact as if it were the platform's. The record names the page where it was seen.",
            "有人把这个联系方式当作平台官方的来发布或发送。记录中写明了在哪个页面看到它。",
        ),
        Sentence(
            "Such numbers are printed inside articles that otherwise look helpful, above the very sentence that says no hotline exists.",
            "这类号码常常出现在看似有用的文章里，就在“没有电话客服”这句话的上方。",
        ),
        'scamguard check 13122891139 --claims "TikTok Shop"',
        Sentence(
            "Do not call or write. If you already did, share nothing more, and call your bank if you paid. Use a channel listed below.",
            "不要拨打或添加。如果已经联系过，不要再提供任何信息；已付款的请立即联系银行。请改用下面列出的渠道。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding for each platform that the contact is recorded as falsely offered for."""
    for entry in case.standing_as(Standing.NOT_OFFICIAL):
        channel = entry.channel
        params = {"platform": entry.name}
        yield Finding(
            CODE,
            Tier.NOT_OFFICIAL,
            Status.IMPERSONATION,
            (entry.view,),
            channel.value,
            entry.slug,
            params,
            channel.quality,
        )
