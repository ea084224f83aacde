"""What an overlay file may say: the format of a platform file, all of it optional, and changes to what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from scamguard.knowledge.schema import Channel, ChannelList, Date, Fact, Record, Source, Text
from scamguard.model.scope import Category

#: What a source of an overlay is called, so that it is never taken for one of the base.
SOURCE_PREFIX: Final = "overlay-"


def own_names(names: Iterable[str]) -> tuple[str, ...]:
    """Returns the ids of an overlay's sources as they are called beside the base's."""
    return tuple(SOURCE_PREFIX + name for name in names)


class Alteration(Record, frozen=True, kw_only=True):
    """A record of the base that the user retires, disputes or withdraws; it is never deleted."""

    #: Id of a channel or a fact.
    record: str
    status: Literal["retired", "disputed", "withdrawn"]
    #: The day on which it ended, for a retired channel.
    until: Date | None = None
    note: Text | None = None
    sources: tuple[str, ...]


class Overlay(Record, frozen=True, kw_only=True):
    """One platform's overlay: additions to a platform on record, or a platform of its own."""

    slug: str
    #: What a platform needs that is not on record.
    category: Category | None = None
    home: str | None = None
    checked: Date | None = None
    regions: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    not_same: tuple[str, ...] = ()
    summary: Text | None = None
    channels: tuple[Channel, ...] = ()
    facts: tuple[Fact, ...] = ()
    lists: tuple[ChannelList, ...] = ()
    sources: tuple[Source, ...] = ()
    changes: tuple[Alteration, ...] = ()
    #: Values that are used although the base refutes them: each says so once, and is still reported.
    overrides: tuple[str, ...] = ()
