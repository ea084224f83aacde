"""The contact is an official channel, but of another platform than the one claimed."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.channels import host_of
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.standing import TRUSTED, Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "other-platform",
    Sentence(
        "{found} belongs to {platform} ({role}), not to {claimed}.",
        "{found} 属于{platform}（{role}），不属于{claimed}。",
    ),
    (Status.IMPERSONATION, Status.UNVERIFIED),
    Explanation(
        Sentence(
            "The contact is official, of somebody else: another bank's hotline, a sister brand's site.",
            "该联系方式是官方的，但属于别家：另一家银行的热线、兄弟品牌的网站。",
        ),
        Sentence(
            "Facts never pass between brands, not even between sisters: who answers there cannot act for the claimed platform.",
            "不同品牌（包括兄弟品牌）之间的信息互不相通：那里的人无法代表所声称的平台。",
        ),
        "scamguard check 95588 --claims 中国银行",
        Sentence(
            "Use the channels of the platform that you mean, listed below.", "请使用您要找的平台自己的渠道（见下）。"
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the contact is official elsewhere and nothing records it for the claimed platform."""
    slug = case.claims
    if slug is None or case.own or slug in case.host_owners or _has_part(case, slug):
        return
    for record in case.foreign:
        entry = record.entry
        if record.standing in TRUSTED or record.standing is Standing.COMPROMISED:
            params = {"platform": entry.name, "role": entry.role, "claimed": case.name(slug)}
            found, quality = entry.channel.value, entry.channel.quality
            tier, status = Tier.OTHER_PLATFORM, Status.IMPERSONATION
            if _is_in_the_family(case, slug, entry):
                tier, status = Tier.NOTHING, Status.UNVERIFIED
            yield Finding(CODE, tier, status, (entry.view,), found, entry.slug, params, quality)
            return


def _has_part(case: Case, slug: str) -> bool:
    """Answers whether the claimed platform sends its mail from the other's domain: it is not a stranger there."""
    return bool(case.host) and any(entry.slug == slug for entry in case.knowledge.entries.at_mail_domain(case.host))


def _is_in_the_family(case: Case, slug: str, entry: Entry) -> bool:
    """Answers whether a host stands below a sister brand's domain: one house may give each brand a host there."""
    platforms = case.knowledge.platforms
    is_sister = entry.slug in platforms[slug].not_same or slug in platforms[entry.slug].not_same
    return is_sister and bool(case.host) and case.host.removeprefix("www.") != host_of(entry.channel)
