"""Numbering plans: libphonenumber's patterns of each region, compiled once and kept.

`phonenumbers` looks a pattern up by its text whenever it needs one, a dozen times a number, among the 512 that `re`
remembers; numbers of many regions drive each other's patterns out of there. What it answers is what is answered here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final, TypeAlias

import phonenumbers
from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberDesc,
    PhoneNumberType,
    national_significant_number,
)

#: Matches digits with a compiled pattern.
Match: TypeAlias = Callable[[str], "re.Match[str] | None"]

#: Types in the order in which libphonenumber asks for them, fixed lines and mobiles aside.
_SPECIAL: Final = (
    ("premium_rate", PhoneNumberType.PREMIUM_RATE),
    ("toll_free", PhoneNumberType.TOLL_FREE),
    ("shared_cost", PhoneNumberType.SHARED_COST),
    ("voip", PhoneNumberType.VOIP),
    ("personal_number", PhoneNumberType.PERSONAL_NUMBER),
    ("pager", PhoneNumberType.PAGER),
    ("uan", PhoneNumberType.UAN),
    ("voicemail", PhoneNumberType.VOICEMAIL),
)
#: Lengths of a national significant number that libphonenumber reads.
_MIN_NATIONAL: Final = 2
_MAX_NATIONAL: Final = 17
_MAX_CODE: Final = 3


class Described:
    """Numbers that one pattern of a plan describes; it is compiled when the first number has a fitting length.

    Args:
        described: the pattern, and the lengths that its numbers have.
    """

    __slots__ = ("_lengths", "_match", "_pattern")

    def __init__(self, described: PhoneNumberDesc | None) -> None:
        pattern = described.national_number_pattern if described is not None else None
        self._pattern = pattern or ""
        self._lengths = tuple(described.possible_length) if described is not None and pattern else ()
        self._match: Match | None = None

    def __bool__(self) -> bool:
        """Answers whether there are such numbers."""
        return bool(self._pattern)

    def fits(self, national: str) -> bool:
        """Answers whether a national significant number is one of them."""
        if (self._lengths and len(national) not in self._lengths) or not self._pattern:
            return False
        if self._match is None:
            self._match = re.compile(self._pattern).fullmatch
        return self._match(national) is not None


class Plan:
    """The numbers that one region, or one code of no region, gives out.

    Args:
        metadata: what libphonenumber knows of the region.

    Attributes:
        code: the country code.
    """

    def __init__(self, metadata: PhoneMetadata) -> None:
        self.code = metadata.country_code or 0
        self._metadata = metadata
        self._general = Described(metadata.general_desc)
        named = ((Described(getattr(metadata, name)), kind) for name, kind in _SPECIAL)
        self._special = tuple((described, kind) for described, kind in named if described)
        self._fixed = Described(metadata.fixed_line)
        self._mobile = Described(metadata.mobile)
        self._is_one_pattern = bool(metadata.same_mobile_and_fixed_line_pattern)

    @functools.cached_property
    def starts_with(self) -> Match | None:
        """Matches a number that begins as all of the region do; None where other regions' begin so too."""
        leading = self._metadata.leading_digits
        return re.compile(leading).match if leading is not None else None

    @functools.cached_property
    def is_prefixed(self) -> Match:
        """Matches a national number that begins with what is dialled before it in the region."""
        prefix = self._metadata.national_prefix_for_parsing
        return re.compile(prefix).match if prefix else _never

    @functools.cached_property
    def is_abroad(self) -> Match:
        """Matches digits that begin as calls to other countries do."""
        prefix = self._metadata.international_prefix
        return re.compile(prefix).match if prefix else _never

    def gives_out(self, national: str) -> bool:
        """Answers whether a national significant number is of any type of the plan."""
        if not self._general.fits(national):
            return False
        if self._fixed.fits(national) or (not self._is_one_pattern and self._mobile.fits(national)):
            return True
        return any(described.fits(national) for described, _ in self._special)

    def type_of(self, national: str) -> int:
        """Returns the type (`PhoneNumberType`) of a national significant number; UNKNOWN where it is not given out."""
        if not self._general.fits(national):
            return PhoneNumberType.UNKNOWN
        for described, kind in self._special:
            if described.fits(national):
                return kind
        if self._fixed.fits(national):
            is_either = self._is_one_pattern or self._mobile.fits(national)
            return PhoneNumberType.FIXED_LINE_OR_MOBILE if is_either else PhoneNumberType.FIXED_LINE
        is_mobile = not self._is_one_pattern and self._mobile.fits(national)
        return PhoneNumberType.MOBILE if is_mobile else PhoneNumberType.UNKNOWN


def _never(_text: str) -> None:
    """Matches nothing: of prefixes that a region does not have."""


@functools.cache  # as many as there are regions
def plan_of(region: str, code: int = 0) -> Plan | None:
    """Returns the plan of a region; None where there is no such region.

    Args:
        region: ISO 3166-1 alpha-2 code, or "001" for numbers of no region.
        code: the country code; it tells the plans of no region apart.
    """
    metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return Plan(metadata) if metadata is not None else None


def read_number(text: str, region: str | None) -> PhoneNumber:
    """Returns the number that a text is in the plan of its country, or else of a region (`phonenumbers.parse`).

    Raises:
        NumberParseException: no plan reads it.
    """
    return _read_plain(text, region) or phonenumbers.parse(text, region)


def _read_plain(text: str, region: str | None) -> PhoneNumber | None:
    """Returns the number of digits with nothing before them that would have to be taken off; None of all others."""
    if text.startswith("+"):
        national = text[1:]
        plan = _plan_before(national)
        national = national[len(str(plan.code)) :] if plan is not None else ""
    else:
        national = text
        plan = plan_of(region) if region is not None else None
        if plan is None or text.startswith(str(plan.code)) or plan.is_abroad(text):
            return None
    if plan is None or not (_MIN_NATIONAL < len(national) <= _MAX_NATIONAL and national.isdecimal()):
        return None
    is_bare = national.isascii() and national[0] != "0" and not plan.is_prefixed(national)
    return PhoneNumber(country_code=plan.code, national_number=int(national)) if is_bare else None


def _plan_before(digits: str) -> Plan | None:
    """Returns the plan of the country code that digits begin with; of several regions', that of the main one."""
    for length in range(1, _MAX_CODE + 1):
        code = digits[:length]
        if code in _MAIN_REGIONS:
            return plan_of(_MAIN_REGIONS[code], int(code))
    return None


_MAIN_REGIONS: Final = {str(code): regions[0] for code, regions in COUNTRY_CODE_TO_REGION_CODE.items()}


def home_of(number: PhoneNumber) -> tuple[str | None, Plan | None]:
    """Returns the region that a number belongs to (`region_code_for_number`) and its plan; of no region, None."""
    code, national = number.country_code or 0, national_significant_number(number)
    regions = COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    for region in regions:
        plan = plan_of(region, code)
        if plan is None:
            continue
        if len(regions) == 1 or (plan.starts_with or plan.gives_out)(national):
            return region, plan
    return None, None


def type_of(number: PhoneNumber) -> int:
    """Returns the type of a number in the plan of its region (`number_type`); UNKNOWN where it is not given out."""
    _, plan = home_of(number)
    return plan.type_of(national_significant_number(number)) if plan is not None else PhoneNumberType.UNKNOWN


def is_given_out(number: PhoneNumber) -> bool:
    """Answers whether the plan of its region gives a number out (`is_valid_number`)."""
    _, plan = home_of(number)
    return plan is not None and plan.gives_out(national_significant_number(number))
