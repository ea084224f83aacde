"""Reads what people have: a CSV file with a header, or plain text with one value a line."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

from scamguard.errors import DataError, InvalidContact

#: Longest line that is read, in bytes.
MAX_LINE_BYTES: Final = 64 * 1024
#: What a header can name; `value` it must.
COLUMNS: Final = ("value", "kind", "platform", "label", "note")
_DELIMITERS: Final = (",", ";", "\t")


class SourceRow(msgspec.Struct, frozen=True):
    """One line of a source list, as it is written."""

    line: int
    value: str
    kind: str = ""
    platform: str = ""
    label: str = ""
    note: str = ""


class BadLine(msgspec.Struct, frozen=True):
    """A line that cannot be used, and why."""

    line: int
    problem: str


class _Header(msgspec.Struct, frozen=True):
    """Where each column stands, and what is between them."""

    delimiter: str
    columns: dict[str, int]


def read_source(path: str | os.PathLike[str]) -> Iterator[SourceRow | BadLine]:
    """Yields the rows of a list, one a line; blank lines, and lines that begin with #, say nothing.

    Raises:
        DataError: the file cannot be read, or its header names a column that there is not.
    """
    place = os.fspath(path)
    try:
        with open(place, "rb") as file:
            yield from _rows(file, place)
    except OSError as error:
        raise DataError(place, f"cannot be read: {error.strerror or error}") from None


def _rows(file: BinaryIO, place: str) -> Iterator[SourceRow | BadLine]:
    header: _Header | None = None
    is_first = True
    for number, line in enumerate(_lines(file), 1):
        try:
            text = _text(line, is_first)
            if not text or text.startswith("#"):
                continue
            if is_first and (header := _header(text, place)) is not None:
                is_first = False
                continue
            is_first = False
            yield SourceRow(number, text) if header is None else _row(number, text, header)
        except (InvalidContact, csv.Error) as error:
            yield BadLine(number, str(error))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yields the lines; of one that is too long, its beginning."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(MAX_LINE_BYTES + 1)):
            pass
        yield line


def _text(line: bytes, is_first: bool) -> str:
    if len(line) > MAX_LINE_BYTES:
        raise InvalidContact("too-long", "", f"longer than {MAX_LINE_BYTES:,} bytes")
    try:
        text = line.decode("utf-8-sig" if is_first else "utf-8")
    except UnicodeDecodeError as error:
        raise InvalidContact("not-utf-8", "", f"not UTF-8 at byte {error.start + 1}") from None
    return text.strip(" \r\n")


def _header(text: str, place: str) -> _Header | None:
    """Returns the header that the first line is; None where it is a value already."""
    for delimiter in _DELIMITERS:
        names = [name.strip().strip('"').lower() for name in text.split(delimiter)]
        if "value" in names:
            unknown = [name for name in names if name not in COLUMNS]
            if unknown or len(set(names)) < len(names):
                problem = f"column {unknown[0]!r} is not known" if unknown else "a column stands twice"
                raise DataError(f"{place}: line 1", f"{problem}; there are {', '.join(COLUMNS)}")
            return _Header(delimiter, {name: at for at, name in enumerate(names)})
    return None


def _row(number: int, text: str, header: _Header) -> SourceRow:
    # Each line by itself: one quote that nobody closes does not swallow the lines behind it.
    cells = next(csv.reader([text], delimiter=header.delimiter, strict=True))
    if len(cells) > len(header.columns):
        raise csv.Error(f"{len(cells)} cells, the header has {len(header.columns)}")
    named = {name: cells[at].strip() for name, at in header.columns.items() if at < len(cells)}
    if not named.get("value"):
        raise csv.Error("no value")
    return SourceRow(number, **named)
