"""A mailbox that anyone can open, offered as a platform's."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.contacts import Email
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.chosen_names import named_in

CODE = Code(
    "free-mail",
    Sentence(
        "{found} is a mailbox that anyone can open; it says nothing about {platform}.",
        "{found} 是任何人都能注册的邮箱，不能说明它属于{platform}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The address stands at a free mail provider (gmail.com, qq.com), not at the platform's own domain.",
            "该邮箱属于免费邮箱服务（gmail.com、qq.com），不是平台自己的域名。",
        ),
        Sentence(
            "Anyone can open “platform.service@gmail.com” in a minute.",
            "任何人一分钟内就能注册一个“平台名.service@gmail.com”。",
        ),
        "scamguard check aliexpress.service@gmail.com --claims aliexpress",
        Sentence("Do not answer with codes, documents or money.", "不要回复验证码、证件或转账。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where a free mailbox is claimed as a platform's, or carries one's name."""
    contact = case.contact
    if not isinstance(contact, Email) or contact.domain not in case.knowledge.hosts.free_mail or case.entries:
        return
    named = named_in(case, contact.local)
    slug = case.claims or (named.slug if named else None)
    if slug is not None:
        tier = case.lookalike_tier(slug)
        yield Finding(CODE, tier, Status.SUSPICIOUS, (), case.shown, slug, {"platform": case.name(slug)})
