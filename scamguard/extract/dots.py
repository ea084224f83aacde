"""The dots of addresses, plain and as people write them so that nobody can click on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.extract.view import View
from scamguard.parse.text import fold

LABEL = "A-Za-z0-9_\\-\u00c0-\u024f"
#: A dot as people write it, so that nobody can click on it.
WRITTEN_DOT = r"[点點。．｡·]|,(?=(?:com|net|cn)(?![A-Za-z0-9]))|\s?[\[({（【]\s?(?:\.|dot|点|點)\s?[\])}）】]\s?| dot "
#: A dot where the rest of a host may follow; a pattern each, for a literal is found ten times faster than a class.
PLAIN_DOT = re.compile(rf"\.(?=[{LABEL}])")
_WRITTEN_SIGNS: Final = {sign: re.compile(sign + "(?=[A-Za-z]{2}|[0-9][A-Za-z0-9]*[点點.])") for sign in "点點。．｡·"}
_IN_BRACKETS = re.compile(r"\s?[\[({（【]\s?(?:\.|[Dd][Oo][Tt]|点|點)\s?[\])}）】]\s?")
#: What stands in a text that holds a dot in brackets; few texts hold any.
_BRACKETED: Final = (".)", ".]", "dot)", "dot]", "点)", "点]", "点】", "点）", "点 )", ".）", ".】", ". ]")
_CLOSERS: Final = (")", "]", "）", "】")
_WORD_DOT = re.compile(r"\sdot\s(?=[a-z]{2})", re.IGNORECASE)
#: A blank or a comma where the dot should be, before an ending that hardly anything else begins with.
_ENDINGS = "(?:com|net|org|info|top|vip|xyz|cn|cc)"
_DOT_AND_BLANK = re.compile(rf"(?<=[A-Za-z0-9])\s?\.\s(?={_ENDINGS}(?:/|(?![A-Za-z0-9.'])))")
#: The same, roughly, and fast: it begins with the dot.
_ENDING_BEHIND_BLANK = re.compile(rf"\.\s{_ENDINGS}")
#: What stands in a text that holds a comma where the dot should be; few texts do.
_COMMAS: Final = (",com", ",net", ",cn")
_COMMA = re.compile(r"(?<=[A-Za-z0-9]),(?=(?:com|net|cn)(?:/|(?![A-Za-z0-9])))|(?<=www),(?=[A-Za-z0-9])")
REST = re.compile(rf"[{LABEL}]+(?:(?:\.|{WRITTEN_DOT})[{LABEL}]+)*", re.IGNORECASE)
TAIL = re.compile(rf"(?<![{LABEL}])[{LABEL}]+\Z")
TAIL_AND_DOTS = re.compile(rf"(?<![{LABEL}.])[{LABEL}][{LABEL}.]*\Z")
WRITTEN = re.compile(WRITTEN_DOT, re.IGNORECASE)


class Place(msgspec.Struct, frozen=True, gc=False):
    """A host in a view, with the text around it that belongs to it."""

    start: int
    end: int
    host: str
    has_scheme: bool
    is_written: bool


def patterns_for(folded: str) -> Iterator[re.Pattern[str]]:
    """Yields the patterns of the dots that a text can hold, the rarer ones first: they begin longer addresses."""
    if any(map(folded.__contains__, _CLOSERS)) and any(map(folded.__contains__, _BRACKETED)):
        yield _IN_BRACKETS
    if " dot " in folded:
        yield _WORD_DOT
    if ". " in folded and _ENDING_BEHIND_BLANK.search(folded):
        yield _DOT_AND_BLANK
    if any(map(folded.__contains__, _COMMAS)):
        yield _COMMA
    if not folded.isascii():
        for sign, pattern in _WRITTEN_SIGNS.items():
            if sign in folded:
                yield pattern
    yield PLAIN_DOT


def as_written(view: View, start: int, place: Place) -> str:
    """Returns a host in its original characters, "" where these are plain: a Cyrillic letter stays one.

    Only the dots and blanks that were put into it are made plain.
    """
    shown = view.surface(start, place.end)
    if shown.isascii():
        return ""
    written = "".join(WRITTEN.sub(".", fold(shown)).split())
    return "" if written.lower() == place.host.lower() else written
