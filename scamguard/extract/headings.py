"""The heading that a place in a text stands under, where it names a platform."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from scamguard.extract.mentions import Mention

#: How far before a contact a heading may name its owner, in characters, and how long a heading is at most.
MAX_TO_HEADING_CHARS: Final = 2000
MAX_HEADING_CHARS: Final = 80
#: How many names before a contact are looked at for one in a heading.
MAX_HEADINGS: Final = 8
_HEADED: Final = re.compile(r"[^\S\n]*\n[^\S\n]*\n")


def heading_above(folded: str, start: int, mentions: Sequence[Mention]) -> Mention | None:
    """Returns the mention in the nearest heading above a place, or None.

    Args:
        folded: the text, in lower case.
        start: where the place begins.
        mentions: the platforms that the text names, in its order.
    """
    last = bisect_right(mentions, start, key=lambda mention: mention.end)
    for mention in reversed(mentions[max(0, last - MAX_HEADINGS) : last]):
        if start - mention.end > MAX_TO_HEADING_CHARS:
            break
        if _is_in_heading(folded, mention):
            return mention
    return None


def _is_in_heading(folded: str, mention: Mention) -> bool:
    """Answers whether the line of a mention is a heading: marked as one, or short and above an empty line."""
    begin = folded.rfind("\n", max(0, mention.start - MAX_HEADING_CHARS), mention.start) + 1
    end = folded.find("\n", mention.end, mention.end + MAX_HEADING_CHARS)
    if end < 0 or (not begin and mention.start > MAX_HEADING_CHARS):
        return False
    line = folded[begin:end].strip()
    if line.startswith("#"):
        return True
    return len(line) <= MAX_HEADING_CHARS and line[-1:] not in "。.!！;；,，" and bool(_HEADED.match(folded, end))
