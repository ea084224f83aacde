"""Names that a platform may have registered only so that nobody else can: its own name beside a telling word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scamguard import Knowledge
from scamguard.knowledge.schema import Channel, Platform

#: Words that speak of an act on somebody's account, or of help with it, in English and in pinyin.
WORDS: Final = (
    "access", "account", "accounts", "activate", "activation", "alert", "alerts", "appeal", "auth", "authenticate",
    "authorize", "bank", "billing", "bonus", "card", "cards", "care", "cash", "center", "centre", "check", "claim",
    "claims", "client", "code", "confirm", "credit", "credits", "customer", "denglu", "email", "emails", "fund", "gift",
    "giftcard", "guanfang", "help", "helpdesk", "hotline", "id", "invoice", "job", "jobs", "kefu", "limited", "log",
    "login", "logon", "mail", "member", "merchant", "my", "notice", "offer", "offers", "official", "online", "order",
    "pass", "password", "pay", "payment", "payments", "portal", "profile", "protect", "recover", "redeem", "refund",
    "renew", "reset", "reward", "rewards", "safe", "safety", "secure", "security", "seller", "sellers", "service",
    "services", "shangjia", "shop", "sign", "signin", "signup", "sms", "ssl", "store", "support", "team", "tuikuan",
    "unlock", "update", "upgrade", "validate", "verification", "verify", "wallet", "www", "zhifu", "zhongxin",
)  # fmt: skip
#: Telling words that platforms name their own products with: a name with one of these may be a name of its own.
PRODUCTS: Final = frozenset(
    {"bank", "card", "cards", "cash", "mail", "order", "pay", "seller", "shop", "store", "wallet"}
)
#: Roles of hosts that never speak for their owner: a name there makes nothing official.
_SILENT: Final = frozenset({"cdn", "merchant-hosted", "claimed"})
_HOSTS: Final = frozenset({"domain", "host", "mail-domain", "url", "email"})
#: Letters that a name needs before it is looked for inside others.
MIN_NAME: Final = 2


class Told(NamedTuple):
    """An official name with a telling word beside the platform's own.

    Attributes:
        slug: the platform.
        host: the registrable domain, or the host where another owner's domain is above it.
        name: the platform's own name in it.
        word: what stands beside that.
    """

    slug: str
    host: str
    name: str
    word: str


def told(knowledge: Knowledge) -> Iterator[Told]:
    """Yields the official hosts of all platforms that are a platform's name with a telling word, each once."""
    for platform in knowledge.platforms.values():
        names = own_names(platform)
        for host in official_hosts(platform, knowledge):
            found = telling(host.partition(".")[0], names)
            if found is not None:
                yield Told(platform.slug, host, *found)


def official_hosts(platform: Platform, knowledge: Knowledge) -> dict[str, Channel]:
    """Returns the domains of a platform's official channels, and the hosts below domains of others.

    What stands below a domain that is the platform's own is its own, whatever it is called.
    """
    found: dict[str, Channel] = {}
    own = {channel.value for channel in platform.channels if channel.kind == "domain" and is_official(channel)}
    for channel in platform.channels:
        if channel.kind in _HOSTS and is_official(channel):
            host = host_of(channel)
            registrable = host if channel.kind == "domain" else knowledge.suffixes.registrable(host)
            for each in (registrable,) if registrable in own else (registrable, host):
                found.setdefault(each, channel)
    return found


def host_of(channel: Channel) -> str:
    """Returns the host of a channel that stands on one."""
    value = channel.value.partition("://")[2] or channel.value
    return value.partition("/")[0].rpartition("@")[2]


def is_official(channel: Channel) -> bool:
    """Answers whether a check may call the channel official."""
    return channel.status == "active" and channel.role not in _SILENT and channel.quality != "claimed"


def own_names(platform: Platform) -> tuple[str, ...]:
    """Returns what the platform is called, in Latin letters and digits without blanks, the longest first.

    "Microsoft Support" is no name of its own beside "Microsoft"; "Citibank" is one beside "Citi".
    """
    home = platform.home.partition(".")[0].replace("-", "")
    texts = (text for texts in platform.names.values() for text in texts)
    plain = {"".join(filter(str.isalnum, text.lower())) for text in texts} | {home}
    names = sorted((text for text in plain if text.isascii() and len(text) >= MIN_NAME), key=len, reverse=True)
    return tuple(name for name in names if name == home or not _is_described(name, names))


def _is_described(name: str, names: Sequence[str]) -> bool:
    """Answers whether a name is a shorter one with telling words that are no products."""
    found = telling(name, tuple(other for other in names if other != name))
    return found is not None and found[1] not in PRODUCTS


def telling(label: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Returns the name in a label and what stands beside it, where that is made of telling words and digits alone."""
    plain = label.replace("-", "")
    if plain in names:
        return None
    for name in names:
        before, found, after = plain.partition(name)
        word = before + after
        if found and not word.isdigit() and _is_telling(before) and _is_telling(after):
            return name, word
    return None


def _is_telling(text: str) -> bool:
    """Answers whether a text falls into telling words and digits, or is empty."""
    rest = text.strip("0123456789")
    return not rest or any(rest.startswith(word) and _is_telling(rest[len(word) :]) for word in WORDS)
