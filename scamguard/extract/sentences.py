"""Where sentences begin and end, in Chinese and in English."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from typing import Final

#: Longest sentence that is looked at around a place, in characters on either side.
MAX_HALF_CHARS: Final = 240
#: A full stop ends a sentence where a blank follows; abbreviations of titles and "e.g." do not. The pattern begins
#: with one class of signs, which is what `re` looks for fastest.
_END: Final = re.compile(
    r"[.。！？!?；;\n\r](?:(?<!\.)[。！？!?；;\n\r]*[”」』’\"')）】]*"
    r"|(?<=\.)(?=\s|$)(?<!\b[A-Z]\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)(?<!\bMr\.))"
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns where the sentence around a place begins and ends; it is cut where it is very long."""
    begins, ends = _borders(text)
    before = bisect_right(ends, start) - 1
    first = ends[before] if before >= 0 else 0
    behind = bisect_left(begins, end)
    last = begins[behind] if behind < len(begins) else len(text)
    return max(first, start - MAX_HALF_CHARS), min(last, end + MAX_HALF_CHARS)


@functools.lru_cache(maxsize=8)
def _borders(text: str) -> tuple[list[int], list[int]]:
    """Returns where what ends the sentences of a text begins and ends; each text is asked about again and again."""
    spans = [match.span() for match in _END.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]
