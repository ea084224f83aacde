"""The trust rule: what sources a record needs for its quality, and whose pages may confirm it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from scamguard.knowledge.channels import host_of, is_below
from scamguard.knowledge.complaints import Complaint, Record, records_of
from scamguard.knowledge.schema import Channel, Platform, Source

_HEDGES: Final = re.compile(
    r"\b(?:usually|mainly|mostly|normally|typically|unlikely|generally|in most cases)\b"
    "|通常|一般|主要|首选|大多|主に|基本上",
    re.IGNORECASE,
)
_TRUSTED_SOURCES: Final = frozenset({"official", "regulator"})
_INDEPENDENT: Final = frozenset({"list", "code"})
#: Sources one of which documents a record: the user himself, in his overlay, as well as an independent list.
_ENOUGH: Final = _INDEPENDENT | {"own"}
#: What the names of government hosts end in: a label that only states give out, alone or below a country; and labels
#: that one country gives out so, since anybody can register them elsewhere.
_GOVERNMENT: Final = re.compile(
    r"(?:^|\.)(?:(?:gov|govt|gob|gouv|gub|mil)(?:\.[a-z]{2})?|go\.(?:jp|kr|th|id|ug|ke|tz|cr)|gv\.at|gc\.ca|admin\.ch"
    r"|police\.uk|europa\.eu|canada\.ca|bund\.de)$"
)


def check_hedges(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A quote that hedges ("usually", "通常") is no `never` and no closed set."""
    for index, fact in enumerate(platform.facts):
        strict = fact.modal in ("lacks", "never") or (fact.modal == "only" and fact.closed)
        if strict and fact.unless is None and fact.quote and (found := _HEDGES.search(fact.quote)):
            yield (
                f"facts[{index}].modal",
                f"the quote hedges ({found[0]!r}): use a weaker modal, closed = false or unless",
            )
    for index, entry in enumerate(platform.lists):
        if entry.complete and entry.quote and (found := _HEDGES.search(entry.quote)):
            yield f"lists[{index}].complete", f"the quote hedges ({found[0]!r}): use complete = false"


def check_trust(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Quality follows from the sources: the platform's own anchored page, an open list, two publishers, or one page."""
    by_id = {source.id: source for source in platform.sources}
    hosts = {channel.value: channel.quality for channel in platform.channels if channel.kind in ("domain", "host")}
    for place, record in records_of(platform):
        sources = [by_id[name] for name in record.sources if name in by_id]
        if record.quality == "confirmed" and not any(map(_is_anchored, sources)):
            yield (
                f"{place}.quality",
                'confirmed needs an official page with anchor = "list", or a regulator\'s',
            )
        if record.quality == "documented" and not _is_documented(record, sources, hosts):
            yield (
                f"{place}.quality",
                "documented needs a list, two publishers, or a confirmed domain above it",
            )


def check_pages(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A page is the platform's own where its host is: a copy of a help page on another host vouches for nothing."""
    own = {channel.value for channel in platform.channels if _is_own_host(channel)}
    for index, source in enumerate(platform.sources):
        host = _host_of(source.url or "")
        if source.kind == "official" and not any(is_below(host, domain) for domain in own):
            where = repr(host) if host else "a page without address"
            yield f"sources[{index}].kind", f"{where} is below no domain of {platform.slug!r}: its own pages only"
        if source.anchor == "gov" and not _GOVERNMENT.search(host):
            yield f"sources[{index}].anchor", f"{host!r} does not end like a government's host"


def check_own_words(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A user's own word counts in his overlay alone."""
    for index, source in enumerate(platform.sources):
        if source.kind == "own":
            yield f"sources[{index}].kind", "own is for overlays; name the page, list or regulator that says it"


def check_anchors(platform: Platform, stem: str) -> Iterator[Complaint]:
    """An independent list gives the platform the domain of a page that confirms: no page vouches for its own host."""
    independent = {source.id for source in platform.sources if source.kind in _INDEPENDENT}
    listed = {
        channel.value
        for channel in platform.channels
        if _is_own_host(channel) and not independent.isdisjoint(channel.sources)
    }
    for index, source in enumerate(platform.sources):
        host = _host_of(source.url or "")
        if (
            source.kind == "official"
            and source.anchor == "list"
            and not any(is_below(host, domain) for domain in listed)
        ):
            yield (
                f"sources[{index}].anchor",
                f'no channel above {host!r} names a list as its source: cite the list there, or use anchor = "self"',
            )


def _is_own_host(channel: Channel) -> bool:
    """Answers whether a channel is a domain or host that is, or was, the platform's."""
    return channel.kind in ("domain", "host") and channel.status in ("active", "retired") and channel.role != "claimed"


def _host_of(url: str) -> str:
    """Returns the host of an address as it is compared: in lower case, without port and user."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].lower()


def _is_anchored(source: Source) -> bool:
    return source.kind in _TRUSTED_SOURCES and source.anchor in ("list", "gov")


def _is_documented(record: Record, sources: Sequence[Source], hosts: Mapping[str, str]) -> bool:
    usable = [source for source in sources if source.kind != "mirror"]
    if any(source.kind in _ENOUGH or _is_anchored(source) for source in usable):
        return True
    if isinstance(record, Channel) and any(_lends(record, host, quality) for host, quality in hosts.items()):
        return True
    return len({source.publisher for source in usable}) > 1


def _lends(channel: Channel, host: str, quality: str) -> bool:
    """Answers whether a channel stands below a host that makes it known: a confirmed one; for one page, a known one."""
    if channel.kind not in ("domain", "host", "url", "mail-domain"):
        return False
    enough = ("confirmed", "documented") if channel.kind == "url" else ("confirmed",)
    return quality in enough and channel.value != host and is_below(host_of(channel), host)


CHECKS: Final[tuple[Callable[[Platform, str], Iterator[Complaint]], ...]] = (
    check_hedges,
    check_trust,
    check_pages,
    check_own_words,
    check_anchors,
)
