"""Which plan a number without a country code belongs to: told by its shape, and by the words around it."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.number_shapes import (
    GROUPED_1,
    LANDLINE,
    MOBILE,
    NANP,
    SERVICE,
    TAIWAN,
    is_chinese,
    parsed,
    valid,
)
from scamguard.extract.words import ContactWords, label_pattern
from scamguard.model.contacts import Phone
from scamguard.parse import mainland

#: How far before a number its label is looked for, in characters.
MAX_LABEL_CHARS: Final = 44
MAX_CHINESE_LABEL_CHARS: Final = 10
#: How the words of a telephone line end in the lexicon: "help line".
_LINE: Final = " line"
#: What is counted, behind a number: no number that somebody asks at.
_COUNTED: Final = frozenset("户戶家名位台臺多余餘几幾只辆輛套所笔筆")
#: How far around a number words tell of which country it is.
MAX_CONTEXT_CHARS: Final = 200


class Plans:
    """Reads numbers by the plan that they are meant in.

    Args:
        words: what stands before and behind a number that is dialled.
    """

    def __init__(self, words: ContactWords) -> None:
        self.cue = label_pattern(words.phone)
        self.hotline = label_pattern(words.hotline)
        lines = "|".join(re.escape(word[: -len(_LINE)]) for word in words.phone if word.endswith(_LINE))
        self._line = re.compile(rf"(?<![a-z])(?:{lines})[ -]lines?(?![a-z])")
        asking = (re.escape(word) for word in words.phone if word in words.cue and not word.isascii())
        self._asking = re.compile(f"(?:{'|'.join(asking)})\\W{{0,2}}\\Z")
        self._behind = re.compile("\\s?(?:" + "|".join(map(re.escape, words.hotline_behind)) + ")")
        self._india = label_pattern(words.india)
        self._short = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, words.short_code))})\b[^.!?\n]{{0,48}}?\bto\s\Z", re.IGNORECASE
        )

    def label_before(self, text: str, start: int) -> str:
        """Returns the label before a place, in lower case; a "help line" is the one word that it is elsewhere."""
        return self._line.sub("hotline", text[max(0, start - MAX_LABEL_CHARS) : start].lower())

    def read(self, text: str, start: int, end: int, written: str, digits: str) -> Phone | None:
        """Returns the number that stands at a place of a text, or None.

        Args:
            text: what is read.
            start, end: the place.
            written: the number as it stands there, brackets made plain.
            digits: its digits.
        """
        label = self.label_before(text, start)
        phone = self._national(written, digits, label, is_chinese(text, start, end))
        if phone is None and self._is_hotline(text, end, digits, label):
            phone = parsed(digits, "CN")
        if len(digits) == 10 and digits[0] in "6789" and self.cue.search(label):
            around = text[max(0, start - MAX_CONTEXT_CHARS) : end + MAX_CONTEXT_CHARS].lower()
            phone = (valid(written, "IN") if self._india.search(around) else None) or phone
        return phone

    def _is_hotline(self, text: str, end: int, digits: str, label: str) -> bool:
        """Answers whether a short number stands with a word of calling right before or behind it."""
        if len(digits) < 5 or not (mainland.is_short(digits) or mainland.is_area_hotline(digits)):
            return False
        near = label[-MAX_CHINESE_LABEL_CHARS:]
        if self.hotline.search(near) is not None or self._behind.match(text, end) is not None:
            return True
        return self._asking.search(near) is not None and text[end : end + 1] not in _COUNTED

    def _national(self, written: str, digits: str, label: str, in_chinese: bool) -> Phone | None:
        """Returns the number that digits without a country code are, by their shape and what stands before them."""
        has_cue = self.cue.search(label) is not None
        if has_cue and not in_chinese and digits[0] == "1" and (phone := valid(written, "US")) is not None:
            return phone
        if digits.startswith("00") and len(digits) > 10 and (phone := valid("+" + digits[2:], None)) is not None:
            return phone
        if TAIWAN.match(written):
            return valid(written, "TW")
        if not in_chinese and digits[0] == "8" and SERVICE.match(written) and (phone := valid(written, "US")):
            return phone
        if MOBILE.match(written) or SERVICE.match(written) or (LANDLINE.match(written) and "-" in written):
            return parsed(written, "CN")
        if NANP.match(written) or GROUPED_1.match(written):
            return valid(written, "US")
        if in_chinese:
            return self._mainland(written, digits, label, has_cue)
        if has_cue and (phone := self._dialled(written, digits, label)) is not None:
            return phone
        if len(digits) == 11 and digits[0] == "0" and written.replace(" ", "").isdigit():
            return valid(written, "GB")
        return parsed(digits, None) if written.isdigit() and len(digits) <= 6 and self._short.search(label) else None

    def _mainland(self, written: str, digits: str, label: str, has_cue: bool) -> Phone | None:
        near = self.cue.search(label[-MAX_CHINESE_LABEL_CHARS:]) is not None
        if near and (LANDLINE.match(written) or (7 < len(digits) < 13 and digits[0] == "0")):
            is_landline = LANDLINE.match(written) and valid(written, "CN") is not None
            return parsed(written, "CN" if is_landline or len(digits) != 11 else None)
        return valid(written, "US") if has_cue and len(digits) in (10, 11) and digits[0] in "18" else None

    def _dialled(self, written: str, digits: str, label: str) -> Phone | None:
        """Returns the number behind a word like "call", of the plan that gives out such a number."""
        if len(digits) < 7 or (len(digits) < 10 and " " not in written and "-" not in written):
            return None
        is_near = self.cue.search(label[-MAX_CHINESE_LABEL_CHARS - 4 :]) is not None
        for region, pattern in (("US", "1?[2-9]\\d{9}"), ("GB", "0\\d{9,10}"), ("IN", "0?[6-9]\\d{9}")):
            if (
                (is_near or region == "US")
                and re.fullmatch(pattern, digits)
                and (phone := valid(written, region)) is not None
            ):
                return phone
        if is_near and 10 < len(digits) < 14 and digits[0] in "23456789":  # a country code without its sign
            return valid("+" + digits, None)
        return None
