"""A mailbox that is not on record, at a domain that is the platform's."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.contacts import Email
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "mailbox-on-own-domain",
    Sentence(
        "The domain of {found} belongs to {platform}, but this mailbox is not on record, and sender addresses are easily forged.",
        "{found} 的域名属于{platform}，但没有这个邮箱的记录，而且发件地址很容易伪造。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The part after the @ is the platform's; nothing says that it uses this mailbox.",
            "@ 后面的部分属于平台，但没有资料说明它使用这个邮箱。",
        ),
        Sentence("A forged sender can carry any domain.", "伪造的发件人可以使用任何域名。"),
        "scamguard check someone@aliexpress.com --claims aliexpress",
        Sentence(
            "Do not answer the mail; open the platform's site or app yourself and look for the same message.",
            "不要直接回复，请自己打开平台网站或 App，查看是否有同样的消息。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where no channel is the mailbox and the claimed platform (or any) owns its domain."""
    if not isinstance(case.contact, Email) or case.entries or case.host in case.knowledge.hosts.free_mail:
        return  # a free mailbox is its user's, and not the provider's
    for entry in case.host_entries:
        if entry.slug in case.host_owners and case.claims in (None, entry.slug):
            params = {"platform": entry.name}
            found, quality = case.shown, entry.channel.quality
            yield Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (entry.view,), found, entry.slug, params, quality)
            return
