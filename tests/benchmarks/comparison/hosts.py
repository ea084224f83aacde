"""The hosts that every peer is asked about, the same for all and the same in every run."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Final, NamedTuple

from comparison.peer import Protected
from scamguard import Knowledge

POPULAR: Final = Path(__file__).parents[3].parent / "shared" / "eval" / "legit" / "top10k_dev.txt"

#: dnstwist's classes of permutations.
CLASSES: Final = (
    *("addition", "bitsquatting", "cyrillic", "dictionary", "homoglyph", "hyphenation", "insertion", "omission"),
    *("plural", "repetition", "replacement", "subdomain", "tld-swap", "transposition", "various", "vowel-swap"),
)
#: Generic words for dnstwist's class "dictionary".
DICTIONARY: Final = (
    *("account", "app", "bonus", "center", "club", "global", "help", "login", "mail", "news"),
    *("official", "online", "pay", "secure", "service", "shop", "store", "support", "update", "verify"),
)
#: Top-level domains, and endings that are used as such, for dnstwist's class "tld-swap".
TOP_LEVELS: Final = (
    *("net", "org", "info", "biz", "co", "io", "app", "shop", "store", "online", "site", "xyz", "top", "club", "vip"),
    *("live", "cc", "tv", "us", "de", "fr", "es", "it", "nl", "pl", "ru", "in", "cn", "jp", "kr", "com.br", "mx"),
    *("id", "my", "th", "vn", "ph", "sg", "hk", "co.uk"),
)
#: Most permutations of one class of one name; of more, a sample. Only "homoglyph" has more.
MOST_OF_A_CLASS: Final = 300

#: Words that imitators add, in English and in pinyin (customer service, seller, register, log in, refund, …).
WORDS: Final = (
    *("agent", "account", "customer", "help", "login", "merchant", "order", "refund", "seller", "service", "support"),
    *("wallet", "denglu", "guanfang", "kefu", "maijia", "ruzhu", "shangjia", "tuikuan", "zhuce"),
)
#: Shapes of a name with a word: {name} is the label, {domain} the whole domain.
SHAPES: Final = {
    "hyphen before": "{word}-{name}.com",
    "hyphen after": "{name}-{word}.com",
    "glued before": "{word}{name}.com",
    "glued after": "{name}{word}.com",
    "as a subdomain": "{name}.{word}-center.com",
    "whole domain as a prefix": "{domain}.{word}-center.com",
    "with digits": "{name}{word}88.com",
    "label of a foreign domain": "{word}.{name}.web-pages.net",
}
#: Kinds of channels that are hosts, and statuses in which they are the platform's.
_HOST_KINDS: Final = frozenset({"domain", "host", "url", "mail-domain"})
_OWN: Final = frozenset({"active", "retired"})


class Hosts(NamedTuple):
    """Everything that is asked, in A-labels.

    Attributes:
        permutations: dnstwist's classes.
        worded: names with words, by shape.
        popular: popular hosts; empty where the list is absent.
        sisters: genuine domains of the same platforms other than the protected ones.
    """

    permutations: Mapping[str, Sequence[str]]
    worded: Mapping[str, Sequence[str]]
    popular: Sequence[str]
    sisters: Sequence[str]


def hosts_for(protected: Sequence[Protected], popular: Path) -> Hosts:
    """Returns the hosts for the names. What may belong to one of the platforms is in no set of imitations."""
    given = [each.domain for each in protected]
    genuine = (*given, *other_domains_of(given, frozenset({"confirmed", "documented", "claimed"})))
    return Hosts(
        {kind: _without(genuine, _permutations(given, kind)) for kind in CLASSES},
        {shape: _without(genuine, _worded(protected, form)) for shape, form in SHAPES.items()},
        _without(given, popular.read_text(encoding="utf-8").split()) if popular.exists() else (),
        other_domains_of(given, frozenset({"confirmed", "documented"})),
    )


def other_domains_of(domains: Sequence[str], qualities: Set[str]) -> list[str]:
    """Returns the other domains of the platforms whose home is one of the domains, as well known as that.

    They come from the shipped data, each from a channel of one of the qualities.
    """
    knowledge = Knowledge.shipped()
    found = set()
    for platform in knowledge.platforms.values():
        for channel in platform.channels if platform.home in domains else ():
            if channel.kind in _HOST_KINDS and channel.status in _OWN and channel.quality in qualities:
                host = channel.value.split("/")[2] if channel.kind == "url" else channel.value
                whole = None if channel.kind == "domain" else knowledge.suffixes.registrable(host)
                found.add(whole or host)
    return sorted(host for host in found if not is_below(host, domains))


def names_for(domains: Sequence[str]) -> list[Protected]:
    """Returns the domains with the names of their platforms in the shipped data."""
    platforms = Knowledge.shipped().platforms.values()
    by_home = {platform.home: platform.names["en"][0] for platform in reversed(list(platforms))}
    return [Protected(domain, by_home.get(domain, domain.partition(".")[0].title())) for domain in domains]


def synthetic_names(count: int) -> list[Protected]:
    """Returns made-up names of five to twelve letters, to see what more names cost."""
    chance = random.Random(3)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = ("".join(chance.choice(part) for part in ("bcdfghklmnprstvz", "aeiou")) for _ in range(6))
        found["".join(syllables)[: chance.randint(5, 12)]] = None
    return [Protected(f"{name}.com", name.title()) for name in found]


def in_unicode(host: str) -> str:
    """Returns the host with its A-labels as people read them."""
    return ".".join(
        label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in host.split(".")
    )


def is_below(host: str, domains: Sequence[str]) -> bool:
    """Answers whether a host is one of the domains or stands below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _permutations(domains: Iterable[str], kind: str) -> list[str]:
    dnstwist = importlib.import_module("dnstwist")
    found: list[str] = []
    for domain in domains:
        fuzzer = dnstwist.Fuzzer(domain, DICTIONARY, TOP_LEVELS)
        fuzzer.generate([kind])
        hosts = sorted({permutation["domain"] for permutation in fuzzer.domains})
        found += random.Random(3).sample(hosts, MOST_OF_A_CLASS) if len(hosts) > MOST_OF_A_CLASS else hosts
    return found


def _worded(protected: Iterable[Protected], form: str) -> list[str]:
    return [form.format(name=each.label, domain=each.domain, word=word) for each in protected for word in WORDS]


def _without(genuine: Sequence[str], hosts: Iterable[str]) -> list[str]:
    return [host for host in hosts if not is_below(host, genuine)]
