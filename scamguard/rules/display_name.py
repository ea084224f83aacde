"""A mail's sender shows a platform's name over an address that is not the platform's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scamguard.model.contacts import Email
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case

_WORDS = re.compile(r"[a-z0-9]+")

CODE = Code(
    "display-name",
    Sentence(
        "The sender calls itself “{found}”, but the address {address} is not on record as {platform}'s.",
        "发件人自称“{found}”，但邮箱 {address} 没有记录表明属于{platform}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The name shown over a mail is free text; only the address behind it counts.",
            "邮件显示的名称可以随意填写，只有后面的地址才算数。",
        ),
        Sentence("Mail programs show the name and hide the address.", "邮件软件常常只显示名称而隐藏地址。"),
        "scamguard check '\"TikTok Shop Support\" <x@outlook.com>'",
        Sentence(
            "Look at the address, and do not answer with codes or documents.", "请看清地址，不要回复验证码或证件。"
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the display name mentions a platform that the address does not belong to."""
    contact = case.contact
    if not isinstance(contact, Email) or not contact.display_name:
        return
    owners = {entry.slug for entry in (*case.entries, *case.host_entries)} | case.knowledge.hosts.owners_related_to(
        case.host_parts.registrable
    )
    for slug in case.knowledge.names.mentioned_in(contact.display_name)[:1]:
        if slug not in owners and _is_about(case, contact.display_name, slug):
            params: dict[str, str | Sentence] = {"platform": case.name(slug), "address": contact.canonical}
            yield Finding(CODE, case.lookalike_tier(slug), Status.SUSPICIOUS, (), contact.display_name, slug, params)


def _is_about(case: Case, display_name: str, slug: str) -> bool:
    """Answers whether a name that is also a common word is meant as the platform: it stands alone or with a telling word."""
    protected = case.knowledge.protected
    words = _WORDS.findall(display_name.casefold())
    rest = [word for word in words if word not in protected.names or protected.names[word].slug != slug]
    strong = any(name.strong for word in words if (name := protected.names.get(word)) and name.slug == slug)
    joined = protected.names.get("".join(words))
    return (
        strong
        or not display_name.isascii()
        or len(rest) < 1
        or joined is not None
        or any(word in case.knowledge.likeness.keywords for word in rest)
    )
