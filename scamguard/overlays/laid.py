"""Lays overlays over a knowledge base: what is added, what is changed, and what conflicts."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from scamguard.errors import DataError
from scamguard.guard import Guard
from scamguard.knowledge.compiled import to_stored
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.load import pinyin_of
from scamguard.knowledge.names import to_name_key
from scamguard.knowledge.schema import Bundle, Channel, ChannelList, Fact, Platform, Source
from scamguard.overlays.altered import altered
from scamguard.overlays.conflicts import Conflict, complaints_about, is_everybodys, refusal_of
from scamguard.overlays.read import read_overlays
from scamguard.overlays.schema import Overlay, own_names

Cited = TypeVar("Cited", Channel, Fact, ChannelList)


class Overlaid(msgspec.Struct, frozen=True):
    """Knowledge with overlays over it.

    Attributes:
        knowledge: for `Guard(knowledge)`; its version ends in "+" and a digest of the overlays.
        conflicts: what the overlays say against the base, in the order of the files; empty where all went in.
    """

    knowledge: Knowledge
    conflicts: tuple[Conflict, ...]


def lay_over(base: Knowledge, *places: str | os.PathLike[str]) -> Overlaid:
    """Returns a knowledge base with the user's own records over it; the base itself stays as it is.

    What the base refutes (a number on record as somebody else's, a retired address, a phone where a platform documents
    that it has none) goes in only where the overlay names its value in `overrides`; either way it is in `conflicts`.

    Args:
        base: the knowledge, such as `Knowledge.shipped()`.
        places: overlay files, or folders of them (docs/overlays.md).

    Raises:
        DataError: a file cannot be used at all; the message names it and the place.
    """
    files = [pair for place in places for pair in read_overlays(place)]
    laying = _Laying(base)
    for file, overlay in files:
        laying.add(file, overlay)
    digest = zlib.crc32(msgspec.msgpack.encode([overlay for _, overlay in files]))
    version = f"{base.version.version}+{digest:08x}"
    return Overlaid(Knowledge(to_stored(laying.bundle()), version, base.version.date), tuple(laying.conflicts))


class _Laying:
    """The platforms as they grow, and the conflicts so far."""

    def __init__(self, base: Knowledge) -> None:
        self._base = base
        self._guard = Guard(base)
        self._bundle = base.bundle()
        self._platforms = {platform.slug: platform for platform in self._bundle.platforms}
        self._added: list[Platform] = []
        self.conflicts: list[Conflict] = []

    def bundle(self) -> Bundle:
        """Returns everything, ready to be stored."""
        pinyin = {**self._bundle.pinyin, **pinyin_of(self._added)}
        return msgspec.structs.replace(self._bundle, platforms=tuple(self._platforms.values()), pinyin=pinyin)

    def add(self, file: str, overlay: Overlay) -> None:
        """Lays one overlay over what is there."""
        before = self._platforms.get(overlay.slug) or _begun(file, overlay)
        names = dict(self._names(file, overlay))
        if not before.names and not names:
            raise DataError(f"{file}: names", f"{overlay.slug!r} is not on record and has no name of its own")
        changed, conflicts = altered(before, overlay, file)
        self.conflicts += conflicts
        self._platforms[overlay.slug] = self._merged(file, changed, overlay, names)
        self._added.append(self._platforms[overlay.slug])

    def _merged(self, file: str, before: Platform, overlay: Overlay, names: dict[str, tuple[str, ...]]) -> Platform:
        """Returns a platform with the additions that raise no complaint and no refusal."""
        known = {channel.id for channel in before.channels} | {fact.id for fact in before.facts}
        whole = msgspec.structs.replace(
            before,
            names=_joined(before.names, names),
            not_same=tuple(dict.fromkeys((*before.not_same, *overlay.not_same))),
            regions=before.regions or overlay.regions,
            summary=before.summary or overlay.summary,
            channels=(*before.channels, *map(_own_sources, overlay.channels)),
            facts=(*before.facts, *map(_own_sources, overlay.facts)),
            lists=(*before.lists, *map(_own_sources, overlay.lists)),
            sources=(*before.sources, *map(_renamed, overlay.sources)),
        )
        left_out = set()
        for place, text in complaints_about(whole, before, known):
            self.conflicts.append(Conflict(f"{file}: {place}", text))
            left_out.add(place.partition(".")[0])
        for index, channel in enumerate(overlay.channels):
            place = f"channels[{index}]"
            conflict = None if place in left_out else self._refused(f"{file}: {place}.value", before, channel, overlay)
            if conflict is not None:
                self.conflicts.append(conflict)
                left_out |= set() if conflict.is_used else {place}
        return _without(whole, before, left_out)

    def _refused(self, place: str, before: Platform, channel: Channel, overlay: Overlay) -> Conflict | None:
        """Returns why a channel must not, or not silently, become the platform's; None where nothing is against it."""
        if is_everybodys(self._base, channel):
            text = "is a public suffix, or a place where anyone can publish: all below it would be official"
            return Conflict(place, f"{channel.value!r} {text}")
        reason = refusal_of(self._guard, before, channel)
        return (
            None
            if reason is None
            else Conflict(place, f"{channel.value!r} {reason}", channel.value in overlay.overrides)
        )

    def _names(self, file: str, overlay: Overlay) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yields the names that are free, by language."""
        taken = {
            to_name_key(name): slug
            for slug, platform in self._platforms.items()
            for name in (slug, *(name for names in platform.names.values() for name in names))
            if slug != overlay.slug
        }
        for lang, names in overlay.names.items():
            free = []
            for name in names:
                owner = taken.get(to_name_key(name))
                if owner is None:
                    free.append(name)
                else:
                    self.conflicts.append(Conflict(f"{file}: names.{lang}", f"{name!r} is a name of {owner!r} already"))
            if free:
                yield lang, tuple(free)


def _begun(file: str, overlay: Overlay) -> Platform:
    """Returns the empty record of a platform that only the overlay knows."""
    if overlay.category is None or overlay.home is None or overlay.checked is None:
        raise DataError(
            f"{file}: slug",
            f"{overlay.slug!r} is not on record: a platform of your own needs category, home and checked",
        )
    return Platform(
        slug=overlay.slug,
        category=overlay.category,
        home=overlay.home,
        checked=overlay.checked,
        names={},
        sources=(),
    )


def _joined(first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found = dict(first)
    for lang, names in second.items():
        found[lang] = tuple(dict.fromkeys((*found.get(lang, ()), *names)))
    any_name = next(iter(found.values()), ())[:1]
    return {**{lang: any_name for lang in ("en", "zh") if any_name}, **found}


def _renamed(source: Source) -> Source:
    return msgspec.structs.replace(source, id=own_names([source.id])[0])


def _own_sources(record: Cited) -> Cited:
    """Returns a record that cites the sources of the overlay by the names that they have beside the base's."""
    return msgspec.structs.replace(record, sources=own_names(record.sources))


def _without(whole: Platform, before: Platform, left_out: set[str]) -> Platform:
    """Returns the platform without those additions; places count from the first addition."""

    def kept(section: str, items: tuple[Cited, ...], base: int) -> tuple[Cited, ...]:
        return tuple(
            item for index, item in enumerate(items) if index < base or f"{section}[{index - base}]" not in left_out
        )

    return msgspec.structs.replace(
        whole,
        channels=kept("channels", whole.channels, len(before.channels)),
        facts=kept("facts", whole.facts, len(before.facts)),
        lists=kept("lists", whole.lists, len(before.lists)),
    )
