"""From a list that somebody has to a compiled one: bad lines are told and left out, never a reason to stop."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

import msgspec

from scamguard.errors import DataError, InvalidContact, UnknownPlatform, UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.list_format import Head, Row, Sense
from scamguard.lists.conflicts import Conflicts
from scamguard.lists.source import BadLine, SourceRow, read_source
from scamguard.lists.values import KINDS, value_of
from scamguard.lists.writer import ListWriter
from scamguard.parse.text import to_printable

#: Longest label and note that verdicts repeat, in characters.
MAX_LABEL_CHARS: Final = 200
MAX_NOTE_CHARS: Final = 500
MAX_TITLE_CHARS: Final = 200


class ListTitle(msgspec.Struct, frozen=True):
    """What verdicts quote as the source of a list.

    Attributes:
        sense: "allow" or "deny".
        name: what the list is called.
        publisher: who made it.
        date: when, in ISO 8601.
    """

    sense: Sense
    name: str
    publisher: str
    date: str


class Built(msgspec.Struct, frozen=True):
    """What became of a source list.

    Attributes:
        values: how many values the compiled list has.
        repeated: how many rows said what another one says.
        left_out: how many lines are not in it.
    """

    values: int
    repeated: int
    left_out: int


class _Defaults(msgspec.Struct, frozen=True):
    platform: str
    kind: str
    region: str | None


def build_list(
    source: str | os.PathLike[str],
    output: str | os.PathLike[str],
    title: ListTitle,
    *,
    platform: str | None = None,
    kind: str | None = None,
    region: str | None = None,
    knowledge: Knowledge | None = None,
    tell: Callable[[int, str], None] | None = None,
) -> Built:
    """Compiles a list of domains, numbers, mailboxes and accounts, and returns what became of it (docs/lists.md).

    Args:
        source: CSV with a header, or plain text with one value a line.
        output: where the compiled list is written; one that is there is replaced.
        title: what it is.
        platform: whose channels rows without a platform are, or are not: slug or any name.
        kind: of rows without a kind: a kind of `KINDS`; inferred otherwise.
        region: of numbers that name no country.
        knowledge: what rows are held against; the shipped one where None.
        tell: called for each line that is left out, with its number and why.

    Raises:
        DataError: the source cannot be read, or the output not written.
        UnknownPlatform: there is no such platform.
        UsageError: an option has a value that it cannot have.
    """
    base = knowledge if knowledge is not None else Knowledge.shipped()
    if kind is not None and kind not in KINDS:
        raise UsageError(f"kind {kind!r}: use one of {', '.join(KINDS)}")
    slug = "" if platform is None else base.names.slug_of(platform)
    reading = _Reading(base, title, _Defaults(slug, kind or "", region))
    left_out = 0
    for row in read_source(source):
        try:
            reading.take(row)
        except (InvalidContact, UnknownPlatform, DataError) as error:
            left_out += 1
            if tell is not None:
                tell(row.line, str(error))
    written = reading.writer.write(os.path.abspath(output))
    return Built(written.values, reading.writer.repeated, left_out)


class _Reading:
    """Takes the rows of one list."""

    def __init__(self, knowledge: Knowledge, title: ListTitle, defaults: _Defaults) -> None:
        self._knowledge = knowledge
        self._conflicts = Conflicts(knowledge, title.sense)
        self._defaults = defaults
        self._slugs: dict[str, str | UnknownPlatform] = {"": ""}
        name, publisher = (_words(text, MAX_TITLE_CHARS) for text in (title.name, title.publisher))
        if not name or not publisher:
            raise UsageError("a list needs a name and a publisher: verdicts quote them as its source")
        self.writer = ListWriter(Head("", title.sense, name, publisher, title.date, 0, (), 0, 1))

    def take(self, row: SourceRow | BadLine) -> None:
        """Adds a row to the list.

        Raises:
            InvalidContact: it cannot be used, or the record speaks against it; the message says why.
            UnknownPlatform: there is no such platform.
        """
        if isinstance(row, BadLine):
            raise InvalidContact("bad-line", "", row.problem)
        platform = self._slug(row.platform) or self._defaults.platform
        kind = row.kind.lower() or self._defaults.kind
        value = value_of(row.value, kind, self._defaults.region, self._knowledge)
        against = self._conflicts.with_record(value, platform)
        if against is not None:
            raise InvalidContact("conflict", "", f"{against}; left out")
        words = Row(platform, _words(row.label, MAX_LABEL_CHARS), _words(row.note, MAX_NOTE_CHARS))
        self.writer.add(value.sort, value.canonical, words)

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            try:
                self._slugs[name] = self._knowledge.names.slug_of(name)
            except UnknownPlatform as error:  # kept as well: to look for the nearest names takes time
                self._slugs[name] = error
        found = self._slugs[name]
        if isinstance(found, UnknownPlatform):
            raise found
        return found


def _words(text: str, most: int) -> str:
    """Returns the user's words on one line, without a character that acts on a terminal or hides."""
    plain = " ".join(to_printable(text).split())
    return "".join(character for character in plain if character.isprintable())[:most]
