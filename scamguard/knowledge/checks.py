"""The data checks: small functions, each of which finds one kind of mistake and says where and how to mend it.

`CHECKS` look at one platform, `CHECKS_OF_ALL` at all of them together. A file that cannot be read at all is one
complaint, and the others are still checked. Every check has a bad example that it must catch (tests/data_checks/).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from scamguard.errors import DataError, InvalidContact
from scamguard.knowledge.compiled import COMPILED_NAME, is_current, to_bytes
from scamguard.knowledge.load import read_bundle, read_lists, read_platform
from scamguard.knowledge.names import to_name_key
from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform, Source
from scamguard.parse.contact import parse_contact

#: Longest quote, in words; two characters of Chinese, Japanese or Korean count as one word.
MAX_QUOTE_WORDS: Final = 25
MAX_PATTERN_CHARS: Final = 80

#: What a check yields: the place in the file, and what is wrong there with how to mend it.
Complaint: TypeAlias = tuple[str, str]
Record: TypeAlias = "Channel | Fact | ChannelList"

#: A repeat inside a repeat takes time that doubles with every character.
_NESTED_REPEAT = re.compile(r"[+*}][^()]*\)[+*{]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_]+(?:[.'’@:/_-]+[^\W_]+)*")
_HEDGES: Final = re.compile(
    r"\b(?:usually|mainly|mostly|normally|typically|unlikely|generally|in most cases)\b"
    "|通常|一般|主要|首选|大多|主に|基本上",
    re.IGNORECASE,
)
_PHONE_KINDS: Final = frozenset({"phone", "sms"})
_TRUSTED_SOURCES: Final = frozenset({"official", "regulator"})
_INDEPENDENT: Final = frozenset({"list", "code"})


def check_folder(folder: Path, *, compiled: bool = True) -> list[str]:
    """Returns the complaints about a data folder, each as `file: place: what is wrong and how to mend it`.

    Args:
        folder: a data folder (docs/data-format.md).
        compiled: also check that the compiled form is the current one.
    """
    platforms: list[tuple[str, Platform]] = []
    found: list[str] = []
    for path in sorted((folder / "platforms").glob("*.toml")):
        try:
            platforms.append((str(path), read_platform(path)))
        except DataError as error:
            found.append(str(error))
    for file, platform in platforms:
        for check in CHECKS:
            found += [f"{file}: {place}: {text}" for place, text in check(platform, Path(file).stem)]
    for check_all in CHECKS_OF_ALL:
        found += check_all(platforms)
    if not found:
        found += _rest_complaints(folder, compiled)
    return found


def _rest_complaints(folder: Path, compiled: bool) -> Iterator[str]:
    """Yields what is wrong with the lists, and with the compiled form where everything else is right."""
    try:
        lists = read_lists(folder / "lists")
        for name, values in (("free_mail", lists.free_mail), ("open_publishing", lists.open_publishing)):
            for value, count in Counter(values).items():
                if count > 1:
                    yield f"{folder / 'lists'}: {name}: {value!r} stands {count} times; keep one"
        fresh = to_bytes(read_bundle(folder))
    except DataError as error:
        yield str(error)
        return
    if compiled and not is_current(str(folder), fresh):
        yield f"{folder / COMPILED_NAME}: not what the files say; run: scamguard data compile"


# ---- one platform


def check_slug(platform: Platform, stem: str) -> Iterator[Complaint]:
    """The slug is the file's name and kebab-case."""
    if platform.slug != stem or not _ID.fullmatch(platform.slug):
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
    from phonenumbers import SUPPORTED_REGIONS

    for place, record in (("", platform), *_records(platform)):
        for code in record.regions:
            if code not in SUPPORTED_REGIONS:
                hint = "; the United Kingdom is GB" if code == "UK" else ""
                yield f"{place}.regions".lstrip("."), f"{code!r} is no ISO 3166-1 region{hint}"


