"""The sentences that claims of channels stand in, and what they say beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from scamguard.extract.mentions import Mention
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

#: How far apart two claims may stand and still be read with the same sentence around, in characters.
MAX_SHARED_CHARS: Final = 120


class ClaimSentence:
    """A sentence, and what it says: each question about it is answered once, however many claims stand in it."""

    __slots__ = ("_mentions", "_places", "_text", "first", "last", "looked", "middle")

    def __init__(self, text: str, middle: int, bounds: tuple[int, int], mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._places: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self.first, self.last = bounds
        #: The place that it was looked up for: a very long one is cut around it.
        self.middle = middle
        #: How many claims in it were looked at closely.
        self.looked = 0

    def places(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Returns where a pattern matches in the sentence."""
        found = self._places.get(pattern)
        if found is None:
            found = self._places[pattern] = [m.span() for m in pattern.finditer(self._text, self.first, self.last)]
        return found

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Answers whether a pattern matches in the sentence."""
        return bool(self.places(pattern))

    def has_before(self, pattern: re.Pattern[str], place: int) -> bool:
        """Answers whether a pattern matches in the sentence before a place."""
        found = self.places(pattern)
        return bool(found) and found[0][1] <= place

    def has_behind(self, pattern: re.Pattern[str], place: int) -> bool:
        """Answers whether a pattern matches in the sentence behind a place."""
        found = self.places(pattern)
        return bool(found) and found[-1][0] >= place

    @property
    def has_mention(self) -> bool:
        """A platform is named in it."""
        place = bisect_left(self._mentions, self.first, key=lambda mention: mention.start)
        return place < len(self._mentions) and self._mentions[place].end <= self.last


class ClaimSentences:
    """The sentences of a view, for places that are asked about in the order of the text."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self._text = view.folded
        self._mentions = mentions
        self._latest = ClaimSentence("", 0, (0, 0), ())

    def around(self, start: int, end: int) -> ClaimSentence:
        """Returns the sentence around a place; one that was cut serves for the places near by."""
        latest = self._latest
        is_inside = latest.first <= start and end <= latest.last
        if not is_inside or abs(start - latest.middle) > MAX_SHARED_CHARS:
            bounds = sentence_around(self._text, start, end)
            if bounds == (latest.first, latest.last):
                latest.middle = start
            else:
                self._latest = ClaimSentence(self._text, start, bounds, self._mentions)
        return self._latest
