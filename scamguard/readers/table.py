"""Tables of comma-separated values (RFC 4180): rows are lines, cells stand apart."""

from __future__ import annotations

import re
from typing import Final

from scamguard.model.document import Document
from scamguard.readers.reading import CELL, LINE, Reading

#: How much of a table is looked at to tell what separates its cells, in characters.
MAX_SAMPLE_CHARS: Final = 1 << 14
_SEPARATORS: Final = (",", ";", "\t", "|")
_LINE_END: Final = re.compile(r"\r\n?|\n")


def read_table(text: str, file: str | None = None) -> Document:
    """Returns the document of a table."""
    reading = Reading(text)
    separator = _separator_of(text)
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    at, length = 0, len(text)
    while at < length:
        at = _quoted(reading, at) if text[at] == '"' else _copied(reading, plain, at)
        if at >= length:
            break
        if text[at] == separator:
            reading.gap(CELL)
            at += 1
        elif found := _LINE_END.match(text, at):
            reading.gap(LINE)
            at = found.end()
    return reading.to_document(file)


def _separator_of(text: str) -> str:
    """Returns the sign that separates cells: the one that the first line has most of."""
    line = _LINE_END.split(text[:MAX_SAMPLE_CHARS], maxsplit=1)[0]
    return max(_SEPARATORS, key=line.count)


def _copied(reading: Reading, plain: re.Pattern[str], at: int) -> int:
    """Copies what stands up to the next separator or line; returns where that is."""
    found = plain.match(reading.original, at)
    end = found.end() if found else at
    reading.copy(at, end)
    return end


def _quoted(reading: Reading, at: int) -> int:
    """Copies a quoted cell, in which two quotes stand for one; returns where it ends, with what hangs on behind it."""
    text = reading.original
    at += 1
    while True:
        quote = text.find('"', at)
        if quote < 0:
            reading.copy(at, len(text))
            return len(text)
        reading.copy(at, quote)
        if not text.startswith('""', quote):
            return quote + 1
        reading.stand_for('"', quote, quote + 2)
        at = quote + 2
