"""Telephone numbers and sender ids: any writing in, one canonical form out.

The numbering plans are libphonenumber's (`phonenumbers`). It knows no Chinese extension words, no Chinese digits and
no masks, calls every mainland hotline invalid, and reads "1-800-555-1234" as a Chinese mobile; that part is here.
"""

from __future__ import annotations

import re
from typing import Final

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    is_possible_number,
    is_valid_number_for_region,
)

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Phone
from scamguard.parse.text import LETTER_DIGITS, to_digit
from scamguard.parse.wrapping import unwrap

#: Longest writing of a phone number that is read, in characters (disguises put several between two digits).
MAX_PHONE_CHARS: Final = 200
#: ITU-T E.164 allows 15 digits; sender ids of the Chinese carriers have up to 20.
MAX_DIGITS: Final = 20
MIN_DIGITS: Final = 3
#: "95***" still tells what kind of number it is.
MIN_DIGITS_BESIDE_MASK: Final = 2

_SEPARATORS = frozenset(" \t-‐‑‒–—―−.·・•_/\\,，、~()（）[]【】<>:：'\"")
_MASKS = frozenset("xX×*＊✱★☆?？#＃█■")
# Patterns as text are compiled, and then kept, by `re` when they are first used: most numbers need none of them.
_LABEL: Final = (
    r"(?i)^[^\d+＋\n]{0,40}?(?:电话|電話|手机|手機|热线|熱線|号码|號碼|短信|专线|专号"
    r"|tel(?:ephone)?|phone|mobile|cell|call|hotline|fax|sms|number)"
    r"\.?(?:号码?|號|人工| number| no\.?)?\s*(?:是|为|[:：#])?\s*"
)
_SCHEME: Final = r"(?i)^(?:tel|sms|smsto|callto|facetime|facetime-audio|mms):/{0,2}"
_EXTENSION: Final = r"(?i)\s*(?:转|轉|分机|分機|ext(?:ension|n)?\.?|;ext=|内线|#)\s*[:：]?\s*(\d{1,7})\s*$"
_X_EXTENSION: Final = r"(?i)(?<=\d)\s*x\s?(\d{1,6})\s*$"
#: Extension words that leave something to look for; most numbers have none, and the search is skipped.
_EXTENSION_CUES = re.compile(r"[转轉分内#xX;]|ext", re.IGNORECASE)
_NANP_GROUPS = re.compile(r"^\s*1[-. ]\(?[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\s*$")
_NANP_MASK: Final = r"\s*1[-. ]\(?[2-9][0-9]{2}\)?[-. ]"
_NANP_NATIONAL = re.compile(r"^\s*\(?[2-9]\d{2}\)?[-. ]\s?[2-9]\d{2}[-. ]\d{4}\s*$")
_PLAIN = re.compile(r"^\+?[0-9][0-9 ()-]{1,28}[0-9]$")
_AREA_HOTLINE = re.compile(r"^(0(?:10|2\d|[3-9]\d{2}))(9[56]\d{3}|12\d{3}|100\d{2})$")

#: Mainland numbers that are dialled as they stand (MIIT numbering plan, YD/T 638 and the Telecommunications Network
#: Code Number Resources table): emergency and 1xx services, carriers, 12xxx government lines, 95/96 service numbers,
#: 1010 and 1069 codes.
_MAINLAND_SHORT = re.compile(
    r"1(?:10|19|20|22|14)|100\d{2}\d{0,4}|10[16]0\d{4}|106\d{5,17}|12\d{3}\d{0,6}|123\d{2}|116\d{2,3}|118\d{2,3}"
    r"|95\d{3,7}|96\d{3,6}"
)
_NOT_DIGITS = re.compile(r"[^0-9]+")
#: Mainland numbers whose E.164 form is +86 and their digits without the trunk 0: mobiles, 400 and 800 numbers, and
#: landlines with their area code.
_MAINLAND_E164 = re.compile(r"1[3-9]\d{9}|[48]00\d{7}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}")
_MAINLAND_MOBILE = re.compile(r"1[3-9]\d{9}")
_MAINLAND_SERVICE = re.compile(r"[48]00\d{7}")


def parse_phone(raw: str, region: str | None = None) -> Phone:
    """Returns the phone number that the text is.

    Args:
        raw: one number in any writing, with or without a label, scheme or extension.
        region: ISO 3166-1 region to assume where the number names none.

    Raises:
        InvalidContact: the text is not one telephone number.
    """
    if _PLAIN.match(raw):  # most numbers: nothing is disguised, masked or appended
        return _to_phone(raw, raw, region)
    text, extension = _split_extension(_bare(raw))
    digits, disguise = _read_digits(text)
    if digits is None:
        raise InvalidContact("not-a-phone", raw[:MAX_PHONE_CHARS])
    if "x" in digits:
        return _masked(raw, digits, region, disguise)
    written = digits if disguise else _grouped(text)
    return _to_phone(raw, written, region, extension, disguise)


