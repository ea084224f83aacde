"""Telephone numbers in text, and what looks like one and is none: orders, prices, dates, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.number_plans import MAX_CHINESE_LABEL_CHARS, Plans
from scamguard.extract.number_shapes import SAME, has_a_shape, is_whole, to_candidate, valid
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords, label_pattern, unit_pattern

#: Fewest digits of anything that is dialled: short codes have four.
MIN_DIGITS: Final = 4
MAX_DIGITS: Final = 15

#: Digits in groups: what stands between two groups is one sign, with blanks at most around a hyphen.
_RUN = re.compile(
    r"(?:\+|[(（]\+?)?[0-9]"
    r"(?:[0-9]|(?: ?[-\u2010-\u2015] ?|[ \u00a0]|\.|[)）] ?-? ?| ?[(])(?=[0-9(]))*[0-9]"
)
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s-]*){2,}\Z")
_DIGITS: Final = str.maketrans("", "", " -.()+\u2010\u2011\u2012\u2013\u2014\u2015\u00a0")
_TONES: Final = "ˉˇˊˋ"
#: What goes on behind its first digits: with a joint or a decoy before the next ones.
_GOES_ON = re.compile(rf"(?:[^\w\n,:/]|[{_TONES}]){{1,4}}[0-9]")
#: How often a run of groups is cut at its last blank: two numbers, or a price, may stand behind each other.
MAX_CUTS: Final = 4
_BRACKETS: Final = str.maketrans("（）", "()")
_FIELD = re.compile(r"(?:phone|tel|mobile|call|fax|电话|手机)\s?=\Z", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?[ :]\Z")
_BEFORE_OPERATOR = re.compile(r"(?:[0-9=*/]\s?|[A-Za-z)])\Z")


class NumberFinder:
    """Finds telephone numbers.

    Args:
        words: what stands before a number that is dialled, and before one that is not.
    """

    def __init__(self, words: ContactWords) -> None:
        self._plans = Plans(words)
        self._no = label_pattern(words.not_contact)
        self._unit = unit_pattern(words.unit)

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the telephone numbers of a view, and takes their places."""
        text = view.text
        done = 0
        for start, end in view.digit_runs:
            if start < done or (end - start < MIN_DIGITS and not _goes_on(text, end)):
                continue
            match = _RUN.match(text, start - _signs_before(text, start))
            if match is not None and match.end() - match.start() >= MIN_DIGITS and taken.is_free(*match.span()):
                found = next(filter(None, (self._number(view, *span) for span in _cuts(text, *match.span()))), None)
                done = found.end if found is not None else match.end()
                yield from _took(taken, found)

    # ---- a run of digits

    def _number(self, view: View, start: int, end: int) -> Candidate | None:
        text = view.text
        written = text[start:end].translate(_BRACKETS)
        digits = written.translate(_DIGITS)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not MIN_DIGITS <= len(digits) <= MAX_DIGITS or not self._stands_alone(text, start, end, before, after):
            return None
        if written[0] == "+" or written.startswith("(+"):
            return self._international(view, start, end, written)
        if not has_a_shape(written, digits, text[max(0, start - 3) : start]):
            return None
        label = self._plans.label_before(text, start)
        if self._is_no_contact(label, text, end, digits, written):
            return None
        phone = self._plans.read(text, start, end, written, digits)
        return to_candidate(view, start, end, phone) if phone else None

    def _stands_alone(self, text: str, start: int, end: int, before: str, after: str) -> bool:
        """Answers whether a run of digits is no part of a name, a file, a decimal, a formula."""
        is_next = before == "/" and text[start - 2 : start - 1].isdigit() and is_whole(text[start:end])
        if before and before.isascii() and (before.isalnum() or before in "_#$£€*/\\&@%^~") and not is_next:
            return False
        if before == "=" and not _FIELD.search(text, max(0, start - 12), start):
            return False
        if after and after.isascii() and (after.isalpha() or after in "_%*=@") and not after.isspace():
            return False
        behind = text[start - 2 : start - 1]
        if before and before in ": " and _TIME.search(text, max(0, start - 9), start):
            return False
        if before in (",", "/") and behind.isdigit() and is_whole(text[start:end]):
            return True
        if before in (".", "-", ",", "+") and before and behind.isalnum() and behind.isascii():
            return (
                before == "-"
                and behind.isalpha()
                and self._plans.cue.search(text[max(0, start - 6) : start]) is not None
            )
        if after in ("/", ",", ".") and is_whole(text[start:end]):
            return True
        return not (after in ".:/+-,*" and after and text[end + 1 : end + 2].isdigit())

    def _is_no_contact(self, label: str, text: str, end: int, digits: str, written: str) -> bool:
        if SAME.search(digits) or _DATE.search(written) or _YEARS.match(written):
            return True
        near = label[-MAX_CHINESE_LABEL_CHARS:]
        if (no := self._no.search(near)) is not None:
            cue = self._plans.cue.search(near)
            if cue is None or cue.end() <= no.start():
                return True
        return len(digits) < 10 and self._unit.match(text, end) is not None

    # ---- other writings

    def _international(self, view: View, start: int, end: int, written: str) -> Candidate | None:
        if _BEFORE_OPERATOR.search(view.text, max(0, start - 2), start):
            return None
        for stop in (len(written), *(m.start() for m in re.finditer(r"[ -]", written))):
            phone = valid(written[:stop], None)
            if phone is not None:
                return to_candidate(view, start, start + stop, phone)
        return None


def _goes_on(text: str, end: int) -> bool:
    """Answers whether more digits of the same number may stand behind a place: not where a word follows."""
    after = text[end : end + 1]
    return not (after.isalnum() and after not in _TONES) and _GOES_ON.match(text, end) is not None


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields a run of groups of digits, whole, and cut at its last blanks."""
    yield start, end
    for _ in range(MAX_CUTS):
        end = text.rfind(" ", start, end)
        while end > start and text[end - 1] in " -.(":
            end -= 1
        if end - start < MIN_DIGITS:
            return
        yield start, end


def _signs_before(text: str, start: int) -> int:
    """Returns how many signs before the first digit belong to a number: +, ( or (+."""
    if text[start - 1 : start] == "+":
        return 2 if text[start - 2 : start - 1] == "(" else 1
    return 1 if text[start - 1 : start] in ("(", "（") else 0


def _took(taken: Taken, found: Candidate | None) -> Iterator[Candidate]:
    if found is not None:
        taken.take(found.start, found.end)
        yield found
