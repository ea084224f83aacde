"""Lines of a batch as they come in, and how far into the input they reach."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

#: Longest request that is read, in bytes; a longer line is answered with an error.
MAX_LINE_BYTES: Final = 8 * 1024 * 1024
#: How much is read at once, in bytes: some hundred requests, some tens of milliseconds of work.
CHUNK_BYTES: Final = 32 * 1024


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place in the input between two lines.

    Attributes:
        bytes: how much of the input stands before it.
        lines: how many lines do.
        crc: CRC-32 of what stands before it, by which an input that is given again is known.
    """

    bytes: int = 0
    lines: int = 0
    crc: int = 0


class Lines(msgspec.Struct, frozen=True, gc=False):
    """Lines that were read together.

    Attributes:
        first: the number of the first, from 1.
        lines: without their ends.
        place: where the input goes on behind them; None in the middle of a line that is too long to be read.
    """

    first: int
    lines: list[bytes]
    place: Place | None


class Input:
    """Lines from a stream of bytes, as they come in, so that a waiting peer is answered at once.

    Args:
        read: returns at most so many bytes, as soon as there are any; none at the end.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._place = Place()

    def skip(self, place: Place) -> bool:
        """Leaves out what stands before a place; answers whether it is what stood there before."""
        left, crc = place.bytes, 0
        while left and (chunk := self._read(min(left, CHUNK_BYTES))):
            left -= len(chunk)
            crc = zlib.crc32(chunk, crc)
        self._place = place
        return not left and crc == place.crc

    def __iter__(self) -> Iterator[Lines]:
        """Yields the lines that are there."""
        rest = b""
        is_dropping = False
        while chunk := self._read(CHUNK_BYTES):
            if is_dropping:  # the tail of a line that was refused
                tail, newline, chunk = chunk.partition(b"\n")
                self._pass(tail + newline, 0)
                is_dropping = not newline
            *lines, rest = (rest + chunk).split(b"\n")
            passed = [*lines, b""]
            if len(rest) > MAX_LINE_BYTES:  # refused, and answered at once; its tail is not kept
                lines.append(rest)
                passed[-1], rest, is_dropping = rest, b"", True
            if lines:
                first = self._place.lines + 1
                self._pass(b"\n".join(passed), len(lines))
                yield Lines(first, _without_mark(lines, first), None if is_dropping else self._place)
        if rest:
            first = self._place.lines + 1
            self._pass(rest, 1)
            yield Lines(first, _without_mark([rest], first), self._place)

    def _pass(self, read: bytes, lines: int) -> None:
        place = self._place
        self._place = Place(place.bytes + len(read), place.lines + lines, zlib.crc32(read, place.crc))


def _without_mark(lines: list[bytes], first: int) -> list[bytes]:
    """Returns the lines without the byte order mark that some programs write before the first."""
    return [lines[0].removeprefix(codecs.BOM_UTF8), *lines[1:]] if first == 1 else lines
