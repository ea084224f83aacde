"""The shapes that telephone numbers are written in, and the plans that give them out."""

from __future__ import annotations

import re

import phonenumbers

from scamguard.errors import InvalidContact
from scamguard.extract.candidate import Candidate
from scamguard.extract.view import View
from scamguard.model.contacts import Phone
from scamguard.parse import mainland
from scamguard.parse.phones import parse_phone
from scamguard.parse.plans import is_given_out, read_number

MOBILE = re.compile(
    r"(?:\+?86[- ]?)?1[3-9][0-9](?:[0-9]{8}|([- .])[0-9]{4}\1[0-9]{4}|([- ])[0-9]{3}\2[0-9]{5}|([- ])[0-9]{8})\Z"
)
SERVICE = re.compile(r"[48]00(?:[0-9]{7}|([- ])[0-9]{3}\1[0-9]{4}|([- ])[0-9]{4}\2[0-9]{3}|([- ])[0-9]{7})\Z")
LANDLINE = re.compile(r"\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-9]\d{2,3}[- ]?\d{4}(?:-\d{1,5})?\Z")
NANP = re.compile(r"(?:\+?1[- .]?)?(?:\([2-9]\d\d\)[- .]?[2-9]\d\d[- .]?\d{4}|[2-9]\d\d([- .])[2-9]\d\d[- .]\d{4})\Z")
TAIWAN = re.compile(r"09\d\d-\d{3}-?\d{3}\Z|0[2-8]-\d{4}-\d{4}\Z")
GROUPED_1 = re.compile(r"1([- .])[2-9]\d\d\1[2-9]\d\d\1\d{4}\Z")
SAME = re.compile(r"(\d)\1{5,}")
_HAN = re.compile("[\u3400-\u9fff]")


def is_whole(written: str) -> bool:
    """Answers whether a number is complete, so that what follows a comma or a slash is the next one."""
    return bool(MOBILE.match(written) or LANDLINE.match(written) or SERVICE.match(written))


def has_a_shape(written: str, digits: str, before: str) -> bool:
    """Answers whether digits can be dialled at all, before anything is looked for around them: most cannot."""
    count = len(digits)
    if count > 6:
        return written.isdigit() or count > 9 or digits[0] in "014689"
    return mainland.is_short(digits) or (count > 3 and written.isdigit() and before[-3:].lower() == "to ")


def is_chinese(text: str, start: int, end: int) -> bool:
    """Answers whether a place stands in Chinese text."""
    return _HAN.search(text, max(0, start - 40), end + 40) is not None


def parsed(written: str, region: str | None) -> Phone | None:
    """Returns the number that a text is, or None."""
    try:
        return parse_phone(written, region)
    except InvalidContact:
        return None


def valid(written: str, region: str | None) -> Phone | None:
    """Returns the number where a numbering plan gives it out."""
    try:
        number = read_number(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not is_given_out(number):
        return None
    return parsed(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), region)


def to_candidate(view: View, start: int, end: int, phone: Phone) -> Candidate:
    """Returns a number as it stands in a view, with the characters that it was disguised in."""
    raw = view.surface(start, end)
    is_international = view.text[start:end].lstrip("(（").startswith(("+", "00"))
    return Candidate(start, end, Phone(
        raw, phone.canonical, phone.region, phone.short, False, phone.extension, phone.area_code,
        is_international, raw if view.is_altered(start, end) else phone.disguise, phone.unassigned,
    ))  # fmt: skip
