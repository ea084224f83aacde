"""Telephone numbers in disguise: in Chinese numerals, with decoys between the digits, with letters for digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.number_plans import MAX_CHINESE_LABEL_CHARS
from scamguard.extract.number_shapes import SAME, is_chinese, parsed, to_candidate, valid
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords, label_pattern
from scamguard.parse import mainland
from scamguard.parse.text import CHINESE_DIGITS

#: Digits with decoys between them, or in Chinese: enough of them in a row.
_CHINESE_DIGIT = "[〇零○一二三四五六七八九壹贰貳叁肆伍陆陸柒捌玖幺两]"
_CHINESE = re.compile(f"{_CHINESE_DIGIT}(?:[-－—‐ ]?{_CHINESE_DIGIT}){{4,15}}")
#: A mobile number some of whose digits are letters that look like them.
_LETTERED = re.compile("1[3-9][0-9OolI]{9}")
_DECOYED = re.compile(
    r"(?<![0-9A-Za-z+])(?<![0-9][^\w\n])1(?:[^\w\s.,:/+|\[\]]|[ˉˇˊˋ ]){0,3}[3-9]"
    r"(?:(?:[^\w\s.,:/@#%|\[\]]|[ˉˇˊˋ ]){0,4}[0-9]){9}(?![0-9A-Za-z])"
)
#: One digit at a time: 1 - 6 4 6 - 5 5 5 - 0 1 0 0.
_SPELLED = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][ .-])(?:[0-9][ .-]{1,3}){9,11}[0-9](?![0-9A-Za-z])")
_DISGUISED: Final = (_SPELLED, _DECOYED)
#: Digits in one piece are no part of a number that was split with decoys, from so many on.
MAX_SPLIT_CHARS: Final = 8
_LETTERS: Final = str.maketrans("OolI", "0011")


class DisguisedNumberFinder:
    """Finds telephone numbers that are written so that no machine reads them.

    Args:
        words: what stands before a number that is dialled.
    """

    def __init__(self, words: ContactWords) -> None:
        self._hotline = label_pattern(words.hotline)

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the disguised numbers of a view, and takes their places."""
        for found in (*self._split(view, taken), *self._lettered(view), *self._in_chinese(view)):
            if taken.is_free(found.start, found.end):
                taken.take(found.start, found.end)
                yield found

    def _split(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the numbers whose digits were set apart, or split with decoys."""
        text = view.text
        for start, end in view.digit_runs:
            # Spelled digits stand alone, and the others begin as mobile numbers do.
            patterns = _DISGUISED if end - start == 1 else (_DECOYED,) if text[start] == "1" else ()
            if patterns and end - start < MAX_SPLIT_CHARS and taken.is_free(start, end):
                for pattern in patterns:
                    match = pattern.match(text, start)
                    found = self._disguised(view, match) if match else None
                    if found is not None:
                        yield found

    @staticmethod
    def _lettered(view: View) -> Iterator[Candidate]:
        for token in view.tokens:
            if 8 <= token.digits < 11 and _LETTERED.fullmatch(token.written):
                phone = parsed(token.written.translate(_LETTERS), "CN")
                if phone is not None:
                    yield to_candidate(view, token.start, token.end, phone)

    def _in_chinese(self, view: View) -> Iterator[Candidate]:
        for match in () if view.text.isascii() else _CHINESE.finditer(view.text):
            found = self._disguised(view, match)
            if found is not None:
                yield found

    def _disguised(self, view: View, match: re.Match[str]) -> Candidate | None:
        digits = "".join(CHINESE_DIGITS.get(ord(c), c if c.isdigit() else "") for c in match[0])
        start, end = match.span()
        if match.re is _CHINESE and not re.fullmatch("1[3-9][0-9]{9}", digits):
            return self._in_numerals(view, start, end, digits)
        is_mobile = len(digits) == 11 and is_chinese(view.text, start, end)
        if match.re is _SPELLED and not (is_mobile and digits[0] == "1") and (phone := valid(digits, "US")) is not None:
            return to_candidate(view, match.start(), match.end(), phone)
        if len(digits) == 11 and re.match(r"1[3-9]", digits) and not SAME.search(digits):
            phone = parsed(digits, "CN")
            return to_candidate(view, match.start(), match.end(), phone) if phone else None
        return None

    def _in_numerals(self, view: View, start: int, end: int, digits: str) -> Candidate | None:
        """Returns a landline or a hotline that is written in Chinese numerals behind a word of calling."""
        label = view.text[max(0, start - MAX_CHINESE_LABEL_CHARS) : start].lower()
        if not self._hotline.search(label) or not (mainland.is_short(digits) or digits[0] == "0" or len(digits) == 10):
            return None
        phone = parsed(digits, "CN")
        return to_candidate(view, start, end, phone) if phone else None
