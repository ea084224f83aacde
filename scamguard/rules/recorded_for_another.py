"""A contact that is recorded as falsely offered, though for another platform than the one claimed."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "recorded-for-another",
    Sentence(
        "{found} is on record as a contact that was falsely offered in the name of {platform}. Now it is offered as {claimed}'s.",
        "{found} 曾被记录为冒用{platform}名义的联系方式，现在又被说成是{claimed}的。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The same contact has been passed off as another platform's before.",
            "同一个联系方式以前被冒充为另一个平台的。",
        ),
        Sentence(
            "One advertiser or fraudster uses one number for many names.",
            "同一伙人常用一个号码冒充多个平台。",
        ),
        "scamguard check 13122891139 --claims PayPal",
        Sentence("Do not use it; go through the platform's own site or app.", "不要使用，请通过平台官网或 App 联系。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the contact is recorded as not official, for platforms other than the claimed one."""
    for record in case.foreign:
        entry, slug = record.entry, case.claims
        if record.standing is Standing.NOT_OFFICIAL and slug is not None:
            params = {"platform": entry.name, "claimed": case.name(slug)}
            found, quality = entry.channel.value, entry.channel.quality
            yield Finding(CODE, Tier.WEAK_SIGN, Status.SUSPICIOUS, (entry.view,), found, entry.slug, params, quality)
