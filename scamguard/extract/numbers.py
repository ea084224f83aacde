"""Telephone numbers in text, and what looks like one and is none: orders, prices, dates, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from scamguard.errors import InvalidContact
from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords
from scamguard.model.contacts import Phone
from scamguard.parse import mainland
from scamguard.parse.phones import parse_phone
from scamguard.parse.text import CHINESE_DIGITS

#: How far before a number its label is looked for, in characters.
MAX_LABEL_CHARS: Final = 44
MAX_CHINESE_LABEL_CHARS: Final = 10
#: Fewest digits of anything that is dialled: short codes have four.
MIN_DIGITS: Final = 4
MAX_DIGITS: Final = 15

#: Digits in groups: what stands between two groups is one sign, with blanks at most around a hyphen.
_RUN = re.compile(
    r"(?:\+|[(（]\+?)?[0-9]"
    r"(?:[0-9]|(?: ?[-\u2010-\u2015] ?|[ \u00a0]|\.|[)）] ?-? ?| ?[(])(?=[0-9(]))*[0-9]"
)
#: Digits with decoys between them, or in Chinese: enough of them in a row.
_CHINESE_DIGIT = "[〇零○一二三四五六七八九壹贰貳叁肆伍陆陸柒捌玖幺两]"
_CHINESE = re.compile(f"{_CHINESE_DIGIT}(?:[-－—‐ ]?{_CHINESE_DIGIT}){{4,15}}")
#: A mobile number some of whose digits are letters that look like them.
_LETTERED = re.compile("1[3-9][0-9OolI]{9}")
_DECOYED = re.compile(
    r"(?<![0-9A-Za-z+])1(?:[^\w\s.,:/+|\[\]]|[ˉˇˊˋ ]){0,3}[3-9]"
    r"(?:(?:[^\w\s.,:/@#%|\[\]]|[ˉˇˊˋ ]){0,4}[0-9]){9}(?![0-9A-Za-z])"
)
#: One digit at a time: 1 - 6 4 6 - 5 5 5 - 0 1 0 0.
_SPELLED = re.compile(r"(?<![0-9A-Za-z])(?:[0-9][ .-]{1,3}){9,11}[0-9](?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?:\+?86[- ]?)?1[3-9][0-9](?:[0-9]{8}|([- .])[0-9]{4}\1[0-9]{4}|([- ])[0-9]{3}\2[0-9]{5}|([- ])[0-9]{8})\Z"
)
_SERVICE = re.compile(r"[48]00(?:[0-9]{7}|([- ])[0-9]{3}\1[0-9]{4}|([- ])[0-9]{4}\2[0-9]{3}|([- ])[0-9]{7})\Z")
_LANDLINE = re.compile(r"\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-9]\d{2,3}[- ]?\d{4}(?:-\d{1,5})?\Z")
_NANP = re.compile(r"(?:\+?1[- .]?)?(?:\([2-9]\d\d\)[- .]?[2-9]\d\d[- .]?\d{4}|[2-9]\d\d([- .])[2-9]\d\d[- .]\d{4})\Z")
_TAIWAN = re.compile(r"09\d\d-\d{3}-?\d{3}\Z|0[2-8]-\d{4}-\d{4}\Z")
_GROUPED_1 = re.compile(r"1([- .])[2-9]\d\d\1[2-9]\d\d\1\d{4}\Z")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s-]*){2,}\Z")
_SAME = re.compile(r"(\d)\1{5,}")
_DIGITS: Final = str.maketrans("", "", " -.()+\u2010\u2011\u2012\u2013\u2014\u2015\u00a0")
_DISGUISED: Final = (_SPELLED, _DECOYED)
#: Digits in one piece are no part of a number that was split with decoys, from so many on.
MAX_SPLIT_CHARS: Final = 8
#: What goes on behind its first digits: with a joint or a decoy before the next ones.
_GOES_ON = re.compile(r"(?:[^\w\n,:/]|[ˉˇˊˋ]){1,4}[0-9]")
_HAN = re.compile("[\u3400-\u9fff]")
#: How far around a number words tell of which country it is.
MAX_CONTEXT_CHARS: Final = 200
#: How often a run of groups is cut at its last blank: two numbers, or a price, may stand behind each other.
MAX_CUTS: Final = 4
_BRACKETS: Final = str.maketrans("（）", "()")
_FIELD = re.compile(r"(?:phone|tel|mobile|call|fax|电话|手机)\s?=\Z", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?[ :]\Z")
_LETTERS: Final = str.maketrans("OolI", "0011")
_BEFORE_OPERATOR = re.compile(r"(?:[0-9=*/]\s?|[A-Za-z)])\Z")


class NumberFinder:
    """Finds telephone numbers.

    Args:
        words: what stands before a number that is dialled, and before one that is not.
    """

    def __init__(self, words: ContactWords) -> None:
        self._cue = label_pattern(words.phone)
        self._hotline = label_pattern(words.hotline)
        self._behind = re.compile("\\s?(?:" + "|".join(map(re.escape, words.hotline_behind)) + ")")
        self._india = label_pattern(words.india)
        self._no = label_pattern(words.not_contact)
        self._short = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, words.short_code))})\b[^.!?\n]{{0,48}}?\bto\s\Z", re.IGNORECASE
        )
        self._unit = unit_pattern(words.unit)

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the telephone numbers of a view, and takes their places."""
        text = view.text
        done = 0
        for start, end in view.digit_runs:
            if start < done or (end - start < MIN_DIGITS and not _GOES_ON.match(text, end)):
                continue
            match = _RUN.match(text, start - _signs_before(text, start))
            if match is not None and match.end() - match.start() >= MIN_DIGITS and taken.is_free(*match.span()):
                found = next(filter(None, (self._number(view, *span) for span in _cuts(text, *match.span()))), None)
                done = found.end if found is not None else match.end()
                yield from _took(taken, found)
            for pattern in _DISGUISED if end - start < MAX_SPLIT_CHARS else ():
                if (match := pattern.match(text, start)) and taken.is_free(*match.span()):
                    yield from _took(taken, self._disguised(view, match))
        for token in view.tokens:
            if _LETTERED.fullmatch(token.written) and 8 <= token.digits < 11 and taken.is_free(token.start, token.end):
                phone = _parsed(token.written.translate(_LETTERS), "CN")
                yield from _took(taken, self._candidate(view, token.start, token.end, phone) if phone else None)
        for match in _CHINESE.finditer(text):
            if taken.is_free(*match.span()):
                yield from _took(taken, self._disguised(view, match))

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
        if not _has_a_shape(written, digits, text[max(0, start - 3) : start]):
            return None
        label = text[max(0, start - MAX_LABEL_CHARS) : start].lower()
        if self._is_no_contact(label, text, end, digits, written):
            return None
        phone = self._national(written, digits, label, _is_chinese(text, start, end))
        if phone is None and self._is_hotline(text, end, digits, label):
            phone = _parsed(digits, "CN")
        if len(digits) == 10 and digits[0] in "6789" and self._cue.search(label):
            around = text[max(0, start - MAX_CONTEXT_CHARS) : end + MAX_CONTEXT_CHARS].lower()
            phone = (_valid(written, "IN") if self._india.search(around) else None) or phone
        return self._candidate(view, start, end, phone) if phone else None

    def _is_hotline(self, text: str, end: int, digits: str, label: str) -> bool:
        """Answers whether a short number stands with a word of calling right before or behind it."""
        if len(digits) < 5 or not (mainland.is_short(digits) or mainland.is_area_hotline(digits)):
            return False
        near = label[-MAX_CHINESE_LABEL_CHARS:]
        return self._hotline.search(near) is not None or self._behind.match(text, end) is not None

    def _stands_alone(self, text: str, start: int, end: int, before: str, after: str) -> bool:
        """Answers whether a run of digits is no part of a name, a file, a decimal, a formula."""
        is_next = before == "/" and text[start - 2 : start - 1].isdigit() and _is_whole(text[start:end])
        if before and before.isascii() and (before.isalnum() or before in "_#$£€*/\\&@%^~") and not is_next:
            return False
        if before == "=" and not _FIELD.search(text, max(0, start - 12), start):
            return False
        if after and after.isascii() and (after.isalpha() or after in "_%*=@") and not after.isspace():
            return False
        behind = text[start - 2 : start - 1]
        if before and before in ": " and _TIME.search(text, max(0, start - 9), start):
            return False
        if before in (",", "/") and behind.isdigit() and _is_whole(text[start:end]):
            return True
        if before in (".", "-", ",", "+") and before and behind.isalnum() and behind.isascii():
            return before == "-" and behind.isalpha() and self._cue.search(text[max(0, start - 6) : start]) is not None
        if after in ("/", ",", ".") and _is_whole(text[start:end]):
            return True
        return not (after in ".:/+-,*" and after and text[end + 1 : end + 2].isdigit())

    def _is_no_contact(self, label: str, text: str, end: int, digits: str, written: str) -> bool:
        if _SAME.search(digits) or _DATE.search(written) or _YEARS.match(written):
            return True
        near = label[-MAX_CHINESE_LABEL_CHARS:]
        if (no := self._no.search(near)) is not None:
            cue = self._cue.search(near)
            if cue is None or cue.end() <= no.start():
                return True
        return len(digits) < 10 and self._unit.match(text, end) is not None

    def _national(self, written: str, digits: str, label: str, is_chinese: bool) -> Phone | None:
        """Returns the number that digits without a country code are, by their shape and what stands before them."""
        has_cue = self._cue.search(label) is not None
        if has_cue and not is_chinese and digits[0] == "1" and (phone := _valid(written, "US")) is not None:
            return phone
        if digits.startswith("00") and len(digits) > 10 and (phone := _valid("+" + digits[2:], None)) is not None:
            return phone
        if _TAIWAN.match(written):
            return _valid(written, "TW")
        if not is_chinese and digits[0] == "8" and _SERVICE.match(written) and (phone := _valid(written, "US")):
            return phone
        if _MOBILE.match(written) or _SERVICE.match(written) or (_LANDLINE.match(written) and "-" in written):
            return _parsed(written, "CN")
        if _NANP.match(written) or _GROUPED_1.match(written):
            return _valid(written, "US")
        if is_chinese:
            return self._mainland(written, digits, label, has_cue)
        if has_cue and (phone := self._dialled(written, digits, label)) is not None:
            return phone
        if len(digits) == 11 and digits[0] == "0" and written.replace(" ", "").isdigit():
            return _valid(written, "GB")
        return _parsed(digits, None) if written.isdigit() and len(digits) <= 6 and self._short.search(label) else None

    def _mainland(self, written: str, digits: str, label: str, has_cue: bool) -> Phone | None:
        near = self._cue.search(label[-MAX_CHINESE_LABEL_CHARS:]) is not None
        if near and (_LANDLINE.match(written) or (7 < len(digits) < 13 and digits[0] == "0")):
            is_landline = _LANDLINE.match(written) and _valid(written, "CN") is not None
            return _parsed(written, "CN" if is_landline or len(digits) != 11 else None)
        return _valid(written, "US") if has_cue and len(digits) in (10, 11) and digits[0] in "18" else None

    def _dialled(self, written: str, digits: str, label: str) -> Phone | None:
        """Returns the number behind a word like "call", of the plan that gives out such a number."""
        if len(digits) < 7 or (len(digits) < 10 and " " not in written and "-" not in written):
            return None
        is_near = self._cue.search(label[-MAX_CHINESE_LABEL_CHARS - 4 :]) is not None
        for region, pattern in (("US", "1?[2-9]\\d{9}"), ("GB", "0\\d{9,10}"), ("IN", "0?[6-9]\\d{9}")):
            if (
                (is_near or region == "US")
                and re.fullmatch(pattern, digits)
                and (phone := _valid(written, region)) is not None
            ):
                return phone
        if is_near and 10 < len(digits) < 14 and digits[0] in "23456789":  # a country code without its sign
            return _valid("+" + digits, None)
        return None

    # ---- other writings

    def _international(self, view: View, start: int, end: int, written: str) -> Candidate | None:
        if _BEFORE_OPERATOR.search(view.text, max(0, start - 2), start):
            return None
        for stop in (len(written), *(m.start() for m in re.finditer(r"[ -]", written))):
            phone = _valid(written[:stop], None)
            if phone is not None:
                return self._candidate(view, start, start + stop, phone)
        return None

    def _disguised(self, view: View, match: re.Match[str]) -> Candidate | None:
        digits = "".join(CHINESE_DIGITS.get(ord(c), c if c.isdigit() else "") for c in match[0])
        start, end = match.span()
        if match.re is _CHINESE and not re.fullmatch("1[3-9][0-9]{9}", digits):
            return self._in_numerals(view, start, end, digits)
        is_mobile = len(digits) == 11 and _is_chinese(view.text, start, end)
        if (
            match.re is _SPELLED
            and not (is_mobile and digits[0] == "1")
            and (phone := _valid(digits, "US")) is not None
        ):
            return self._candidate(view, match.start(), match.end(), phone)
        if len(digits) == 11 and re.match(r"1[3-9]", digits) and not _SAME.search(digits):
            phone = _parsed(digits, "CN")
            return self._candidate(view, match.start(), match.end(), phone) if phone else None
        return None

    def _in_numerals(self, view: View, start: int, end: int, digits: str) -> Candidate | None:
        """Returns a landline or a hotline that is written in Chinese numerals behind a word of calling."""
        label = view.text[max(0, start - MAX_CHINESE_LABEL_CHARS) : start].lower()
        if not self._hotline.search(label) or not (mainland.is_short(digits) or digits[0] == "0" or len(digits) == 10):
            return None
        phone = _parsed(digits, "CN")
        return self._candidate(view, start, end, phone) if phone else None

    @staticmethod
    def _candidate(view: View, start: int, end: int, phone: Phone) -> Candidate:
        raw = view.surface(start, end)
        return Candidate(start, end, Phone(
            raw, phone.canonical, phone.region, phone.short, False, phone.extension, phone.area_code,
            phone.international, raw if view.is_altered(start, end) else phone.disguise, phone.unassigned,
        ))  # fmt: skip


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


