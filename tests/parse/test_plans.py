"""Numbering plans answer as libphonenumber's own functions do: over every region, for numbers true and mangled."""

from __future__ import annotations

import random
from collections.abc import Callable

import phonenumbers
import pytest
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneNumber

from scamguard.parse.plans import home_of, is_given_out, read_number, type_of

TYPES = range(12)
#: What is put before a number: prefixes inside and out of countries, and digits that are none.
BEFORE = ("0", "1", "8", "00", "011", "9", "06")


def numbers(seed: int) -> list[tuple[str, str | None]]:
    """Returns numbers of every region and type with the region that they are read in, most of them changed."""
    chance = random.Random(seed)
    found: list[tuple[str, str | None]] = []
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        for region, kind in ((region, kind) for region in regions for kind in TYPES):
            example = (
                phonenumbers.example_number_for_non_geo_entity(code)
                if region == "001"
                else phonenumbers.example_number_for_type(region, kind)
            )
            if example is None:
                continue
            digits = phonenumbers.national_significant_number(example)
            home = None if region == "001" else region
            for national in (digits, *(_changed(digits, chance) for _ in range(2))):
                found += [
                    (f"+{code}{national}", chance.choice((None, home, "CN"))),
                    (national, home),
                    (f"{code}{national}", home),
                    (national, chance.choice(("US", "CN", "DE", "BR", "AR", "MX", "IT", "HU"))),
                ]
    return found


def _changed(digits: str, chance: random.Random) -> str:
    place = chance.randrange(len(digits))
    return chance.choice((
        digits[:place] + chance.choice("0123456789") + digits[place + 1 :],
        digits[:place] or "1",
        digits + chance.choice("0123456789"),
        chance.choice(BEFORE) + digits,
    ))  # fmt: skip


def _answer(read: Callable[[str, str | None], PhoneNumber], text: str, region: str | None) -> PhoneNumber | int:
    try:
        return read(text, region)
    except NumberParseException as error:
        return int(error.error_type)


def test_every_number_is_what_libphonenumber_says() -> None:
    rows = numbers(1)
    assert len(rows) > 10_000
    for text, region in rows:
        number = _answer(phonenumbers.parse, text, region)
        assert _answer(read_number, text, region) == number, (text, region)
        if isinstance(number, PhoneNumber):
            assert home_of(number)[0] == phonenumbers.region_code_for_number(number), text
            assert type_of(number) == phonenumbers.number_type(number), text
            assert is_given_out(number) == phonenumbers.is_valid_number(number), text


@pytest.mark.parametrize(
    ("text", "region", "why"),
    [
        ("+8613122891139", None, "plain"),
        ("+14155550123", "CN", "its own country's, wherever it is read"),
        ("+390236618300", None, "an Italian zero belongs to the number"),
        ("+4402079460018", None, "a British one does not"),
        ("+5491123456789", None, "an Argentine mobile is turned around"),
        ("+3906", None, "the least that a number can have"),
        ("0012025550142", "CN", "dialled from China"),
        ("4930901820", "DE", "the country code without its sign"),
        ("+80012345678", None, "of no region"),
        ("+999123456789", None, "of no country"),
        ("+", None, "nothing"),
        ("", "US", "nothing at all"),
        ("12", "US", "too short"),
        ("+1" + "2" * 17, None, "too long"),
        ("(415) 555-0123", "US", "with signs"),
        ("４１５５５５０１２３", "US", "full-width digits"),
        ("+٤٤٢٠٧٩٤٦٠٠١٨", None, "Arabic digits"),
        ("2125550123", "us", "a region in lower case"),
        ("2125550123", "ZZ", "no region"),
        ("2125550123 ext. 5", "US", "an extension"),
        ("tel:+1-202-555-0142;phone-context=+1", None, "a link"),
    ],
)
def test_odd_writings_are_read_alike(text: str, region: str | None, why: str) -> None:
    assert _answer(read_number, text, region) == _answer(phonenumbers.parse, text, region), why
