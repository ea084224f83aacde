"""JSON and JSON Lines: each value on a line of its own, behind its key."""

from __future__ import annotations

import re
from typing import Final

from scamguard.model.document import Document
from scamguard.readers.reading import LINE, Reading

_TOKEN: Final = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")(?P<key>\s{0,99}:)?"""
    r"""|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<other>true|false|null|[\s{}\[\],:\ufeff]+)""",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_SHORT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
#: How much of a text is looked at to tell whether it is JSON, in characters.
MAX_SAMPLE_CHARS: Final = 1 << 14


def is_json(text: str) -> bool:
    """Answers whether a text is written as JSON, as far as can be seen from its beginning."""
    sample = text[:MAX_SAMPLE_CHARS].lstrip("\ufeff \t\r\n")
    if not sample.startswith(("{", "[")):
        return False
    done = 0
    for found in _TOKEN.finditer(sample):
        if found.start() != done:
            break
        done = found.end()
    return done == len(sample) or (len(text) > MAX_SAMPLE_CHARS and sample[done : done + 1] in ('"', "t", "f", "n"))


def read_json(text: str, file: str | None = None) -> Document:
    """Returns the document of a JSON text; what is no JSON in it is read as it stands."""
    reading = Reading(text)
    done = 0
    for found in _TOKEN.finditer(text):
        if found.start() > done:
            reading.copy(done, found.start())
        done = found.end()
        if found["string"] is not None:
            _write_string(reading, *found.span("string"))
            if found["key"] is not None:
                reading.copy(found.end("key") - 1, found.end("key"))
                reading.gap(" ")
            else:
                reading.gap(LINE)
        elif found["number"] is not None:
            reading.copy(*found.span())
            reading.gap(LINE)
        elif found["other"][0] in "tfn" or any(sign in found["other"] for sign in "{}[],"):
            reading.gap(LINE)
    reading.copy(done, len(text))
    return reading.to_document(file)


def _write_string(reading: Reading, start: int, end: int) -> None:
    """Writes a string without its quotes, its escapes read (RFC 8259 §7)."""
    done = start + 1
    for found in _ESCAPE.finditer(reading.original, start + 1, end - 1):
        reading.copy(done, found.start())
        reading.stand_for(_escaped(found), *found.span())
        done = found.end()
    reading.copy(done, end - 1)


def _escaped(found: re.Match[str]) -> str:
    high, low, unit, short = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    if unit:
        code = int(unit, 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
    return _SHORT.get(short, short)