def label_pattern(words: tuple[str, ...], before: str = "a-z") -> re.Pattern[str]:
    """Returns a pattern of any of the words; those in Latin letters count only whole, not behind some characters."""
    plain = [rf"(?<![{before}]){re.escape(w)}(?![a-z])" if w.isalpha() and w.isascii() else re.escape(w) for w in words]
    return re.compile("|".join(plain), re.IGNORECASE)


def unit_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Returns a pattern of the units behind a number; those in Latin letters count only whole."""
    return re.compile(
        r"\s?(?:" + "|".join(re.escape(w) + ("(?![A-Za-z])" if w.isascii() else "") for w in words) + ")", re.IGNORECASE
    )


def _took(taken: Taken, found: Candidate | None) -> Iterator[Candidate]:
    if found is not None:
        taken.take(found.start, found.end)
        yield found


def _is_whole(written: str) -> bool:
    """Answers whether a number is complete, so that what follows a comma or a slash is the next one."""
    return bool(_MOBILE.match(written) or _LANDLINE.match(written) or _SERVICE.match(written))


def _has_a_shape(written: str, digits: str, before: str) -> bool:
    """Answers whether digits can be dialled at all, before anything is looked for around them: most cannot."""
    count = len(digits)
    if count > 6:
        return written.isdigit() or count > 9 or digits[0] in "014689"
    return mainland.is_short(digits) or (count > 3 and written.isdigit() and before[-3:].lower() == "to ")


def _is_chinese(text: str, start: int, end: int) -> bool:
    return _HAN.search(text, max(0, start - 40), end + 40) is not None


def _parsed(written: str, region: str | None) -> Phone | None:
    try:
        return parse_phone(written, region)
    except InvalidContact:
        return None


def _valid(written: str, region: str | None) -> Phone | None:
    """Returns the number where a numbering plan gives it out."""
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return _parsed(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), region)
