"""libphonenumber's vectors for reading and for equality.

They rest on invented numbering plans, so a reading counts only where the real plans give the same number; equality
counts between numbers that name their country. Lines that are read differently are listed, each with its reason; a
line that agrees again must be taken off the list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import phonenumbers
import pytest
from outside import needs_vectors, rows

from scamguard import InvalidContact
from scamguard.model.contacts import Phone
from scamguard.parse.contact import parse_contact

#: Why a vector is read differently, and the lines of parse_cases.tsv that are. "bug" marks what is to be repaired.
EXEMPT_READINGS = {
    "letters are not the keys of a telephone: l and O are digits in disguise, words are words": (
        29, 30, 31, 32, 33, 34, 81, 82, 135,
    ),
    "a phone-context that names no country, or parameters of another form": (
        7, 8, 143, 144, 145,
    ),
    "parameters stand behind tel: alone, and tel: begins the text": (9, 13),
    "extension words in Russian and Spanish are not known": (79, 104, 105, 108, 109, 110, 111, 112, 113),
    "bug: extension words in full-width letters are not known": (96, 97, 98),
    "a bare mark before an extension (; , ,, ~) is not known": (101, 102, 106, 126, 127, 128, 132),
    "a second extension is not known": (114, 115, 116),
    "an extension has at most seven digits": (118, 120, 121, 122, 123, 124, 125, 131, 133, 134),
    "bug: after x an extension has at most six digits and one blank; otherwise the x is taken for a mask": (
        91, 99, 129, 130,
    ),
    "no plan has the length": (20, 21, 22, 27, 83, 84),
    "at most six digits stand as they are, in every region": (73, 74, 75, 137, 138, 139, 140),
    "* hides a digit": (26,),
    "xx stands for a carrier's code in Latin America only; it hides digits here": (59, 60),
    "a second plus is a mistake": (42,),
}  # fmt: skip
#: The same for texts that are no numbers to libphonenumber.
EXEMPT_REFUSALS = {
    "digits without a region stand as they are, a number of an unknown plan": (164, 165, 166, 174, 175, 182),
    "at most six digits stand as they are, in every region, also an international prefix alone": (167, 168, 169, 170),
    "* and # hide digits": (160, 181),
}
#: The same for number_match_cases.tsv.
EXEMPT_EQUALITIES = {
    "one of the two is written in a way that is not read, see above": (9, 11, 12),
}


def reasons(exempt: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    """Returns line -> reason."""
    return {line: reason for reason, lines in exempt.items() for line in lines}


def read(text: str, region: str | None) -> tuple[str, str | None] | None:
    """Returns the canonical form and the extension, or None where the text is no number."""
    try:
        found = parse_contact(text, "phone", region)
    except InvalidContact:
        return None
    assert isinstance(found, Phone)
    return found.canonical, found.extension


def region_of(row: dict[str, str]) -> str | None:
    return row["region"] if row["region"] in phonenumbers.SUPPORTED_REGIONS else None


def really(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    """Returns the number in the real numbering plans."""
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def readings() -> list[tuple[int, str, str | None, tuple[str, str | None]]]:
    """Returns line, text, region and expected reading of the vectors that the real plans agree with."""
    found = []
    for line, row in rows("parse_cases.tsv"):
        text, region = json.loads(row["input_json"]), region_of(row)
        number = really(text, region) if row["expected"] == "ok" else None
        if number is None:
            continue
        if (str(number.country_code), str(number.national_number)) == (row["country_code"], row["national_number"]):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            found.append((line, text, region, (e164, row["extension"] or None)))
    return found


def refusals() -> list[tuple[int, str, str | None]]:
    """Returns line, text and region of the vectors that are no numbers."""
    return [
        (line, text, region_of(row))
        for line, row in rows("parse_cases.tsv")
        if row["expected"] != "ok" and (text := json.loads(row["input_json"])) is not None
    ]


def equalities() -> list[tuple[int, str, str, bool]]:
    """Returns line, two texts and whether they are one number, where that does not hang on a plan."""
    found = []
    for line, row in rows("number_match_cases.tsv"):
        first, second = json.loads(row["a_json"]), json.loads(row["b_json"])
        if row["expected"] in ("EXACT_MATCH", "NO_MATCH", "NOT_A_NUMBER") and "OBJ:" not in first + second:
            found.append((line, first, second, row["expected"] == "EXACT_MATCH"))
    return found


@needs_vectors
@pytest.mark.parametrize(("line", "text", "region", "wanted"), readings())
def test_reading(line: int, text: str, region: str | None, wanted: tuple[str, str | None]) -> None:
    agrees = read(text, region) == wanted

    assert agrees is not (line in reasons(EXEMPT_READINGS)), f"{read(text, region)}, not {wanted}"


@needs_vectors
@pytest.mark.parametrize(("line", "text", "region"), refusals())
def test_refusal(line: int, text: str, region: str | None) -> None:
    agrees = read(text, region) is None

    assert agrees is not (line in reasons(EXEMPT_REFUSALS)), f"{read(text, region)}"


@needs_vectors
@pytest.mark.parametrize(("line", "first", "second", "same"), equalities())
def test_equality(line: int, first: str, second: str, same: bool) -> None:
    found = read(first, None), read(second, None)
    agrees = (found[0] == found[1] and found[0] is not None) is same

    assert agrees is not (line in reasons(EXEMPT_EQUALITIES)), f"{found}"


@needs_vectors
def test_enough_vectors_are_left_to_mean_something() -> None:
    assert len(readings()) > 140
    assert len(readings()) - len(reasons(EXEMPT_READINGS)) > 60
    assert len(equalities()) > 20
