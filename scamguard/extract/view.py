"""One normalised view of a text, made once, with a map back to the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from scamguard.extract.glyphs import Glyphs
from scamguard.extract.tokens import Token, tokens_in

#: Longest piece of a text that is viewed at once, in characters; contacts are far shorter, and memory stays bounded.
MAX_CHUNK_CHARS: Final = 1 << 16
#: How far back from there a better place to cut is looked for.
MAX_BACK_CHARS: Final = 1 << 13
_DIGITS: Final = re.compile("[0-9]+")
#: Marks that belong to the character before them: combining marks, variation selectors.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_ALNUM: Final = re.compile("[A-Za-z0-9]")
_LETTER: Final = re.compile("[A-Za-z]")


class View:
    """A piece of a text in which styled, look-alike and invisible characters are read as what they stand for.

    Attributes:
        text: what is read; everything else refers to places in it.
        base: where the piece begins in the original text, in code points.
    """

    __slots__ = (
        "_altered",
        "_digit_runs",
        "_ends",
        "_fixed",
        "_folded",
        "_origins",
        "_starts",
        "_tokens",
        "base",
        "original",
        "text",
    )

    def __init__(self, original: str, glyphs: Glyphs, base: int = 0) -> None:
        self.original = original
        self.base = base
        #: Where segments begin in the view and in the original; in a segment both run in step, or the original stands.
        self._starts: list[int] = [0]
        self._origins: list[int] = [0]
        self._fixed: set[int] = set()
        #: Where characters were read as others: begins and ends, in the view.
        self._altered: list[int] = []
        self._ends: list[int] = []
        self._folded: str | None = None
        self._tokens: list[Token] | None = None
        self._digit_runs: list[tuple[int, int]] | None = None
        self.text = original if original.isascii() and original.isprintable() else self._read(glyphs)

    @property
    def folded(self) -> str:
        """The view in lower case, character by character."""
        if self._folded is None:
            lower = self.text.lower()
            if len(lower) != len(self.text):  # U+0130 becomes two
                lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
            self._folded = lower
        return self._folded

    @property
    def digit_runs(self) -> list[tuple[int, int]]:
        """Where digits stand in the view."""
        if self._digit_runs is None:
            self._digit_runs = [match.span() for match in _DIGITS.finditer(self.text)]
        return self._digit_runs

    @property
    def tokens(self) -> list[Token]:
        """The runs of letters and digits, and of digits that were split, that could be ids or numbers."""
        if self._tokens is None:
            self._tokens = list(tokens_in(self.text, self.digit_runs))
        return self._tokens

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns the place in the whole original text that a place in the view stands for."""
        if len(self._starts) == 1 and not self._origins[0]:
            return self.base + start, self.base + end
        first = self._origin(start)
        last = self._origin(end - 1) + 1 if end > start else first
        marks = _MARKS.match(self.original, last) if end > start else None
        return self.base + first, self.base + max(first, marks.end() if marks else last)

    def place_of(self, origin: int) -> int:
        """Returns the place in the view of a character of the whole original text."""
        origin -= self.base
        segment = max(bisect_right(self._origins, origin) - 1, 0)
        start = self._starts[segment]
        last = self._starts[segment + 1] if segment + 1 < len(self._starts) else len(self.text)
        beyond = origin - self._origins[segment]
        if segment in self._fixed and beyond > 0:
            return last
        return max(start, min(start + beyond, last))

    def surface(self, start: int, end: int) -> str:
        """Returns the original passage that a place in the view stands for."""
        first, last = self.span(start, end)
        return self.original[first - self.base : last - self.base]

    def is_altered(self, start: int, end: int) -> bool:
        """Answers whether a character there was written as another one."""
        place = bisect_right(self._altered, end - 1) - 1
        return place >= 0 and self._ends[place] > start

    @property
    def is_altered_anywhere(self) -> bool:
        """Some character was written as another one."""
        return bool(self._altered)

    def altered_places(self) -> Iterator[tuple[int, int]]:
        """Yields where characters were written as others, in the view."""
        return zip(self._altered, self._ends, strict=True)

    def _origin(self, index: int) -> int:
        segment = bisect_right(self._starts, index) - 1
        origin = self._origins[segment]
        return origin if segment in self._fixed else origin + index - self._starts[segment]

    # ---- reading

    def _read(self, glyphs: Glyphs) -> str:
        parts: list[str] = []
        original = self.original
        done = at = 0  # in the original, and in the view
        for match in glyphs.any_special.finditer(original):
            start, end = match.span()
            at += start - done
            parts.append(original[done:start])
            for piece, begins, ends in self._pieces(glyphs, start, end):
                parts.append(piece)
                self._note(piece, begins, ends, at)
                at += len(piece)
            done = end
        if not parts:
            return original
        parts.append(original[done:])
        return "".join(parts)

    def _pieces(self, glyphs: Glyphs, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yields what a run of special characters is read as, piece by piece."""
        original = self.original
        for match in glyphs.special.finditer(original, start, end):
            begins, ends = match.span()
            kind = match.lastindex
            if kind == 1:
                yield "", begins, ends
            elif kind == 5:
                yield original[begins:ends], begins, ends
            elif kind == 2:
                yield from _replaced(original, begins, ends, glyphs.styled)
            else:
                table = glyphs.lookalikes if kind == 3 else glyphs.signs
                if self._is_beside(glyphs, begins, ends, kind == 4):
                    yield from _replaced(original, begins, ends, table)
                else:
                    yield original[begins:ends], begins, ends

    def _is_beside(self, glyphs: Glyphs, start: int, end: int, is_sign: bool) -> bool:
        """Answers whether letters or digits stand next to a run, so that it is one with them."""
        original = self.original
        before = original[start - 1 : start]
        after = original[end : end + 1]
        if end - start == 1 and not is_sign:  # "х 𝕙 𝕔": letters set apart with blanks
            before = original[start - 2 : start - 1] if before == " " else before
            after = original[end + 1 : end + 2] if after == " " else after
        before, after = glyphs.styled.get(before, before), glyphs.styled.get(after, after)
        if is_sign:
            between = bool(before and after and _ALNUM.match(before) and _ALNUM.match(after))
            return between or bool(_LETTER.match(before) or _LETTER.match(after))
        return bool(_ALNUM.match(before) or _ALNUM.match(after) or after in glyphs.signs)

    def _note(self, piece: str, begins: int, ends: int, at: int) -> None:
        """Notes that a piece of the view stands for a place in the original."""
        if piece and piece != self.original[begins:ends]:
            if self._ends and self._ends[-1] == at:
                self._ends[-1] = at + len(piece)
            else:
                self._altered.append(at)
                self._ends.append(at + len(piece))
        if len(piece) == ends - begins:
            return
        if piece:
            self._begin(at, begins, is_fixed=True)
        self._begin(at + len(piece), ends, is_fixed=False)

    def _begin(self, start: int, origin: int, *, is_fixed: bool) -> None:
        if self._starts[-1] == start:  # the segment before is empty
            self._fixed.discard(len(self._starts) - 1)
            self._origins[-1] = origin
        else:
            self._starts.append(start)
            self._origins.append(origin)
        if is_fixed:
            self._fixed.add(len(self._starts) - 1)


def _replaced(original: str, start: int, end: int, table: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yields a run with its characters replaced: as one piece where each gives one character, else one by one."""
    read = [table[character] for character in original[start:end]]
    whole = "".join(read)
    if len(whole) == end - start and all(map(len, read)):
        yield whole, start, end
        return
    for place, piece in enumerate(read, start):
        yield piece, place, place + 1


def views_of(text: str, glyphs: Glyphs) -> Iterator[View]:
    """Yields the views of a text of any length, piece by piece, cut where no contact is cut."""
    start, length = 0, len(text)
    while start < length:
        end = min(start + MAX_CHUNK_CHARS, length)
        if end < length:
            end = _cut(text, start, end)
        yield View(text[start:end], glyphs, start)
        start = end


def _cut(text: str, start: int, end: int) -> int:
    """Returns the best place to cut before an end: behind a line, a sentence, a blank; the end itself in one word."""
    least = max(start + 1, end - MAX_BACK_CHARS)
    for sign in ("\n", "。", ". ", " "):
        place = text.rfind(sign, least, end)
        if place >= 0:
            return place + len(sign)
    return end
