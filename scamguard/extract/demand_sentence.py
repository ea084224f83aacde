"""One sentence as demands are read in it: the words of the lexicon, and the objects among them."""

from __future__ import annotations

import functools
import re
from typing import Final

from scamguard.extract.demand_words import OBJECT_LISTS, Grammar, Hit

#: Most objects that are looked at in one sentence; real sentences hold fewer.
MAX_OBJECTS: Final = 8

_BORDERS: Final = {
    "en": re.compile(r"[,;:()\n\u2014!?]|\s[-–]\s|\.\s|\bbut\b|\bjust\b(?=\s+(?:send|give|tell|read|pay))"),
    "zh": re.compile(r"[，,。；;：:！!？?（）()\n]"),
}
#: Objects that are written and not named.
_WRITTEN: Final = {
    "link": re.compile(
        r"(?:https?://|www\.)[!-~]{3,80}|\b[a-z0-9-]{2,40}\.[a-z]{2,10}/[!-~]{1,80}|\b[a-z0-9-]{2,40}\.example\b"
    ),
    "transfer": re.compile(
        r"[$£€¥]\s?\d[\d,.]{0,12}|(?<![\d.,])\d[\d,.]{0,12}\s?(?:usdt|usd|dollars|euros?|pounds|eur|gbp|btc|eth|bucks|rmb|元|块|万|千)"
        r"|(?<![\d.,$£€])\d{3,6}(?= (?:more )?to\b)|[一二三四五六七八九十百千两几]{1,6}[万千百](?:元|块|多)?"
    ),
    "phone-call": re.compile(r"(?<![\w.])\+?\d[\d ().-]{5,18}\d(?![\w])"),
}


class DemandSentence:
    """One sentence with the words that were found in it.

    Args:
        text: the sentence, in the characters of the lexicon.
        before: what stands before it.
        grammar: the words of its language.
    """

    def __init__(self, text: str, before: str, grammar: Grammar) -> None:
        self.text = text
        self._before = before
        self.grammar = grammar
        self.lang = grammar.lang
        #: The words of the lexicon, by list.
        self.hits = grammar.hits_in(text)
        #: Objects, and what is none though it looks like one.
        self.taken = self._taken() if not self.has("warns") else []

    @property
    def objects(self) -> list[Hit]:
        """What can be asked for, in the order of the sentence."""
        return sorted((hit for hit in self.taken if hit.list != "none"), key=lambda hit: hit.start)[:MAX_OBJECTS]

    def _taken(self) -> list[Hit]:
        """Returns the words of objects, the longest where several overlap."""
        found = [hit for name in OBJECT_LISTS for hit in self.hits.get(name, ())]
        for what, pattern in _WRITTEN.items():
            found += (Hit(m.start(), m.end(), "bare", what, "") for m in pattern.finditer(self.text))
        found.sort(key=lambda hit: (hit.start - hit.end, hit.start, OBJECT_LISTS.index(hit.list)))
        kept: list[Hit] = []
        for hit in found[: 6 * MAX_OBJECTS]:
            if not any(_hides(other, hit) for other in kept):
                kept.append(hit)
        return kept

    @functools.cached_property
    def before(self) -> str:
        """What stands before the sentence, in the characters of the lexicon."""
        return self.grammar.simplified(self._before)

    @functools.cached_property
    def is_pressed(self) -> bool:
        """There is pressure, a reward or a purpose beside the objects themselves."""
        return self.has_beside("press") or "press" in self.grammar.hits_in(self.before)

    def has(self, name: str, start: int = 0, end: int | None = None) -> bool:
        """Answers whether a word of a list stands in the sentence, or within a part of it."""
        last = len(self.text) if end is None else end
        return any(start <= hit.start and hit.end <= last for hit in self.hits.get(name, ()))

    def has_beside(self, name: str) -> bool:
        """Answers whether a word of a list stands in the sentence outside of the objects."""
        return any(
            all(hit.end <= thing.start or hit.start >= thing.end for thing in self.taken)
            for hit in self.hits.get(name, ())
        )

    def head(self, place: int) -> int:
        """Returns where the clause begins in which a place stands."""
        first = 0
        for border in _BORDERS[self.lang].finditer(self.text, 0, place):
            first = border.end()
        return first


def _hides(other: Hit, hit: Hit) -> bool:
    """Answers whether a word is only a part of another one; one word can ask for two things."""
    if hit.end <= other.start or hit.start >= other.end:
        return False
    is_same = (hit.start, hit.end) == (other.start, other.end)
    return not (is_same and hit.what != other.what != "innocent")
