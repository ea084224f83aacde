"""What a platform file may say: the types that TOML is read into, checked and compiled from.

A date is ISO 8601 text, whole (written as a TOML date) or of reduced precision ("2025-12", "2018") where the
source gives no more. An empty `audience` or `regions` means everybody, everywhere.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from scamguard.model.scope import (
    Audience,
    Category,
    ChannelKind,
    ChannelStatus,
    ContactClass,
    Direction,
    FactStatus,
    Modal,
    Quality,
    Role,
    SourceKind,
)

#: ISO 8601 calendar date, whole or of reduced precision (year, year and month).
Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Record(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, gc=False):
    """Base of everything in a platform file: frozen, kebab-case keys, unknown keys refused."""


class Text(Record, frozen=True, kw_only=True):
    """One sentence in the languages of the interface."""

    en: str
    zh: str


class Valid(Record, frozen=True, kw_only=True):
    """When something holds: from a date, until the date it ended, or as a page said on one date."""

    from_: Date | None = msgspec.field(default=None, name="from")
    until: Date | None = None
    as_of: Date | None = None


class Source(Record, frozen=True, kw_only=True):
    """Where something was seen. `date` is the page's own date; `seen` is when it was read for this file."""

    id: str
    kind: SourceKind
    title: str
    publisher: str
    url: str | None = None
    date: Date | None = None
    seen: Date | None = None
    #: Why the page's host can be trusted: an independent list gives the platform that domain, a government suffix.
    anchor: str | None = None


class Compromise(Record, frozen=True, kw_only=True):
    """A period in which a channel was in other hands (a hijacked front end, a stolen account).

    It ends on the day that `until` names; while there is none, it goes on.
    """

    from_: Date = msgspec.field(name="from")
    until: Date | None = None
    note: Text | None = None
    quote: str | None = None
    sources: tuple[str, ...]


class Channel(Record, frozen=True, kw_only=True):
    """A contact that exists, existed, or pretends to."""

    id: str
    kind: ChannelKind
    value: str
    role: Role
    #: For kind "account": the network that the id belongs to.
    network: str | None = None
    label: Text | None = None
    audience: tuple[Audience, ...] = ()
    regions: tuple[str, ...] = ()
    direction: Direction = "both"
    status: ChannelStatus = "active"
    valid: Valid | None = None
    quality: Quality
    #: The source's own words, at most 25 words.
    quote: str | None = None
    #: What a person should know before using it (conditions, what it does not handle).
    note: Text | None = None
    #: For a retired channel: the channel id that replaced it.
    successor: str | None = None
    #: When it was in other hands.
    compromised: tuple[Compromise, ...] = ()
    sources: tuple[str, ...]


class Fact(Record, frozen=True, kw_only=True):
    """A modal sentence about a platform. Which fields matter depends on the modal (docs/data-format.md)."""

    id: str
    modal: Modal
    en: str
    zh: str
    quote: str | None = None
    status: FactStatus = "active"
    audience: tuple[Audience, ...] = ()
    regions: tuple[str, ...] = ()
    valid: Valid | None = None
    quality: Quality
    #: The document that the source says it quotes; such a citation was not verified.
    cites: str | None = None
    sources: tuple[str, ...]
    #: lacks, only, never, may, check, not-proof: the contacts it speaks about.
    kinds: tuple[ContactClass, ...] = ()
    #: only: for what the set is closed; via: its members (channel ids, "domain:x", or words).
    purpose: str | None = None
    via: tuple[str, ...] = ()
    closed: bool = True
    #: never, may: who does (not do) what to which objects.
    who: str = "platform"
    act: str | None = None
    what: tuple[str, ...] = ()
    unless: Text | None = None
    when: Text | None = None
    #: must: what has the format, the pattern (a regular expression for ids), an example, fields, limits.
    of: str | None = None
    pattern: str | None = None
    example: str | None = None
    fields: tuple[str, ...] = ()
    limits: dict[str, str] = {}
    #: was, not-same: the values it is about; was: what came after.
    values: tuple[str, ...] = ()
    replaced_by: str | None = None
    #: not-same: whose they are.
    other: str | None = None
    #: check: the channel (id) where to verify.
    channel: str | None = None


class ChannelList(Record, frozen=True, kw_only=True):
    """Says of one kind of contact in one scope whether the channels here are all there are."""

    kind: ContactClass
    complete: bool
    audience: tuple[Audience, ...] = ()
    regions: tuple[str, ...] = ()
    valid: Valid | None = None
    quality: Quality
    quote: str | None = None
    sources: tuple[str, ...]


class Platform(Record, frozen=True, kw_only=True):
    """One organisation as people know it: one file."""

    slug: str
    category: Category
    home: str
    regions: tuple[str, ...] = ()
    checked: Date
    #: Names by language; the first English and the first Chinese name are shown.
    names: dict[str, tuple[str, ...]]
    #: Sister brands and others that are often taken for this one; facts never pass between them.
    not_same: tuple[str, ...] = ()
    summary: Text | None = None
    channels: tuple[Channel, ...] = ()
    facts: tuple[Fact, ...] = ()
    lists: tuple[ChannelList, ...] = ()
    sources: tuple[Source, ...]


class NamesakeSource(Record, frozen=True, kw_only=True):
    """Where it was seen what a namesake is."""

    title: str
    publisher: str
    url: str | None = None
    date: Date | None = None
    seen: Date


class Namesake(Record, frozen=True, kw_only=True):
    """An independent site whose name resembles a platform's, by registrable domain."""

    host: str
    what: Text
    sources: tuple[NamesakeSource, ...]


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists beside the platforms."""

    free_mail: tuple[str, ...]
    short_links: tuple[str, ...]
    open_publishing: tuple[str, ...]
    talk: tuple[str, ...]
    common_words: tuple[str, ...]
    initials: tuple[str, ...]
    everyday: tuple[str, ...]
    proper_names: tuple[str, ...]
    longer_words: tuple[str, ...]
    namesakes: tuple[Namesake, ...]
    keywords: dict[str, tuple[str, ...]]


#: Words, or tables of them, by name: a section of a lexicon file.
Words = list[str] | dict[str, list[str] | dict[str, list[str]]]


class Reading(msgspec.Struct, frozen=True):
    """What free text is read with."""

    #: Sort of disguise -> character -> what it stands for.
    glyphs: dict[str, dict[str, str]]
    #: Language -> section -> words (data/lexicon/<lang>.toml).
    lexicon: dict[str, dict[str, dict[str, Words]]]


class Bundle(msgspec.Struct, frozen=True):
    """Everything that the data folder says, read and typed, ready to be compiled."""

    platforms: tuple[Platform, ...]
    lists: Lists
    portal_words: dict[str, dict[str, list[str]]]
    #: What only a scan needs, encoded once more so that a check does not decode it: a `Reading`.
    reading: msgspec.Raw
    suffixes_icann: str
    suffixes_private: str
    confusables: dict[str, str]
    #: English words, one a line: the common ones, and the others.
    words_common: str
    words: str
    #: Chinese name -> how it is written in Latin letters, without tones and blanks.
    pinyin: dict[str, str]