def check_ids(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Ids are kebab-case and unique over channels and facts; source ids are unique."""
    placed = [(f"channels[{index}].id", channel.id) for index, channel in enumerate(platform.channels)]
    placed += [(f"facts[{index}].id", fact.id) for index, fact in enumerate(platform.facts)]
    count = Counter(name for _, name in placed)
    for place, name in placed:
        if count[name] > 1 or not _ID.fullmatch(name):
            yield place, f"{name!r}: must be kebab-case and stand once in the file"
    for name, times in Counter(source.id for source in platform.sources).items():
        if times > 1:
            yield "sources", f"{name!r} stands {times} times; keep one"


def check_sources(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every record names sources that exist, and every source is used."""
    known = {source.id for source in platform.sources}
    used: set[str] = set()
    for place, record in _records(platform):
        used.update(record.sources)
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
    for index, source in enumerate(platform.sources):
        if source.seen is None:
            yield f"sources[{index}].seen", "missing; say when the source was read"
        for field in ("date", "seen"):
            if not _is_date(getattr(source, field)):
                yield f"sources[{index}].{field}", f"{getattr(source, field)!r} is no date"
    for place, record in _records(platform):
        valid = record.valid
        if valid is None:
            continue
        if not all(map(_is_date, (valid.from_, valid.until, valid.as_of))):
            yield f"{place}.valid", "holds a date that is not in the calendar"
        if valid.from_ and valid.until and valid.from_ > valid.until:
            yield f"{place}.valid", f"begins ({valid.from_}) after it ends ({valid.until})"


def check_values(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Values of channels are canonical, and accounts name their network."""
    for index, channel in enumerate(platform.channels):
        if (wanted := _canonical(channel)) != channel.value:
            hint = f"write {wanted!r}" if wanted else f"it is no {channel.kind}"
            yield f"channels[{index}].value", f"{channel.value!r} is not canonical: {hint}"
        if channel.kind == "account" and channel.network is None:
            yield f"channels[{index}].network", "missing; an account belongs to a network"


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
    for place, record in _records(platform):
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
    for index, channel in enumerate(platform.channels):
        for field, said in (("label", channel.label), ("note", channel.note)):
            if said is not None and not (said.en.strip() and said.zh.strip()):
                yield f"channels[{index}].{field}", "told in one language only"


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
        if fact.pattern is not None and not _is_pattern(fact.pattern):
            yield (
                f"facts[{index}].pattern",
                f"{fact.pattern!r} is no regular expression, too long, or repeats a repeat",
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


def check_trust(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Quality follows from the sources: the platform's own anchored page, an open list, two publishers, or one page."""
    by_id = {source.id: source for source in platform.sources}
    hosts = {channel.value: channel.quality for channel in platform.channels if channel.kind in ("domain", "host")}
    for place, record in _records(platform):
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


def check_refusals(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A contact that others offer is marked as such, and a retired one says so with its date or its role."""
    for index, channel in enumerate(platform.channels):
        if channel.role == "claimed" and channel.status not in ("not-official", "disputed"):
            yield f"channels[{index}].status", "a claimed contact is not-official or disputed"
        if channel.status == "active" and channel.valid is not None and channel.valid.until is not None:
            yield f"channels[{index}].status", "has an end: mark it retired"


# ---- all platforms


def check_shared_names(platforms: Sequence[tuple[str, Platform]]) -> Iterator[str]:
    """A name belongs to one platform."""
    owners: dict[str, str] = {}
    for file, platform in platforms:
        for name in (platform.slug, *(name for names in platform.names.values() for name in names)):
            owner = owners.setdefault(to_name_key(name), platform.slug)
            if owner != platform.slug:
                yield f"{file}: names: {name!r} is a name of {owner!r} already"


def check_sisters(platforms: Sequence[tuple[str, Platform]]) -> Iterator[str]:
    """Sister brands are known by their slugs, and never by the platform's own."""
    for file, platform in platforms:
        for slug in platform.not_same:
            if slug == platform.slug or not _ID.fullmatch(slug):
                yield f"{file}: not-same: {slug!r} is no slug of another platform"


CHECKS: Final[tuple[Callable[[Platform, str], Iterator[Complaint]], ...]] = (
    check_slug,
    check_names,
    check_regions,
    check_ids,
    check_sources,
    check_dates,
    check_values,
    check_duplicates,
    check_quotes,
    check_wording,
    check_references,
    check_facts,
    check_hedges,
    check_trust,
    check_refusals,
)
CHECKS_OF_ALL: Final[tuple[Callable[[Sequence[tuple[str, Platform]]], Iterator[str]], ...]] = (
    check_shared_names,
    check_sisters,
)


def count_words(text: str) -> int:
    """Returns the length of a quote in words; two characters of Chinese, Japanese or Korean count as one."""
    characters = len(_CJK.findall(text))
    return (characters + 1) // 2 + len(_WORD.findall(_CJK.sub(" ", text)))


def _records(platform: Platform) -> Iterator[tuple[str, Record]]:
    for index, channel in enumerate(platform.channels):
        yield f"channels[{index}]", channel
    for index, fact in enumerate(platform.facts):
        yield f"facts[{index}]", fact
    for index, entry in enumerate(platform.lists):
        yield f"lists[{index}]", entry


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


def _canonical(channel: Channel) -> str | None:
    """Returns the canonical form of a channel's value, or None where it is none of its kind."""
    value = channel.value
    try:
        if channel.kind in _PHONE_KINDS:
            return _canonical_phone(channel)
        if channel.kind == "email":
            return parse_contact(value, "email").canonical
        if channel.kind in ("domain", "host", "mail-domain"):
            return parse_contact(value, "url").canonical.removeprefix("https://").removesuffix("/")
        if channel.kind == "url":
            return _canonical_url(value)
    except InvalidContact:
        return None
    return value.strip()


def _canonical_phone(channel: Channel) -> str:
    region = channel.regions[0] if channel.regions else None
    found = parse_contact(channel.value, "phone", region).canonical
    is_sender_id = channel.value.isdigit() and not channel.value.startswith("0")
    return channel.value if is_sender_id and channel.kind == "sms" else found


def _canonical_url(value: str) -> str:
    found = parse_contact(value, "url").canonical
    return value if found.removesuffix("/") == value.removesuffix("/") else found


def _is_anchored(source: Source) -> bool:
    return source.kind in _TRUSTED_SOURCES and source.anchor in ("list", "gov")


def _is_documented(record: Record, sources: Sequence[Source], hosts: Mapping[str, str]) -> bool:
    usable = [source for source in sources if source.kind != "mirror"]
    if any(source.kind in _INDEPENDENT or _is_anchored(source) for source in usable):
        return True
    if isinstance(record, Channel) and any(_lends(record, host, quality) for host, quality in hosts.items()):
        return True
    return len({source.publisher for source in usable}) > 1


def _lends(channel: Channel, host: str, quality: str) -> bool:
    """Answers whether a channel stands below a host that makes it known: a confirmed one; for one page, a known one."""
    enough = ("confirmed", "documented") if channel.kind == "url" else ("confirmed",)
    return quality in enough and channel.value != host and _is_below(channel.value, host)


def _is_below(value: str, domain: str) -> bool:
    host = value.partition("://")[2].partition("/")[0] or value
    return host == domain or host.endswith("." + domain)
