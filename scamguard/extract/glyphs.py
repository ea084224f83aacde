"""The characters that people write letters and digits with, so that no machine reads them.

Standards: normalization (UAX #15), confusables (UTS #39). The table is computed when the data folder is read
(`knowledge/glyphs.py`); here it is taken apart for reading.
"""

from __future__ import annotations

import re
from functools import cached_property

#: Characters that stand for nothing: controls, joiners, marks of direction, variation selectors, combining marks.
_NOTHING = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)

#: Whatever stands beyond the Basic Multilingual Plane: emoji, rare Chinese characters, styled letters.
_BEYOND = "[\U00010000-\U0010ffff]"


class Glyphs:
    """What characters stand for.

    Args:
        styled: character -> what it is a form of ("Ａ" -> "A", "⑬" -> "13"), always.
        lookalikes: character of another script, or a sign -> the letter or digit that it looks like, beside those.
        signs: those of the lookalikes that are signs of money or shapes, and count only between letters or digits.
    """

    def __init__(self, styled: dict[str, str], lookalikes: dict[str, str], signs: dict[str, str]) -> None:
        self.styled = styled
        self.lookalikes = lookalikes
        self.signs = signs

    @cached_property
    def special(self) -> re.Pattern[str]:
        """Matches a run of characters of one sort; the group says which: nothing, styled, lookalike, sign, none."""
        return re.compile(
            f"([{_NOTHING}]+)|({_class(self.styled)}+)|({_class(self.lookalikes)}+)|({_class(self.signs)}+)|({_BEYOND})"
        )

    @cached_property
    def any_special(self) -> re.Pattern[str]:
        """Matches a run of characters that a view may read as something else.

        All beyond the Basic Multilingual Plane are taken in: one range costs a fifth of the many that would be exact.
        """
        keys = {c: "" for table in (self.styled, self.lookalikes, self.signs) for c in table if c <= "\uffff"}
        nothing = _NOTHING.partition("\U000e0000")[0]
        return re.compile(f"[{nothing}{_class(keys)[1:-1]}{_BEYOND[1:-1]}]+")


def _class(table: dict[str, str]) -> str:
    """Returns a character class of the keys, neighbours joined to ranges."""
    points = sorted(map(ord, table))
    ranges: list[list[int]] = []
    for point in points:
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "[" + "".join(f"\\U{a:08x}" + (f"-\\U{b:08x}" if b > a else "") for a, b in ranges) + "]"
