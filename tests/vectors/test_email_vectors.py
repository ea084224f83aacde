"""email-validator's vectors: what is a mail address, and what its canonical form is.

The vectors ask for an address as a program writes it; `parse_email` reads an address as a person writes it. Lines on
which the two differ are listed, each with its reason; a line that agrees again must be taken off the list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from outside import needs_vectors, rows

from scamguard import InvalidContact
from scamguard.model.contacts import Email
from scamguard.parse.emails import parse_email

VALID = ("valid", "valid_only_quoted")
#: A bracketed IP address is syntax, but nobody's mail domain; addresses outside ASCII are wanted (RFC 6531).
INVALID = ("invalid", "invalid_strict_only", "invalid_reserved_domain", "unsafe_char", "valid_only_domain_literal")

#: Why a vector is judged differently, and the lines that are. "bug" marks what is to be repaired.
EXEMPT = {
    "blanks and line breaks around an address are trimmed: they come with copying": (
        57, 70, 214, 215, 225, 252, 253, 257, *range(266, 284),
    ),
    "display names and angle brackets are wanted": (106, 107, 111, 112, 113, 114, 115),
    "full-width and small @ are disguises of @": (28,),
    "compatibility characters are disguises of what they stand for": (64,),
    "characters outside ASCII are allowed before the @, also escaped (RFC 6531)": (285,),
    "a letter and its combining marks are one letter, before lengths and signs are looked at": (89, 109),
    "a domain needs a dot and a last label that is no number; whether that label exists is not asked": (95,),
    "bug: the quotation marks are not counted into the 64 octets before the @ (RFC 5321, 4.5.3.1.1)": (185, 186),
}  # fmt: skip


def reasons(exempt: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    """Returns line -> reason."""
    return {line: reason for reason, lines in exempt.items() for line in lines}


def read(text: str) -> Email | None:
    """Returns the address, or None where the text is none."""
    try:
        return parse_email(text)
    except InvalidContact:
        return None


def vectors(*expected: str) -> list[tuple[int, dict[str, str]]]:
    return [(line, row) for line, row in rows("email_validator_cases.tsv") if row["expected"] in expected]


@needs_vectors
@pytest.mark.parametrize(("line", "row"), vectors(*VALID, *INVALID))
def test_validity(line: int, row: dict[str, str]) -> None:
    found = read(json.loads(row["email_json"]))
    agrees = (found is not None) is (row["expected"] in VALID)

    assert agrees is not (line in reasons(EXEMPT)), f"{found} {row['detail']}"


@needs_vectors
@pytest.mark.parametrize(("line", "row"), [(n, row) for n, row in vectors("invalid") if n not in reasons(EXEMPT)])
def test_an_error_says_what_is_wrong(line: int, row: dict[str, str]) -> None:
    with pytest.raises(InvalidContact) as raised:
        parse_email(json.loads(row["email_json"]))

    assert raised.value.detail
    assert raised.value.found


@needs_vectors
@pytest.mark.parametrize(("line", "row"), [(n, row) for n, row in vectors(*VALID) if n not in reasons(EXEMPT)])
def test_canonical_form(line: int, row: dict[str, str]) -> None:
    found = read(json.loads(row["email_json"]))
    assert found is not None
    wanted_domain = row["ascii_domain"] or found.domain
    wanted_local = row["normalized"].rpartition("@")[0] or found.local

    assert (found.local, found.domain) == (wanted_local, wanted_domain)
    assert found.canonical == f"{found.local}@{found.domain}"


@needs_vectors
def test_enough_vectors_are_left_to_mean_something() -> None:
    assert len(vectors(*VALID)) > 50
    assert len(vectors(*INVALID)) - len(reasons(EXEMPT)) > 150
