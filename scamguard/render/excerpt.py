"""The line of a text that a finding stands on, with the passage underlined."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from scamguard.render.places import Place
from scamguard.render.visible import columns_of, to_visible

#: Columns of an excerpt where the terminal does not say how many it has, and the fewest that one is cut to.
DEFAULT_COLUMNS: Final = 100
MIN_COLUMNS: Final = 20
_ELLIPSIS: Final = "…"
_BREAK: Final = re.compile("[\r\n]")


class Excerpt(msgspec.Struct, frozen=True, gc=False):
    """A line of text, cut around a passage, and the line of marks that stands below it."""

    line: str
    marks: str


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """A part of a line as it is shown, and the columns that it takes."""

    text: str
    columns: int


def to_excerpt(text: str, start: int, end: int, place: Place, columns: int = DEFAULT_COLUMNS) -> Excerpt:
    """Returns the line around `text[start:end]` in at most so many columns, and marks as wide as the passage.

    No more of the text is read than can be shown, however long its lines are. A passage of several lines is shown up to
    the end of its first one.
    """
    columns = max(columns, MIN_COLUMNS)
    line_end = _line_end(text, start, min(end, start + columns) + columns)
    until = min(end, line_end)
    passage = _fitted(text[start : min(until, start + columns)], columns // 2, is_more=until > start + columns)
    is_whole = passage.text == to_visible(text[start:until])
    room = columns - passage.columns
    behind_text = text[until : min(line_end, until + columns)] if is_whole else ""
    ahead_text = _without_indent(text, place.line_start, start, columns)
    is_cut = bool(ahead_text) and start - columns > place.line_start
    ahead = _fitted_at_end(ahead_text, max(room // 2, room - len(behind_text) * 2), is_more=is_cut)
    behind = _fitted(behind_text, room - ahead.columns, is_more=is_whole and line_end > until + columns)
    return Excerpt(ahead.text + passage.text + behind.text, " " * ahead.columns + "^" * max(1, passage.columns))


def _line_end(text: str, start: int, limit: int) -> int:
    """Returns where the line ends that a place stands on, looking no further than a limit."""
    found = _BREAK.search(text, start, max(start, limit))
    return found.start() if found else min(len(text), max(start, limit))


def _without_indent(text: str, line_start: int, start: int, columns: int) -> str:
    """Returns what stands before a passage on its line; the blanks that a line begins with are left out."""
    before = text[max(line_start, start - columns) : start]
    return before.lstrip() if start - columns <= line_start else before


def _fitted(text: str, room: int, *, is_more: bool = False) -> _Piece:
    """Returns the beginning of a text that fits, with an ellipsis where something is left out."""
    visible = to_visible(text)
    widths = [columns_of(character) for character in visible]
    if sum(widths) <= room - is_more:
        return _Piece(visible + _ELLIPSIS * is_more, sum(widths) + is_more)
    kept, taken = 0, 0
    while kept < len(widths) and taken + widths[kept] <= room - 1:
        taken += widths[kept]
        kept += 1
    return _Piece(visible[:kept] + _ELLIPSIS, taken + 1)


def _fitted_at_end(text: str, room: int, *, is_more: bool) -> _Piece:
    """Returns the end of a text that fits, with an ellipsis where something is left out."""
    piece = _fitted(to_visible(text)[::-1], room, is_more=is_more)
    return _Piece(piece.text[::-1], piece.columns)
