from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as some

from native.wire import frame, frames_of
from scamguard.native.framing import MAX_ANSWER_BYTES, MAX_MESSAGE_BYTES, TooLong, read_message, write_message
from scamguard.service.calls import MAX_SCAN_BYTES
from scamguard.service.requests import MAX_TEXT_BYTES

MESSAGES = some.lists(some.binary(max_size=300), max_size=8)


def read_all(stream: bytes) -> list[bytes | TooLong]:
    source = io.BytesIO(stream)
    return list(iter(lambda: read_message(source), None))


@given(MESSAGES)
def test_what_is_written_is_read(messages: list[bytes]) -> None:
    sink = io.BytesIO()
    for message in messages:
        write_message(sink, message)

    assert sink.getvalue() == b"".join(map(frame, messages))
    assert read_all(sink.getvalue()) == messages == frames_of(sink.getvalue())


@given(MESSAGES, some.data())
def test_a_stream_that_is_cut_off_ends_after_the_last_whole_message(
    messages: list[bytes], data: some.DataObject
) -> None:
    stream = b"".join(map(frame, messages))
    cut = data.draw(some.integers(0, len(stream)))
    whole, size = [], 0
    for message in messages:
        size += 4 + len(message)
        if size <= cut:
            whole.append(message)

    assert read_all(stream[:cut]) == whole


@given(some.binary(max_size=2000))
def test_any_bytes_are_read_to_an_end(stream: bytes) -> None:
    found = read_all(stream)

    assert sum(4 + (one.length if isinstance(one, TooLong) else len(one)) for one in found) <= len(stream)


@pytest.mark.parametrize("extra", [1, 65_535, 65_536, 65_537, 1_000_000])
def test_a_message_that_is_too_long_is_skipped_and_the_next_is_read(extra: int) -> None:
    length = MAX_MESSAGE_BYTES + extra

    assert read_all(frame(b"before") + frame(b"x" * length) + frame(b"after")) == [b"before", TooLong(length), b"after"]


def test_the_longest_message_is_read() -> None:
    assert read_all(frame(b"x" * MAX_MESSAGE_BYTES)) == [b"x" * MAX_MESSAGE_BYTES]


@pytest.mark.parametrize("there", [0, 1, MAX_MESSAGE_BYTES])
def test_a_length_of_four_gigabytes_is_not_waited_for_in_memory(there: int) -> None:
    assert read_all(struct.pack("=I", 2**32 - 1) + b"x" * there) == []


def test_every_text_that_may_be_scanned_fits_in_a_message() -> None:
    assert MAX_MESSAGE_BYTES > MAX_SCAN_BYTES > 6 * MAX_TEXT_BYTES  # \u0000 for a byte


def test_what_a_browser_would_not_take_is_not_written() -> None:
    sink = io.BytesIO()

    with pytest.raises(ValueError, match="1,048,577 bytes"):
        write_message(sink, b"x" * (MAX_ANSWER_BYTES + 1))
    assert sink.getvalue() == b""
    write_message(sink, b"x" * MAX_ANSWER_BYTES)
