"""The word "line": the network, a telephone line, or a line of a text."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.words import ContactWords, NetworkWord

#: How far before "line" the words of a telephone line are looked for.
MAX_LINE_CHARS: Final = 24
#: A number as people write those that are dialled, and a word that makes "line" the network.
_DIALLED: Final = re.compile(r"[0-9)][ ().-]{1,3}[0-9]{2}")
_ON_LINE: Final = re.compile(
    r"(?:\b(?:my|add|via|me|us|our)|\b(?:me|us|add|chat|contact|message)\s(?:\w+\s)?on|[\u3400-\u9fff])\W{0,2}\Z",
    re.IGNORECASE,
)


class LineWords:
    """Tells the network from the other lines.

    Args:
        words: the words of phones: those that end in "line" are telephone lines.
    """

    def __init__(self, words: ContactWords) -> None:
        lines = "|".join(re.escape(word.removesuffix(" line")) for word in words.phone if word.endswith(" line"))
        self._phone_line = re.compile(rf"(?<![A-Za-z])(?:{lines})[ -]?\Z", re.IGNORECASE)

    def is_id(self, text: str, word: NetworkWord, start: int, written: str) -> bool:
        """Answers whether digits behind "line" are an id on LINE, and no telephone number, nor a line of a text.

        Args:
            text: what is read.
            word: the word "line".
            start: where the digits begin.
            written: the digits, with what splits them.
        """
        name = text[word.start : word.end]
        if name[4:].strip().lower() in ("id", "app"):
            return True
        if text[start - 1 : start] in ("+", "(") or _DIALLED.search(written):
            return False
        before = text[max(0, word.start - MAX_LINE_CHARS) : word.start]
        if (name.startswith("LINE") and not before.isupper()) or name.lower().endswith(" line"):
            return True
        return self._phone_line.search(before) is None and (
            _ON_LINE.search(before) is not None or not name.isascii() or (name[0].isupper() and not before.strip())
        )

    def is_set_apart(self, text: str, word: NetworkWord, start: int) -> bool:
        """Answers whether "line:" with no blank behind it is the network, no field of a log: `main.c:line:abc12`."""
        if start > word.end or text[word.end - 1] not in ":：":
            return True
        is_capital = text[word.start].isupper() and text[word.start - 1 : word.start] != ":"
        return is_capital or _ON_LINE.search(text, max(0, word.start - MAX_LINE_CHARS), word.start) is not None
