"""Computes the index of what is looked up: only when a data folder is compiled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from scamguard.knowledge.channels import domain_of, host_of, is_below, key_of
from scamguard.knowledge.index import NATIONAL_DIGITS, RECORD_BITS, Index
from scamguard.knowledge.names import name_table
from scamguard.knowledge.schema import Bundle, Channel
from scamguard.model.scope import CONTACT_CLASSES
from scamguard.parse.hostnames import PublicSuffixes, parents

_HOST_KINDS: Final = frozenset({"domain", "host", "url"})
_KNOWN: Final = frozenset({"active", "retired"})


def index_of(bundle: Bundle) -> Index:
    """Returns the index of a bundle, whose platforms are in the order of their slugs."""
    hosts: dict[str, list[int]] = defaultdict(list)
    exact: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for code, channel in _channels(bundle):
        key = None if channel.kind in _HOST_KINDS else key_of(channel)
        if channel.kind in _HOST_KINDS:
            hosts[host_of(channel)].append(code)
        elif key is not None:
            exact[key[0]][key[1]].append(code)
    return Index(
        slugs=tuple(platform.slug for platform in bundle.platforms),
        home_regions=tuple(next(iter(platform.regions), "") for platform in bundle.platforms),
        names=name_table(bundle.platforms),
        hosts=_frozen(hosts),
        exact={kind: _frozen(values) for kind, values in exact.items()},
        national=_national(exact["phone"]) if "phone" in exact else {},
        not_same=_not_same(bundle),
        lacking=_lacking(bundle),
        compromised=_compromised(bundle),
        related=_related(bundle),
        stops=_stops(bundle, hosts),
    )


def _channels(bundle: Bundle) -> Iterator[tuple[int, Channel]]:
    for number, platform in enumerate(bundle.platforms):
        for place, channel in enumerate(platform.channels):
            yield number << RECORD_BITS | place, channel


def _frozen(found: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(codes) for key, codes in found.items()}


def _national(numbers: dict[str, list[int]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        if number.startswith("+"):
            found[number[-NATIONAL_DIGITS:]].append(number)
    return {digits: tuple(values) for digits, values in found.items()}


def _not_same(bundle: Bundle) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, platform in enumerate(bundle.platforms):
        for place, fact in enumerate(platform.facts):
            if fact.modal == "not-same" and fact.status == "active":
                for value in fact.values:
                    found[value.lower()].append(number << RECORD_BITS | place)
    return _frozen(found)


def _lacking(bundle: Bundle) -> dict[str, tuple[tuple[int, tuple[int, ...]], ...]]:
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, platform in enumerate(bundle.platforms):
        for place, fact in enumerate(platform.facts):
            if fact.modal == "lacks" and fact.status == "active":
                for kind in CONTACT_CLASSES.intersection(fact.kinds):
                    found[kind][number].append(place)
    return {
        kind: tuple((number, tuple(places)) for number, places in sorted(found[kind].items())) for kind in sorted(found)
    }


def _compromised(bundle: Bundle) -> dict[int, tuple[int, ...]]:
    """Returns what stands at and below a domain that was in other hands: whoever holds it holds all of it, mail too."""
    taken = [
        (host_of(channel), code)
        for code, channel in _channels(bundle)
        if channel.compromised and channel.kind in ("domain", "host")
    ]
    found: dict[int, list[int]] = defaultdict(list)
    for code, channel in _channels(bundle) if taken else ():
        host = domain_of(channel)
        for above, source in taken:
            if host and code != source and is_below(host, above):
                found[code].append(source)
    return {code: tuple(sources) for code, sources in found.items()}


def _related(bundle: Bundle) -> dict[str, tuple[int, ...]]:
    suffixes = PublicSuffixes(bundle.suffixes_icann, bundle.suffixes_private)
    places = frozenset(place for place in bundle.lists.open_publishing if "/" not in place)
    free_mail = frozenset(bundle.lists.free_mail)
    found: dict[str, set[int]] = defaultdict(set)
    for code, channel in _channels(bundle):
        host = domain_of(channel) if channel.status in _KNOWN else ""
        if host and host not in free_mail and not any(parent in places for parent in parents(host)):
            whole = host if channel.kind == "domain" else suffixes.registrable(host) or host
            found[whole].add(code >> RECORD_BITS)
    return {host: tuple(sorted(numbers)) for host, numbers in found.items()}


def _stops(bundle: Bundle, hosts: dict[str, list[int]]) -> tuple[str, ...]:
    """Returns the private suffixes below known hosts: few, so an official host is answered without the whole list."""
    rules = (rule.removeprefix("*.") for rule in bundle.suffixes_private.split())
    return tuple(sorted({rule for rule in rules if any(p in hosts for p in parents(rule) if p != rule)}))
