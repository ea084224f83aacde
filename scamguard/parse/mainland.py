"""Numbers of mainland China: what is dialled as it stands, and what has an E.164 form.

libphonenumber calls every hotline here invalid, and turns 95588 into +8695588. The shapes are those of the
Telecommunications Network Code Number Resources table (MIIT) and YD/T 638.
"""

from __future__ import annotations

import re

#: Emergency and 1xx services, carriers (100xx), 12xxx lines, 95/96 service numbers, 1010 and 1065/1069 codes.
_SHORT = re.compile(
    r"1(?:10|19|20|22|14)|100\d{2}\d{0,4}|10[16]0\d{4}|106\d{5,17}|12\d{3}\d{0,6}|123\d{2}|116\d{2,3}|118\d{2,3}"
    r"|95\d{3,7}|96\d{3,6}"
)
_AREA_HOTLINE = re.compile(r"(0?(?:10|2\d|[3-9]\d{2}))(9[56]\d{3}|12\d{3}|100\d{2})")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00\d{7}")
#: Mobiles, 400 and 800 numbers, and landlines with their area code.
_ORDINARY = re.compile(r"1[3-9]\d{9}|[48]00\d{7}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}")
_AFTER_86 = re.compile(r"1[3-9]\d{9}|[48]00\d{7}|9[56]\d{3}")


def national_of(digits: str, international: bool) -> str:
    """Returns the digits as they are dialled inside the country; "" where they belong to another one.

    Args:
        digits: all digits as written.
        international: they begin with a country code.
    """
    if international:
        body = digits.removeprefix("00")
        return body[2:] if body.startswith("86") else ""
    return digits[2:] if digits.startswith("86") and _AFTER_86.fullmatch(digits[2:]) else digits


def short_of(national: str, international: bool) -> tuple[str | None, str] | None:
    """Returns the area code, if any, and the short number that the digits are; None for an ordinary number."""
    found = _AREA_HOTLINE.fullmatch(national)
    if found and (international or found[1].startswith("0")):
        return "0" + found[1].removeprefix("0"), found[2]
    is_beijing_landline = international and len(national) == 10 and national.startswith("10")
    if is_beijing_landline or _MOBILE.fullmatch(national):
        return None
    return (None, national) if _SHORT.fullmatch(national) else None


def e164_of(national: str) -> str | None:
    """Returns the E.164 form of an ordinary number, or None where its shape is not known here."""
    return "+86" + national.lstrip("0") if _ORDINARY.fullmatch(national) else None


def is_mainland(national: str) -> bool:
    """Answers whether digits that name no country have a shape that only mainland numbers have."""
    return is_mobile_or_service(national) or _SHORT.fullmatch(national) is not None or is_area_hotline(national)


def is_mobile_or_service(national: str) -> bool:
    """Answers whether the digits are a mobile, 400 or 800 number; ten digits may be a North American number too."""
    return _MOBILE.fullmatch(national) is not None or _SERVICE.fullmatch(national) is not None


def is_area_hotline(national: str) -> bool:
    """Answers whether the digits are a hotline behind an area code ("021-95588")."""
    return national.startswith("0") and _AREA_HOTLINE.fullmatch(national) is not None


def is_short(digits: str) -> bool:
    """Answers whether the digits are a number that is dialled as it stands."""
    return _SHORT.fullmatch(digits) is not None
