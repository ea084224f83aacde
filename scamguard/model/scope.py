"""The closed vocabularies that facts, channels, contacts and verdicts share."""

from __future__ import annotations

from typing import Literal, get_args

ContactKind = Literal["phone", "email", "url", "account", "app", "portal", "ticket"]

Network = Literal[
    "wechat", "wechat-official-account", "qq", "telegram", "whatsapp", "line", "messenger",
    "x", "weibo", "douyin", "tiktok", "instagram", "facebook", "viber", "zalo", "handle",
]  # fmt: skip

#: What a fact can speak about: a kind of contact, a network, or a class of phone or mailbox.
ContactClass = Literal[
    "phone", "mobile", "landline", "overseas-phone", "voip", "sms",
    "email", "free-mail", "url", "account", "app", "portal", "ticket",
    "wechat", "wechat-official-account", "qq", "telegram", "whatsapp", "line", "messenger",
    "x", "weibo", "douyin", "tiktok", "instagram", "facebook", "viber", "zalo", "facetime", "zhihu",
]  # fmt: skip

ChannelKind = Literal[
    "domain", "host", "url", "email", "mail-domain", "phone", "sms",
    "account", "app", "app-path", "form", "tool",
]  # fmt: skip

Role = Literal[
    "home", "owned", "regional", "seller-portal", "login", "help", "support", "developer", "advertising",
    "report-phishing", "sends-mail", "sends-sms", "calls", "service", "verify", "onboarding", "partner-list",
    "landing", "short-link", "cdn", "merchant-hosted", "privacy", "security-report", "company",
    "dispute", "feedback", "announcements", "old-home", "claimed",
]  # fmt: skip

Audience = Literal["seller", "buyer", "advertiser", "developer", "job-applicant", "public"]
Direction = Literal["in", "out", "both"]
ChannelStatus = Literal["active", "retired", "disputed", "not-official"]
FactStatus = Literal["active", "disputed", "ambiguous", "withdrawn"]
Quality = Literal["confirmed", "documented", "claimed"]
VerdictQuality = Literal["confirmed", "documented", "claimed", "heuristic"]
Modal = Literal["has", "lacks", "only", "never", "may", "must", "was", "check", "not-proof", "not-same"]
SourceKind = Literal["official", "regulator", "news", "list", "code", "third-party", "mirror", "own"]
Category = Literal[
    "ecommerce", "social", "payment", "bank", "carrier", "logistics", "government",
    "crypto", "technology", "streaming", "travel", "delivery",
]  # fmt: skip

CONTACT_KINDS: tuple[str, ...] = get_args(ContactKind)
NETWORKS: tuple[str, ...] = get_args(Network)
AUDIENCES: tuple[str, ...] = get_args(Audience)
CATEGORIES: tuple[str, ...] = get_args(Category)

CONTACT_CLASSES: frozenset[str] = frozenset(get_args(ContactClass))

_PHONE_CLASSES = frozenset({"phone", "mobile", "landline", "overseas-phone", "voip", "sms"})
#: Kind of contact -> the classes that such a contact can be in: a chat account can be a phone number too.
CLASSES_WITHIN: dict[str, frozenset[str]] = {
    "phone": _PHONE_CLASSES,
    "email": frozenset({"email", "free-mail"}),
    "url": frozenset({"url"}),
    "account": _PHONE_CLASSES | {"account"} | (CONTACT_CLASSES & frozenset(NETWORKS)),
    "app": frozenset({"app"}),
    "portal": _PHONE_CLASSES | {"portal", "email", "account"} | (CONTACT_CLASSES & frozenset(NETWORKS)),
    "ticket": frozenset({"ticket"}),
}
