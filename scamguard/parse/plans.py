"""Numbering plans: libphonenumber's patterns of each region, compiled once and kept.

`phonenumbers` looks a pattern up by its text whenever it needs one, a dozen times a number, among the 512 that `re`
remembers; numbers of many regions drive each other's patterns out of there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final, TypeAlias

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberDesc,
    PhoneNumberType,
    national_significant_number,
)

#: Answers whether a national number is written as a plan describes a type of numbers.
Fits: TypeAlias = Callable[[str], object]

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


class Plan:
    """The numbers that one region, or one code of no region, gives out.

    Args:
        metadata: what libphonenumber knows of the region.
    """

    __slots__ = ("_fixed", "_general", "_is_one_pattern", "_mobile", "_special", "starts_with")

    def __init__(self, metadata: PhoneMetadata) -> None:
        self._general = _fits(metadata.general_desc)
        named = ((_fits(getattr(metadata, name)), kind) for name, kind in _SPECIAL)
        self._special = tuple((fits, kind) for fits, kind in named if fits is not _never)
        self._fixed = _fits(metadata.fixed_line)
        self._mobile = _fits(metadata.mobile)
        self._is_one_pattern = bool(metadata.same_mobile_and_fixed_line_pattern)
        leading = metadata.leading_digits
        #: Answers whether a number begins as all of the region do; None where other regions' begin so too.
        self.starts_with = re.compile(leading).match if leading is not None else None

    def type_of(self, national: str) -> int:
        """Returns the type (`PhoneNumberType`) of a national significant number; UNKNOWN where it is not given out."""
        if not self._general(national):
            return PhoneNumberType.UNKNOWN
        for fits, kind in self._special:
            if fits(national):
                return kind
        return self._plain_type_of(national)

    def _plain_type_of(self, national: str) -> int:
        if self._fixed(national):
            is_either = self._is_one_pattern or self._mobile(national)
            return PhoneNumberType.FIXED_LINE_OR_MOBILE if is_either else PhoneNumberType.FIXED_LINE
        is_mobile = not self._is_one_pattern and self._mobile(national)
        return PhoneNumberType.MOBILE if is_mobile else PhoneNumberType.UNKNOWN


def _never(_national: str) -> None:
    """Answers for types that a region does not have."""


def _fits(described: PhoneNumberDesc | None) -> Fits:
    if described is None or not described.national_number_pattern:
        return _never
    full = re.compile(described.national_number_pattern).fullmatch
    lengths = frozenset(described.possible_length)
    return (lambda national: len(national) in lengths and full(national)) if lengths else full


@functools.cache  # as many as there are regions
def plan_of(code: int, region: str) -> Plan | None:
    """Returns the plan of a region, or of a country code that belongs to none ("001"); None where there is no such."""
    metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return Plan(metadata) if metadata is not None else None


def type_of(number: PhoneNumber) -> tuple[str | None, int]:
    """Returns the region that a number belongs to, and its type there (`region_code_for_number`, `number_type`).

    A number of no region (None), and one that its region's plan does not give out, are of UNKNOWN type.
    """
    code, national = number.country_code or 0, national_significant_number(number)
    region = _region_of(code, national)
    plan = plan_of(code, region) if region is not None else None
    return region, plan.type_of(national) if plan is not None else PhoneNumberType.UNKNOWN


def _region_of(code: int, national: str) -> str | None:
    """Returns which of the regions that share a country code has the number (`region_code_for_number`)."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    if len(regions) == 1:
        return regions[0]
    for region in regions:
        plan = plan_of(code, region)
        if plan is None:
            continue
        if plan.starts_with(national) if plan.starts_with else plan.type_of(national) != PhoneNumberType.UNKNOWN:
            return region
    return None
