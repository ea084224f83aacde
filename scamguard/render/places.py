"""Lines and columns of places in a text, as editors and code hosts count them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place in a text: line and column count from 1, in code points; `line_start` is the line's offset from 0."""

    line: int
    column: int
    line_start: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


def places_of(text: str, offsets: Iterable[int]) -> dict[int, Place]:
    r"""Returns the place of each offset, in one pass over the text.

    Lines end with `\n`, `\r\n` or a lone `\r`; what stands between the two of `\r\n` is on the line that they end.
    """
    places: dict[int, Place] = {}
    line, line_start, at = 1, 0, 0
    for offset in sorted(set(offsets)):
        target = offset - 1 if text[max(0, offset - 1) : offset + 1] == "\r\n" else offset
        line += text.count("\n", at, target) + text.count("\r", at, target) - text.count("\r\n", at, target)
        line_start = max(line_start, text.rfind("\n", at, target) + 1, text.rfind("\r", at, target) + 1)
        at = target
        places[offset] = Place(line, target - line_start + 1, line_start)
    return places
