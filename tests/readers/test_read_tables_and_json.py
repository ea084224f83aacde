"""Tables and JSON: values stand apart, and places lead to the source, escapes included."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_checks import verify_places

from scamguard.readers.json_text import is_json, read_json
from scamguard.readers.reading import CELL, LINE
from scamguard.readers.table import read_table

cells = st.text(alphabet='ab1客 ,;"\n\r\t|', max_size=6)


@pytest.mark.parametrize(
    ("why", "source", "text"),
    [
        ("cells stand apart", "1001,13122891139,5\r\nx,y,z", "1001 | 13122891139 | 5\nx | y | z"),
        ("quotes hold separators, lines, and quotes", 'a,"b,""c""\nd"\ne', 'a | b,"c"\nd\ne'),
        ("semicolons, tabs and strokes separate, too", "a;b,c;d", "a | b,c | d"),
        ("tabs", "电话\t400\n", "电话 | 400"),
        ("empty cells leave nothing", ",,a,,\n,\nb", "a\nb"),
        ("a quote that never closes", 'a,"b', "a | b"),
        ("what hangs on behind a quote stays", '"a"b,c', "ab | c"),
        ("nothing", "", ""),
    ],
)
def test_table_is_read(why: str, source: str, text: str) -> None:
    document = read_table(source)

    assert document.text == text, why
    verify_places(document)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_cell_of_a_written_table_is_read(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    document = read_table(written.getvalue())

    verify_places(document)
    lines = [CELL.join(filter(None, row)) for row in rows]
    assert document.text == LINE.join(filter(None, ["a | b", *lines]))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet='a1客,;"\n\r\t|', max_size=60))
def test_places_in_any_table_hold(source: str) -> None:
    verify_places(read_table(source))


@pytest.mark.parametrize(
    ("why", "source", "text"),
    [
        (
            "values on lines of their own, behind their keys",
            '{"wechat": "abc", "phone": 13122891139}',
            "wechat: abc\nphone: 13122891139",
        ),
        ("lists", '["131", "228", null, true, 4]', "131\n228\n4"),
        ("JSON Lines", '{"a":"b"}\n{"a":"c"}\n', "a: b\na: c"),
        ("escapes", r'["a\u0031\ud83d\ude00\n\"\/\ud800"]', 'a1😀\n"/\ufffd'),
        ("what is no JSON is read as it stands", '{"a": <b> 131 "c', 'a: <b>131\n"c'),
        ("a value in a value", '{"a": {"b": ["c", {"d": "e"}]}}', "a:\nb:\nc\nd: e"),
    ],
)
def test_json_is_read(why: str, source: str, text: str) -> None:
    document = read_json(source)

    assert document.text == text, why
    verify_places(document)


def test_place_of_an_escaped_contact_is_its_writing() -> None:
    source = r'{"x": "call \u0031\u0033122891139 now"}'
    document = read_json(source)
    at = document.text.index("13122891139")
    start, end = document.origins.span(at, at + 11)

    assert source[start:end] == r"\u0031\u0033122891139"


values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=12,
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(values, st.booleans())
def test_every_string_of_written_json_is_read(value: object, is_ascii: bool) -> None:
    source = json.dumps([value], ensure_ascii=is_ascii)
    document = read_json(source)

    verify_places(document)
    assert is_json(source)
    assert all(text.replace("\ud800", "") in document.text for text in strings_of(value) if text.isprintable())


def strings_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in strings_of(item)]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet='{}[]":,\\u01dDeEtruen -.客\n', max_size=60))
def test_places_in_anything_like_json_hold(source: str) -> None:
    is_json(source)
    verify_places(read_json(source))


@pytest.mark.parametrize("source", ["[" * 1_000_000, '{"a":' * 200_000, '["' + "\\" * 999_999, '"a' * 300_000])
def test_deep_and_broken_json_is_read(source: str) -> None:
    is_json(source)
    read_json(source)


@pytest.mark.parametrize(
    ("source", "expected"), [('{"a": 1}', True), ("[1]", True), ("[a](b)", False), ("{x}", False), ("x", False)]
)
def test_json_is_told_from_other_text(source: str, expected: bool) -> None:
    assert is_json(source) == expected
