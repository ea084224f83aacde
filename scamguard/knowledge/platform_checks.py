"""The checks of one platform's file: small functions, each of which finds one kind of mistake."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from scamguard.knowledge.canonical import canonical_host, canonical_value
from scamguard.knowledge.complaints import Complaint, records_of
from scamguard.knowledge.schema import Platform, Text
from scamguard.model.scope import NETWORKS

#: Longest quote, in words; two characters of Chinese, Japanese or Korean count as one word.
MAX_QUOTE_WORDS: Final = 25
MAX_PATTERN_CHARS: Final = 80
#: What marks a text in a new file that is still to be written.
TO_FILL_IN: Final = "FILL-IN"

#: A repeated group can take time that doubles with every character; an id needs none.
_NESTED_REPEAT = re.compile(r"\)[+*{]")
#: Ids and slugs are kebab-case.
IS_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPS_ZH = re.compile(r"[。！？]")
_STOPS_EN = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[A-Z0-9]")
#: A full stop that ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:(?:[A-Z]\.)+|e\.g\.|i\.e\.|(?:No|Nos|St|Inc|Ltd|Co|Mr|Ms|Dr|vs)\.)")
_WORD = re.compile(r"[^\W_]+(?:[.'’@:/_-]+[^\W_]+)*")


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


def check_quotes(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Quotes are short: the source's own words, not its text."""
    for place, record in records_of(platform):
        if record.quote is not None and (count := count_words(record.quote)) > MAX_QUOTE_WORDS:
            yield f"{place}.quote", f"{count} words; at most {MAX_QUOTE_WORDS}: cut a part out of it"


def check_wording(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every fact, label and note is told in English and in Chinese."""
    for index, fact in enumerate(platform.facts):
        for lang, text in (("en", fact.en), ("zh", fact.zh)):
            if not text.strip():
                yield f"facts[{index}].{lang}", "missing; every fact is told in both languages"
            elif lang == "zh" and not _CJK.search(text):
                yield f"facts[{index}].zh", "holds no Chinese; translate it"
    for place, said in _texts(platform):
        if said is not None and not (said.en.strip() and said.zh.strip()):
            yield place, "told in one language only"


def check_sentences(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A fact is one sentence: a second one is a second fact, with its own source."""
    for index, fact in enumerate(platform.facts):
        for lang, text in (("en", fact.en), ("zh", fact.zh)):
            if text.strip() and not _is_one_sentence(text.strip(), lang):
                yield (
                    f"facts[{index}].{lang}",
                    "is not one sentence with its full stop; two sentences are two facts",
                )


def _is_one_sentence(text: str, lang: str) -> bool:
    if lang == "zh":
        return text[-1] in "。！？" and len(_STOPS_ZH.findall(text[:-1])) == 0
    bare = _ABBREVIATION.sub("", text)
    return text.rstrip('"”’)')[-1:] in (".", "!", "?") and not _STOPS_EN.search(bare)


def check_filled_in(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Nothing of the template is left."""
    for place, text in _strings(msgspec.to_builtins(platform), ""):
        if TO_FILL_IN in text:
            yield place, f"still to be filled in: {text[:60]!r}"


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _strings(inner, f"{place}[{index}]")


def _texts(platform: Platform) -> Iterator[tuple[str, Text | None]]:
    yield "summary", platform.summary
    for index, channel in enumerate(platform.channels):
        yield f"channels[{index}].label", channel.label
        yield f"channels[{index}].note", channel.note
    for index, fact in enumerate(platform.facts):
        yield f"facts[{index}].unless", fact.unless
        yield f"facts[{index}].when", fact.when


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
    check_quotes,
    check_wording,
    check_sentences,
    check_filled_in,
    check_references,
    check_facts,
    check_refusals,
)


def count_words(text: str) -> int:
    """Returns the length of a quote in words; two characters of Chinese, Japanese or Korean count as one."""
    characters = len(_CJK.findall(text))
    return (characters + 1) // 2 + len(_WORD.findall(_CJK.sub(" ", text)))


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
