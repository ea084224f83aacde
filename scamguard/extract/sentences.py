"""Where sentences and clauses begin and end, in Chinese and in English."""

from __future__ import annotations

import re
from typing import Final

#: Longest sentence that is looked at around a place, in characters on either side.
MAX_HALF_CHARS: Final = 240
#: A full stop ends a sentence where a blank follows; abbreviations of titles and "e.g." do not.
_END: Final = re.compile(
    r"[。！？!?；;\n\r]+[”」』’\"')）】]*|(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bNo)(?<!\bMr)\.(?=\s|$)"
)
_CLAUSE_END: Final = re.compile(r"[，,、:：()（）]|\s[-–—]+\s|(?:——)")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns where the sentence around a place begins and ends; it is cut where it is very long."""
    return _around(_END, text, start, end)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns where the clause around a place begins and ends."""
    first, last = sentence_around(text, start, end)
    for found in _CLAUSE_END.finditer(text, first, start):
        first = found.end()
    found_after = _CLAUSE_END.search(text, end, last)
    return first, found_after.start() if found_after else last


def _around(border: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    first = max(0, start - MAX_HALF_CHARS)
    for found in border.finditer(text, first, start):
        first = found.end()
    last = min(len(text), end + MAX_HALF_CHARS)
    found_after = border.search(text, end, last)
    return first, found_after.start() if found_after else last
