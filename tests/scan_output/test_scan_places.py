"""Lines and columns are those that an editor shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamguard.render.places import places_of

#: text, offset, line, column, why
PLACES = (
    ("abc", 0, 1, 1, "counting starts at 1"),
    ("abc", 3, 1, 4, "the end of a text is a place"),
    ("", 0, 1, 1, "an empty text has one"),
    ("a\nb", 1, 1, 2, "a line break is on the line that it ends"),
    ("a\nb", 2, 2, 1, "behind it begins the next line"),
    ("a\r\nb", 2, 1, 2, "between the two of a pair is still the first line"),
    ("a\r\nb", 3, 2, 1, "a pair is one break"),
    ("a\rb", 2, 2, 1, "a lone carriage return is one too"),
    ("a\n\r\nb", 4, 3, 1, "an empty line counts"),
    ("客服：\n官方电话", 6, 2, 3, "columns count characters, however wide"),
    ("😀😀x", 2, 1, 3, "a character outside of the basic plane is one"),
    ("a\u2028b", 2, 1, 3, "a line separator breaks no line in editors' counts"),
)


@pytest.mark.parametrize(("text", "offset", "line", "column", "why"), PLACES)
def test_a_place_is_where_an_editor_shows_it(text: str, offset: int, line: int, column: int, why: str) -> None:
    place = places_of(text, [offset])[offset]

    assert (place.line, place.column) == (line, column), why


@given(st.text("ab\r\n客", max_size=40), st.lists(st.integers(0, 40)))
def test_places_together_are_the_places_alone(text: str, offsets: list[int]) -> None:
    offsets = [min(offset, len(text)) for offset in offsets]
    together = places_of(text, offsets)

    for offset in offsets:
        before = text[: offset - 1] if text[max(0, offset - 1) : offset + 1] == "\r\n" else text[:offset]
        lines = re.split("\r\n|\n|\r", before)
        assert (together[offset].line, together[offset].column) == (len(lines), len(lines[-1]) + 1)
        assert together[offset].line_start + together[offset].column - 1 == len(before)
