"""Telephone numbers and sender ids: any writing in, one canonical form out.

The numbering plans are libphonenumber's (`phonenumbers`), but for mainland China's short numbers (`mainland`). How
a number is written is taken apart in `writing`.
"""

from __future__ import annotations

import re
from typing import Final

import phonenumbers
from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    ValidationResult,
    is_possible_number_with_reason,
    national_significant_number,
)

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Phone
from scamguard.parse import mainland
from scamguard.parse.plans import home_of, plan_of, read_number
from scamguard.parse.writing import MAX_DIGITS, MAX_PHONE_CHARS, Writing, read_writing

#: Numbers of at most so many digits are dialled as they stand everywhere; a plan only makes them longer.
MAX_SHORT_DIGITS: Final = 6
#: ITU-T E.164 §6.2.1: country code and national number together.
MAX_E164_DIGITS: Final = 15

_NANP_GROUPS = re.compile(r"^\s*1[-. ]\(?[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\s*$")
_NANP_NATIONAL = re.compile(r"^\s*\(?[2-9]\d{2}\)?[-. ]\s?[2-9]\d{2}[-. ]\d{4}\s*$")
_NANP_MASK: Final = r"\s*1[-. ]\(?[2-9][0-9]{2}\)?[-. ]"
_MAINLAND_MASK: Final = r"(?:[48]00|1[3-9]|9[56]|10|12)"


def parse_phone(raw: str, region: str | None = None) -> Phone:
    """Returns the phone number that the text is.

    Args:
        raw: one number in any writing, with or without a label, scheme or extension.
        region: ISO 3166-1 region to assume where the number names none.

    Raises:
        InvalidContact: the text is not one telephone number.
    """
    writing = read_writing(raw)
    if writing is None:
        raise InvalidContact("not-a-phone", raw[:MAX_PHONE_CHARS])
    if "x" in writing.digits:
        return _masked(raw, writing, region)
    return _whole(raw, writing, region)


def written_digits(raw: str) -> str:
    """Returns the digits that a text is written with, disguises read; "" where it is no plain national number."""
    writing = read_writing(raw) if len(raw) <= MAX_PHONE_CHARS else None
    return writing.digits if writing is not None and writing.digits.isdigit() else ""


def is_assigned(phone: Phone) -> bool:
    """Answers whether the numbering plan of the number's region gives out such numbers.

    Mainland numbers are read without libphonenumber, and asked about only here.
    """
    if phone.region == "CN" and phone.canonical.startswith("+86"):
        plan = plan_of("CN")
        return plan is not None and plan.gives_out(phone.canonical[3:].lstrip("0"))
    return not phone.unassigned


def _masked(raw: str, writing: Writing, region: str | None) -> Phone:
    digits = writing.digits
    international = digits.startswith(("+", "00"))
    if international:
        canonical = "+" + digits.lstrip("+0")
        region = "CN" if canonical.startswith("+86") else None
        return Phone(raw, canonical, region, masked=True, international=True, disguise=writing.disguise)
    if re.match(_NANP_MASK, raw):
        region = "US"
    elif region is None and re.match(_MAINLAND_MASK, digits):
        region = "CN"
    return Phone(raw, _masked_form(digits, region), region, masked=True, disguise=writing.disguise)


def _masked_form(digits: str, region: str | None) -> str:
    if region is None or (region == "CN" and not re.match(r"[48]00|1[3-9]\d", digits)):
        return digits
    code = str(phonenumbers.country_code_for_region(region))
    return f"+{code}{digits.removeprefix('1' if code == '1' else '0')}"


def _whole(raw: str, writing: Writing, region: str | None) -> Phone:
    digits = writing.digits.lstrip("+")
    if len(digits) > MAX_DIGITS:
        raise InvalidContact("impossible-phone", raw[:64], f"a number has at most {MAX_DIGITS} digits")
    international = writing.digits[0] == "+" or (
        digits.startswith("00") and region in (None, "CN") and len(digits) > MAX_SHORT_DIGITS
    )
    national = mainland.national_of(digits, international)
    region = _region_of(writing.grouped, national, international, region)
    if region == "CN":
        if (canonical := mainland.e164_of(national)) is not None:
            return Phone(raw, canonical, "CN", False, False, writing.extension, None, international, writing.disguise)
        if (short := mainland.short_of(national, international)) is not None:
            return _phone(raw, short[1], "CN", writing, international, short=True, area_code=short[0])
    if not international and (region is None or len(digits) <= MAX_SHORT_DIGITS):
        return _phone(raw, digits, region, writing, False, short=region is not None)
    return _planned(raw, writing, region, international)


def _phone(
    raw: str,
    canonical: str,
    region: str | None,
    writing: Writing,
    international: bool,
    *,
    short: bool = False,
    area_code: str | None = None,
    extension: str | None = None,
    unassigned: bool = False,
) -> Phone:
    return Phone(
        raw,
        canonical,
        region,
        short,
        False,
        writing.extension or extension,
        area_code,
        international,
        writing.disguise,
        unassigned,
    )


def _planned(raw: str, writing: Writing, region: str | None, international: bool) -> Phone:
    """Returns the number as libphonenumber's numbering plans read it."""
    digits = writing.digits.lstrip("+")
    text = "+" + digits.removeprefix("00") if international else writing.grouped
    try:
        number = read_number(text, region)
    except NumberParseException as error:
        raise InvalidContact("not-a-phone", raw[:MAX_PHONE_CHARS], "no numbering plan reads it") from error
    home, unassigned = _assignment(number)
    if unassigned and is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        if international and mainland.is_short(digits.removeprefix("00")):  # a hotline behind a sign it cannot have
            return _phone(raw, digits.removeprefix("00"), "CN", writing, True, short=True)
        raise InvalidContact("impossible-phone", raw[:64], "no numbering plan has a number of this length")
    if number.italian_leading_zero:
        canonical = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    else:
        canonical = f"+{number.country_code}{number.national_number}"
    if len(canonical) > MAX_E164_DIGITS + 1:
        raise InvalidContact("impossible-phone", raw[:64], f"a number has at most {MAX_E164_DIGITS} digits (E.164)")
    abroad = international or number.country_code != phonenumbers.country_code_for_region(region or "")
    return _phone(raw, canonical, home or region, writing, abroad, extension=number.extension, unassigned=unassigned)


def _assignment(number: PhoneNumber) -> tuple[str | None, bool]:
    """Returns the region that the number belongs to, and whether its plan gives out no such number."""
    home, plan = home_of(number)
    if len(COUNTRY_CODE_TO_REGION_CODE.get(number.country_code or 0, ())) > 1:
        return home, home is None  # of several regions, the one whose plan holds the number
    return home, plan is None or not plan.gives_out(national_significant_number(number))


def _region_of(written: str, national: str, international: bool, region: str | None) -> str | None:
    """Returns the region whose plan the writing follows: grouping first, then what was said, then the shape."""
    if international:
        return "CN" if national else region
    if not written.isdigit() and _NANP_GROUPS.match(written):
        return "US"
    if region is not None:
        return region
    if mainland.is_mobile_or_service(national):
        return "US" if _NANP_NATIONAL.match(written) and not national.startswith("400") else "CN"
    if mainland.is_mainland(national):
        return "CN"
    return "US" if _NANP_NATIONAL.match(written) else None
