"""A bare account name that is on record, but on a network that nobody names."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.contacts import Account
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "network-not-said",
    Sentence(
        "{found} is on record as {platform}'s name on {network}. On another network the same name can belong to anybody.",
        "{found} 是{platform}在 {network} 上的账号名；在其他平台上，同样的名称可能属于任何人。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The account name is the platform's on one network; nobody says which network this one is on.",
            "该账号名在某个平台上属于官方，但没有说明这个账号在哪个平台上。",
        ),
        Sentence(
            "Scammers take an official name on a network where it is still free.",
            "骗子会在官方尚未注册的平台上抢注同名账号。",
        ),
        "scamguard check @FedExHelp --claims FedEx",
        Sentence(
            "Say which network it is on, as in “X: FedExHelp”, or open the account from the platform's own site.",
            "请说明是哪个平台的账号（如“X：FedExHelp”），或从平台官网进入该账号。",
        ),
    ),
)
#: How networks are called where their id is no name that people know.
_NAMES = {"x": "X (Twitter)", "wechat-official-account": "WeChat", "qq": "QQ", "line": "LINE", "tiktok": "TikTok"}


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding for each platform that has an account of this name on some network."""
    contact = case.contact
    if not isinstance(contact, Account) or contact.network != "handle" or case.entries:
        return
    for entry in case.knowledge.entries.accounts_named(contact.canonical):
        if case.claims in (None, entry.slug):
            network = entry.channel.network or ""
            params: dict[str, str | Sentence] = {
                "platform": entry.name,
                "network": _NAMES.get(network, network.title()),
            }
            found, quality = case.shown, entry.channel.quality
            yield Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (entry.view,), found, entry.slug, params, quality)