def is_phone_like(raw: str) -> bool:
    """Answers whether the text is written as a phone number, whatever its digits are."""
    if _PLAIN.match(raw):
        return True
    if len(raw) > MAX_PHONE_CHARS:
        return False
    digits, _ = _read_digits(_split_extension(_bare(raw))[0])
    return digits is not None


def written_digits(raw: str) -> str:
    """Returns the digits that a text is written with, disguises read; "" where it is no plain number."""
    if len(raw) > MAX_PHONE_CHARS:
        return ""
    digits, _ = _read_digits(_split_extension(_bare(raw))[0])
    return digits if digits is not None and digits.isdigit() else ""


def _bare(raw: str) -> str:
    if len(raw) > MAX_PHONE_CHARS:
        raise InvalidContact("too-long", raw[:32], f"a phone number has at most {MAX_PHONE_CHARS} characters")
    text = unwrap(raw).replace("%20", " ")
    if ":" in text and (scheme := re.match(_SCHEME, text)):
        text = text[scheme.end() :].split("?")[0]
    return text if text[:1].isdigit() else re.sub(_LABEL, "", text)


def _split_extension(text: str) -> tuple[str, str | None]:
    if not _EXTENSION_CUES.search(text):
        return text, None
    found = re.search(_EXTENSION, text) or re.search(_X_EXTENSION, text)
    if found is None or sum(character.isdigit() for character in text[: found.start()]) < MIN_DIGITS:
        return text, None
    return text[: found.start()].rstrip(";, -"), found[1]


def _grouped(text: str) -> str:
    """Returns the writing that keeps its grouping, in ASCII."""
    return "".join(c if c in "+-. ()" or "0" <= c <= "9" else (to_digit(c) or " ") for c in text)


def _read_digits(text: str) -> tuple[str | None, str | None]:
    """Returns the digits (a leading + kept, x for masked ones) and the disguised characters.

    Both are None where anything but separators and decoys stands in between.
    """
    digits: list[str] = []
    disguise: list[str] = []
    letters = 0
    for character in text:
        if "0" <= character <= "9":
            digits.append(character)
        elif character in "+＋" and not digits:
            digits.append("+")
        elif character not in _SEPARATORS and not character.isspace():
            read = _read_sign(character)
            if read is None:
                return None, None
            digits.append(read)
            letters += character.isalpha() and character not in _MASKS and to_digit(character) is None
            if read != "x":
                disguise.append(character)
    body = "".join(digits)
    return (body, "".join(disguise) or None) if _is_number(body, letters) else (None, None)


def _read_sign(character: str) -> str | None:
    """Returns what a character other than a digit stands for in a number: digits, a mask, nothing; None for text."""
    if (value := to_digit(character)) is not None:
        return value
    if character in _MASKS:
        return "x"
    if (value := LETTER_DIGITS.get(ord(character))) is not None:
        return value
    return "" if not character.isalnum() and not character.isascii() else None  # emoji and decoys between digits


def _is_number(body: str, letters: int) -> bool:
    plain = len(body) - body.count("x") - body.count("+") - letters
    fewest = MIN_DIGITS_BESIDE_MASK if "x" in body else MIN_DIGITS
    return MIN_DIGITS <= len(body.lstrip("+")) <= MAX_DIGITS and letters <= plain and plain >= fewest


def _masked(raw: str, digits: str, region: str | None, disguise: str | None) -> Phone:
    if re.match(_NANP_MASK, raw):
        region = "US"
    elif region is None and re.match(r"\+?(?:86)?(?:[48]00|1[3-9]|9[56]|10|12)", digits):
        region = "CN"
    international = digits.startswith(("+", "00"))
    if international:
        canonical = "+" + digits.lstrip("+0")
    elif region == "CN" and re.match(r"[48]00|1[3-9]\d", digits):
        canonical = "+86" + digits
    elif region == "CN" or region is None:
        canonical = digits
    else:
        code = str(phonenumbers.country_code_for_region(region))
        canonical = f"+{code}{digits.removeprefix('1' if code == '1' else '0')}"
    return Phone(raw, canonical, region, masked=True, international=international, disguise=disguise)


