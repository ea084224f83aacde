"""Character references of HTML (`&amp;`, `&#46;`), as browsers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

#: Longest name of a reference, with its semicolon (`CounterClockwiseContourIntegral;`).
_LONGEST_NAME: Final = max(map(len, html5))
#: Longest name that is read without its semicolon (`frac12`, `Otilde`).
_LONGEST_BARE: Final = max(len(name) for name in html5 if not name.endswith(";"))
_REFERENCE: Final = re.compile(
    rf"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([A-Za-z][A-Za-z0-9]{{0,{_LONGEST_NAME - 2}}}))"
)
_LAST: Final = 0x10FFFF
_REPLACEMENT: Final = "\ufffd"
#: Digits of a number that is beyond every character, whatever follows.
_ENOUGH_DIGITS: Final = 9


def find_references(text: str, start: int, end: int, *, in_attribute: bool = False) -> Iterator[tuple[str, int, int]]:
    """Yields what each character reference between two places stands for, with its place (HTML, §13.2.5.72 and on)."""
    if text.find("&", start, end) < 0:
        return
    for found in _REFERENCE.finditer(text, start, end):
        if found[3] is None:
            yield _numbered(found[1], found[2]), found.start(), found.end()
        elif read := _named(text, found, end, in_attribute):
            yield read[0], found.start(), read[1]


def to_plain(text: str, start: int, end: int) -> str:
    """Returns the value of an attribute with its references read."""
    parts: list[str] = []
    done = start
    for read, begins, ends in find_references(text, start, end, in_attribute=True):
        parts += (text[done:begins], read)
        done = ends
    parts.append(text[done:end])
    return "".join(parts)


def _numbered(hexadecimal: str | None, decimal: str | None) -> str:
    """Returns the character of a number (HTML, "numeric character reference end state")."""
    digits = (hexadecimal or decimal or "").lstrip("0")
    number = int(digits[:_ENOUGH_DIGITS] or "0", 16 if hexadecimal else 10)
    if len(digits) > _ENOUGH_DIGITS or number == 0 or number > _LAST or 0xD800 <= number <= 0xDFFF:
        return _REPLACEMENT
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore") or chr(number)
    return chr(number)


def _named(text: str, found: re.Match[str], end: int, in_attribute: bool) -> tuple[str, int] | None:
    """Returns what a name stands for and where it ends, or None where it is text."""
    name, first = found[3], found.start() + 1
    after = found.end()
    if after < end and text[after] == ";" and name + ";" in html5:
        return html5[name + ";"], after + 1
    for length in range(min(len(name), _LONGEST_BARE), 1, -1):
        if name[:length] in html5:
            follows = text[first + length : min(first + length + 1, end)]
            if in_attribute and (follows == "=" or (follows.isascii() and follows.isalnum())):
                return None
            return html5[name[:length]], first + length
    return None
