"""The hosts that dnstwist makes of protected domains, and the platforms that may be named for them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

import dnstwist  # type: ignore[import-untyped] # the package has no types

from scamguard import Knowledge

#: Protected domains, short and long, without hyphens; amazon and alibaba are also a river and a tale.
DOMAINS: Final = (
    "aliexpress.com",
    "alibaba.com",
    "alipay.com",
    "amazon.com",
    "binance.com",
    "douyin.com",
    "paypal.com",
    "shopee.com",
    "taobao.com",
    "tiktok.com",
    "tiktokglobalshop.com",
    "wechat.com",
)
CLASSES: Final = (
    "addition", "bitsquatting", "cyrillic", "dictionary", "homoglyph", "hyphenation", "insertion", "omission", "plural",
    "repetition", "replacement", "subdomain", "tld-swap", "transposition", "various", "vowel-swap",
)  # fmt: skip
#: What imitators put before and behind a name.
WORDS: Final = (
    "account", "bank", "bonus", "center", "delivery", "help", "login", "official", "online", "pay", "refund", "secure",
    "service", "shop", "store", "support", "tracking", "update", "verify", "wallet",
)  # fmt: skip
TLDS: Final = (
    "app", "biz", "br", "ca", "cc", "club", "cn", "co", "co.uk", "com.br", "com.cn", "com.tw", "de", "eu", "fr", "hk",
    "id", "in", "info", "io", "jp", "kr", "live", "me", "mx", "my", "net", "online", "org", "ph", "ru", "sg", "shop",
    "site", "store", "th", "top", "tv", "tw", "us", "vip", "vn", "xyz",
)  # fmt: skip
#: Most permutations of one domain and one class that are checked: every n-th of those with homoglyphs, in order.
MAX_OF_ONE: Final = 1_000
#: Letters of a name that another name must hold to be of the same brand.
MIN_SHARED: Final = 5


class Permutation(NamedTuple):
    """One host, the domain that it is made of, and how."""

    host: str
    domain: str
    made_by: str


@functools.cache
def permutations() -> tuple[Permutation, ...]:
    """Returns the permutations of the protected domains; those of one domain and class in the order of the alphabet."""
    return tuple(_permutations())


def _permutations() -> Iterator[Permutation]:
    for domain in DOMAINS:
        fuzzer = dnstwist.Fuzzer(domain, dictionary=WORDS, tld_dictionary=TLDS)
        fuzzer.generate()
        made: dict[str, list[str]] = defaultdict(list)
        for found in fuzzer.domains:
            made[found["fuzzer"]].append(found["domain"])
        del made["*original"]
        for made_by, hosts in made.items():
            step = -(-len(hosts) // MAX_OF_ONE)
            for host in sorted(hosts)[::step]:
                yield Permutation(host, domain, made_by)


def right_platforms(domain: str, knowledge: Knowledge) -> frozenset[str]:
    """Returns the owners of a domain, and those of their sisters on record that share the brand in it."""
    label = domain.partition(".")[0]
    owners = {
        slug
        for slug, platform in knowledge.platforms.items()
        if any(channel.kind == "domain" and channel.value == domain for channel in platform.channels)
    }
    sisters = {
        slug
        for slug, platform in knowledge.platforms.items()
        for owner in owners
        if slug in knowledge.platforms[owner].not_same or owner in platform.not_same
    }
    return frozenset(owners | {slug for slug in sisters if _shares_brand(label, _names(slug, knowledge))})


def _shares_brand(label: str, names: set[str]) -> bool:
    return any(len(name) >= MIN_SHARED and (name in label or label in name) for name in names)


def _names(slug: str, knowledge: Knowledge) -> set[str]:
    names = (name for of_language in knowledge.platforms[slug].names.values() for name in of_language)
    return {name.replace(" ", "").lower() for name in names}


def hosts_on_record(knowledge: Knowledge) -> frozenset[str]:
    """Returns the hosts that the data says are somebody's own: of platforms, and of their namesakes."""
    own = {
        channel.value
        for platform in knowledge.platforms.values()
        for channel in platform.channels
        if channel.kind in ("domain", "host")
    }
    return frozenset(own | set(knowledge.hosts.namesakes))


def is_on_record(host: str, recorded: frozenset[str]) -> bool:
    """Answers whether a host is somebody's own, or stands below what is."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in recorded for start in range(len(labels)))