def _to_phone(
    raw: str, written: str, region: str | None, extension: str | None = None, disguise: str | None = None
) -> Phone:
    digits = _NOT_DIGITS.sub("", written)
    international = written[0] == "+" or digits.startswith("00")
    national = _mainland_national(digits, international)
    region = _region_of(written, national, international, region)
    if region == "CN" and (short := _mainland_short(national, international)) is not None:
        return Phone(raw, short[1], "CN", True, False, extension, short[0], international, disguise)
    if region is None and not international:
        return Phone(raw, digits, None, False, False, extension, None, False, disguise)
    if region == "CN" and _MAINLAND_E164.fullmatch(national):
        return Phone(raw, "+86" + national.lstrip("0"), "CN", False, False, extension, None, international, disguise)
    return _planned(raw, "+" + digits[2:] if digits.startswith("00") else written, region, extension, disguise)


def is_assigned(phone: Phone) -> bool:
    """Answers whether the numbering plan of the number's region gives out such numbers.

    Mainland numbers are read without libphonenumber, and asked about only here.
    """
    if phone.region == "CN" and phone.canonical.startswith("+86"):
        number = PhoneNumber(country_code=86, national_number=int(phone.canonical[3:]))
        return bool(is_valid_number_for_region(number, "CN"))
    return not phone.unassigned


def _planned(raw: str, written: str, region: str | None, extension: str | None, disguise: str | None) -> Phone:
    """Returns the number as libphonenumber's numbering plans read it."""
    international = written[0] == "+"
    number = _numbered(raw, written, region)
    extension = extension or number.extension
    assigned, unassigned = _assignment(number)
    if unassigned and not is_possible_number(number):
        digits = _NOT_DIGITS.sub("", written)
        if international and _MAINLAND_SHORT.fullmatch(digits):  # "+95588": a hotline behind a sign that it cannot have
            return Phone(raw, digits, "CN", True, False, extension, None, True, disguise)
        if international or region is None or not _is_short_number(digits, region):
            raise InvalidContact(
                "impossible-phone", raw[:MAX_PHONE_CHARS], "no numbering plan has a number of this length"
            )
        return Phone(raw, digits, region, True, False, extension, None, False, disguise)
    return Phone(
        raw,
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        assigned or region,
        False,
        False,
        extension,
        None,
        international,
        disguise,
        unassigned,
    )


def _assignment(number: PhoneNumber) -> tuple[str | None, bool]:
    """Returns the region that the number belongs to, and whether its plan gives out no such number."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(number.country_code or 0, ())
    if len(regions) == 1:
        return regions[0], not is_valid_number_for_region(number, regions[0])
    region = phonenumbers.region_code_for_number(number)  # of several regions, the one whose plan holds the number
    return region, region is None


def _mainland_national(digits: str, international: bool) -> str:
    if international:
        body = digits.removeprefix("00")
        return body[2:] if body.startswith("86") else ""
    return digits[2:] if digits.startswith("86") and len(digits) == 13 else digits


def _region_of(written: str, national: str, international: bool, region: str | None) -> str | None:
    """Returns the region whose plan the writing follows: grouping first, then what was said, then the shape."""
    if international:
        return "CN" if national else region
    if not written.isdigit() and _NANP_GROUPS.match(written):
        return "US"
    if region is not None:
        return region
    if _MAINLAND_MOBILE.fullmatch(national) or _MAINLAND_SERVICE.fullmatch(national):
        return "US" if _NANP_NATIONAL.match(written) and not national.startswith("400") else "CN"
    if _MAINLAND_SHORT.fullmatch(national) or _AREA_HOTLINE.match(national):
        return "CN"
    return "US" if _NANP_NATIONAL.match(written) else None


def _mainland_short(national: str, international: bool) -> tuple[str | None, str] | None:
    """Returns the area code, if any, and the short number that the digits are; None for an ordinary number."""
    if found := _AREA_HOTLINE.match(national):
        return found[1], found[2]
    is_beijing_landline = international and len(national) == 10 and national.startswith("10")
    if is_beijing_landline or _MAINLAND_MOBILE.fullmatch(national):
        return None
    return (None, national) if _MAINLAND_SHORT.fullmatch(national) else None


def _numbered(raw: str, written: str, region: str | None) -> PhoneNumber:
    try:
        return phonenumbers.parse(written, region)
    except NumberParseException as error:
        raise InvalidContact("not-a-phone", raw[:MAX_PHONE_CHARS], str(error)) from None


def _is_short_number(digits: str, region: str) -> bool:
    from phonenumbers import shortnumberinfo  # most numbers never ask

    number = PhoneNumber(country_code=phonenumbers.country_code_for_region(region), national_number=int(digits))
    return bool(shortnumberinfo.is_possible_short_number_for_region(number, region))
