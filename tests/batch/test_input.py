"""Lines from a stream, however it is cut into pieces, and places between them at which a run can go on."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamguard.batch.input import MAX_LINE_BYTES, Input, Lines, Place

BOM = b"\xef\xbb\xbf"
#: What inputs are made of here: line ends, marks, parts of characters.
PIECES = st.lists(st.sampled_from([b"\n", b"\r\n", b"a", b'{"x":1}', b"", BOM, b"\xe5", b"\x00", b"\n\n"]), max_size=30)


def reading(data: bytes, sizes: list[int]) -> Callable[[int], bytes]:
    """Returns what reads data in pieces of these sizes, again and again."""
    stream = io.BytesIO(data)
    turns: Iterator[int] = iter(sizes * (len(data) + 1))
    return lambda most: stream.read(min(most, next(turns)))


def lines_of(found: list[Lines]) -> list[bytes]:
    return [line for lines in found for line in lines.lines]


def split(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [lines[0].removeprefix(BOM), *lines[1:]][: None if lines[-1] else -1]


@given(PIECES.map(b"".join), st.lists(st.integers(1, 7), min_size=1, max_size=5))
def test_lines_are_those_of_the_input_however_it_comes(data: bytes, sizes: list[int]) -> None:
    found = list(Input(reading(data, sizes)))

    assert lines_of(found) == split(data)
    numbers = [number for lines in found for number in range(lines.first, lines.first + len(lines.lines))]
    assert numbers == list(range(1, len(numbers) + 1))
    if found:
        assert found[-1].place == Place(len(data), len(split(data)), zlib.crc32(data))


@given(PIECES.map(b"".join), st.lists(st.integers(1, 7), min_size=1, max_size=5), st.data())
def test_a_run_goes_on_where_it_was(data: bytes, sizes: list[int], draw: st.DataObject) -> None:
    found = list(Input(reading(data, sizes)))
    places = [Place(), *(lines.place for lines in found if lines.place)]
    place = draw.draw(st.sampled_from(places))
    again = Input(reading(data, sizes[::-1]))

    assert again.skip(place)
    assert lines_of(list(again)) == split(data)[place.lines :]


@pytest.mark.parametrize(
    "other",
    [b"", b"a\nb", b"a\nB\nc\n", b"x" * 6],
    ids=["empty", "shorter", "another letter", "as long"],
)
def test_another_input_is_known(other: bytes) -> None:
    (lines,) = Input(reading(b"a\nb\nc\n", [100]))
    assert lines.place is not None
    assert not Input(reading(other, [100])).skip(lines.place)


def test_a_line_that_is_too_long_is_not_kept_and_no_place_to_go_on() -> None:
    long = b"x" * (MAX_LINE_BYTES + 100_000)
    data = b"a\n" + long + b"\nb\n"
    found = list(Input(io.BytesIO(data).read))

    lines = lines_of(found)
    assert [line[:1] for line in lines] == [b"a", b"x", b"b"]
    assert MAX_LINE_BYTES < len(lines[1]) <= len(long)
    before = next(each for each in found if lines[1] in each.lines)
    assert before.place is None
    assert found[-1].place == Place(len(data), 3, zlib.crc32(data))
