"""The checks of one platform's file: small functions, each of which finds one kind of mistake."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from scamguard.knowledge.canonical import canonical_host, canonical_value
from scamguard.knowledge.complaints import Complaint, records_of
from scamguard.knowledge.schema import Platform
from scamguard.model.scope import NETWORKS

MAX_PATTERN_CHARS: Final = 80

#: A repeated group can take time that doubles with every character; an id needs none.
_NESTED_REPEAT = re.compile(r"\)[+*{]")
#: Ids and slugs are kebab-case.
IS_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_slug(platform: Platform, stem: str) -> Iterator[Complaint]:
    """The slug is the file's name and kebab-case."""
    if platform.slug != stem or not IS_ID.fullmatch(platform.slug):
        yield "slug", f"{platform.slug!r}: must be kebab-case and the file's name, {stem!r}"


def check_names(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Names in English and in Chinese are there, and none twice."""
    for lang in ("en", "zh"):
        if not platform.names.get(lang):
            yield f"names.{lang}", "missing; give at least one name"
    for lang, names in platform.names.items():
        for name, count in Counter(names).items():
            if count > 1 or not name.strip():
                yield f"names.{lang}", f"{name!r} is empty or stands {count} times"


def check_regions(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Region codes are ISO 3166-1 alpha-2."""
    for place, record in (("", platform), *records_of(platform)):
        for code in record.regions:
            if code not in _iso_regions():
                hint = "; the United Kingdom is GB" if code == "UK" else ""
                yield f"{place}.regions".lstrip("."), f"{code!r} is no ISO 3166-1 region{hint}"


@functools.cache
def _iso_regions() -> frozenset[str]:
    """Returns the codes of ISO 3166-1: regions with telephones, less three that ISO only reserves, and empty lands."""
    from phonenumbers import SUPPORTED_REGIONS

    return (frozenset(SUPPORTED_REGIONS) - {"AC", "TA", "XK"}) | {"AQ", "BV", "GS", "HM", "PN", "TF", "UM"}


def check_ids(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Ids are kebab-case and unique over channels and facts; source ids are unique."""
    placed = [(f"channels[{index}].id", channel.id) for index, channel in enumerate(platform.channels)]
    placed += [(f"facts[{index}].id", fact.id) for index, fact in enumerate(platform.facts)]
    count = Counter(name for _, name in placed)
    for place, name in placed:
        if count[name] > 1 or not IS_ID.fullmatch(name):
            yield place, f"{name!r}: must be kebab-case and stand once in the file"
    for name, times in Counter(source.id for source in platform.sources).items():
        if times > 1 or not IS_ID.fullmatch(name):
            yield "sources", f"{name!r} stands {times} times or is not kebab-case"


def check_sources(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every record names sources that exist, and every source is used."""
    known = {source.id for source in platform.sources}
    used: set[str] = set()
    for place, record in records_of(platform):
        used.update(record.sources)
        used.update(name for period in getattr(record, "compromised", ()) for name in period.sources)
        if not record.sources:
            yield f"{place}.sources", "empty; nothing is recorded without a source"
        for name in record.sources:
            if name not in known:
                yield f"{place}.sources", f"no [[sources]] has the id {name!r}"
    for index, source in enumerate(platform.sources):
        if source.id not in used:
            yield f"sources[{index}].id", f"{source.id!r} is used by nothing; remove it"


def check_dates(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every source says when it was read; dates exist in the calendar; periods begin before they end."""
    if not _is_date(platform.checked):
        yield "checked", f"{platform.checked!r} is no date"
    for index, source in enumerate(platform.sources):
        if source.seen is None:
            yield f"sources[{index}].seen", "missing; say when the source was read"
        for field in ("date", "seen"):
            if not _is_date(getattr(source, field)):
                yield f"sources[{index}].{field}", f"{getattr(source, field)!r} is no date"
    for place, record in records_of(platform):
        valid = record.valid
        if valid is None:
            continue
        if not all(map(_is_date, (valid.from_, valid.until, valid.as_of))):
            yield f"{place}.valid", "holds a date that is not in the calendar"
        if valid.from_ and valid.until and valid.from_[: len(valid.until)] > valid.until:
            yield f"{place}.valid", f"begins ({valid.from_}) after it ends ({valid.until})"


def check_compromises(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every period in other hands names sources that exist, and begins before it ends."""
    known = {source.id for source in platform.sources}
    for index, channel in enumerate(platform.channels):
        for number, period in enumerate(channel.compromised):
            place = f"channels[{index}].compromised[{number}]"
            if not period.sources:
                yield f"{place}.sources", "empty; nothing is recorded without a source"
            for name in period.sources:
                if name not in known:
                    yield f"{place}.sources", f"no [[sources]] has the id {name!r}"
            if not all(map(_is_date, (period.from_, period.until))):
                yield place, "holds a date that is not in the calendar"
            elif period.until and period.from_[: len(period.until)] > period.until:
                yield place, f"begins ({period.from_}) after it ends ({period.until})"


def check_values(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Values of channels are canonical, and accounts name a network that contacts can have."""
    if canonical_host(platform.home) != platform.home:
        yield "home", f"{platform.home!r} is no hostname"
    for index, channel in enumerate(platform.channels):
        if (wanted := canonical_value(channel)) != channel.value:
            hint = f"write {wanted!r}" if wanted else f"it is no {channel.kind}"
            yield f"channels[{index}].value", f"{channel.value!r} is not canonical: {hint}"
        if channel.kind == "account" and channel.network not in NETWORKS:
            yield (
                f"channels[{index}].network",
                f"{channel.network!r} is none of {', '.join(NETWORKS)}",
            )


def check_duplicates(platform: Platform, stem: str) -> Iterator[Complaint]:
    """No two channels say the same."""
    seen: dict[tuple[object, ...], int] = {}
    for index, channel in enumerate(platform.channels):
        key = (
            channel.kind,
            channel.value,
            channel.network,
            channel.role,
            channel.audience,
            channel.regions,
            channel.status,
        )
        first = seen.setdefault(key, index)
        if first != index:
            yield f"channels[{index}]", f"says the same as channels[{first}]; keep one"


def check_references(platform: Platform, stem: str) -> Iterator[Complaint]:
    """What a record refers to exists: successors, members of a set, places to verify, sister brands."""
    ids = {channel.id for channel in platform.channels}
    for index, channel in enumerate(platform.channels):
        if channel.successor is not None and channel.successor not in ids:
            yield f"channels[{index}].successor", f"no channel has the id {channel.successor!r}"
    for index, fact in enumerate(platform.facts):
        if fact.channel is not None and fact.channel not in ids:
            yield f"facts[{index}].channel", f"no channel has the id {fact.channel!r}"
        for member in fact.via if fact.modal == "only" else ():
            if not member.startswith("domain:") and member not in ids:
                yield f"facts[{index}].via", f"{member!r} is no channel's id and no domain:…"


def check_facts(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A fact has the fields that its modal needs."""
    for index, fact in enumerate(platform.facts):
        if fact.modal in ("lacks", "only") and not fact.kinds:
            yield f"facts[{index}].kinds", f"missing; a {fact.modal!r} speaks about kinds of contacts"
        if fact.modal in ("not-same", "was") and not fact.values:
            yield f"facts[{index}].values", f"missing; a {fact.modal!r} is about values"
        if fact.modal in ("never", "may") and not fact.act:
            yield f"facts[{index}].act", f"missing; a {fact.modal!r} is about an act"
        if fact.modal == "must" and fact.of == "ticket-id" and fact.pattern is None:
            yield f"facts[{index}].pattern", "missing; without it no ticket can be compared"
        if fact.pattern is not None and not _is_pattern(fact.pattern):
            yield (
                f"facts[{index}].pattern",
                f"{fact.pattern!r} is no regular expression, too long, or repeats a group",
            )


def check_refusals(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A contact that others offer is marked as such, and a retired one says so with its date or its role."""
    for index, channel in enumerate(platform.channels):
        if channel.role == "claimed" and channel.status not in ("not-official", "disputed"):
            yield f"channels[{index}].status", "a claimed contact is not-official or disputed"
        if channel.status == "retired" and channel.valid is None:
            yield f"channels[{index}].valid", "missing; say until when, or as-of which day it was known to have ended"
        if channel.status == "active" and channel.valid is not None and channel.valid.until is not None:
            yield f"channels[{index}].status", "has an end: mark it retired"


CHECKS: Final[tuple[Callable[[Platform, str], Iterator[Complaint]], ...]] = (
    check_slug,
    check_names,
    check_regions,
    check_ids,
    check_sources,
    check_dates,
    check_compromises,
    check_values,
    check_duplicates,
    check_references,
    check_facts,
    check_refusals,
)


def _is_date(text: str | None) -> bool:
    if text is None:
        return True
    try:
        dt.date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return len(text) <= MAX_PATTERN_CHARS and not _NESTED_REPEAT.search(text)
