"""A line of text with its passage underlined: marks stand below the passage, whatever the text is made of."""

from __future__ import annotations

import pytest
from hostile_texts import HOSTILE, PASSAGE
from hypothesis import given
from hypothesis import strategies as st

from scamguard.render.excerpt import Excerpt, to_excerpt
from scamguard.render.places import places_of
from scamguard.render.visible import columns_of, to_visible

#: text, passage, columns, the line, what its marks stand below, why
EXCERPTS = (
    ("call 95588 now", "95588", 80, "call 95588 now", "     ^^^^^", "plain"),
    ("客服95588。", "95588", 80, "客服95588。", "    ^^^^^", "Chinese characters are two columns wide"),
    ("官方电话", "电话", 80, "官方电话", "    ^^^^", "in the passage too"),
    ("one\n  two 95588\nthree", "95588", 80, "two 95588", "    ^^^^^", "its line alone, without the indent"),
    ("one\r\ntwo 95588\r\n", "95588", 80, "two 95588", "    ^^^^^", "lines of other systems"),
    ("a\tb 95588", "95588", 80, "a b 95588", "    ^^^^^", "a tab is one blank"),
    ("e\u0301te\u0301 95588", "95588", 80, "e\u0301te\u0301 95588", "    ^^^^^", "combining marks take no column"),
    ("\x1b[1m95588", "95588", 80, "\ufffd[1m95588", "    ^^^^^", "controls are shown and not sent"),
    ("９５５８８ x", "９５５８８", 80, "９５５８８ x", "^^^^^^^^^^", "full-width digits"),
    ("x" * 50 + " 95588 " + "y" * 50, "95588", 25, "…xxxxxxxx 95588 yyyyyyyy…", "          ^^^^^", "cut on both sides"),
    ("95588 " + "y" * 50, "95588", 20, "95588 yyyyyyyyyyyyy…", "^^^^^", "cut behind"),
    ("x" * 50 + " 95588", "95588", 20, "…xxxxxxxxxxxxx 95588", "               ^^^^^", "cut before"),
    ("z" * 50 + " end", "z" * 50, 20, "zzzzzzzzz…", "^^^^^^^^^^", "a long passage is cut itself"),
    ("call\n95588", "call\n95588", 80, "call", "^^^^", "of a passage over two lines the first is shown"),
)


def excerpt_of(text: str, start: int, end: int, columns: int) -> Excerpt:
    return to_excerpt(text, start, end, places_of(text, [start])[start], columns)


@pytest.mark.parametrize(("text", "passage", "columns", "line", "marks", "why"), EXCERPTS)
def test_the_passage_is_underlined(text: str, passage: str, columns: int, line: str, marks: str, why: str) -> None:
    start = text.index(passage)

    assert excerpt_of(text, start, start + len(passage), columns) == Excerpt(line, marks), why


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_shown_in_bounds_and_does_nothing(name: str) -> None:
    start = HOSTILE[name].index(PASSAGE)
    excerpt = excerpt_of(HOSTILE[name], start, start + len(PASSAGE), 60)

    assert excerpt.line.isprintable()
    assert sum(map(columns_of, excerpt.line)) <= 60
    assert PASSAGE in excerpt.line
    assert columns_up_to(excerpt.line, excerpt.line.index(PASSAGE)) == len(excerpt.marks) - len(PASSAGE)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(20, 60))
def test_any_passage_of_any_text_is_shown_in_bounds(text: str, one: int, other: int, columns: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    excerpt = excerpt_of(text, start, end, columns)
    first_line = to_visible(text[start:end].partition("\n")[0].partition("\r")[0])

    assert excerpt.line.isprintable()
    assert sum(map(columns_of, excerpt.line)) <= columns
    assert len(excerpt.marks) <= columns + 1
    if 0 < sum(map(columns_of, first_line)) <= columns // 2:
        assert len(excerpt.marks.strip()) == sum(map(columns_of, first_line))
        assert first_line in excerpt.line


def columns_up_to(line: str, index: int) -> int:
    """Returns how many columns stand before a place of a line."""
    return sum(map(columns_of, line[:index]))
