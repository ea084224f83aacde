"""The tables of this folder: one message a row, what is found in it, and why. The fields stand in `contacts.toml`."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scamguard import Guard
from scamguard.extract.glyphs import Glyphs
from scamguard.model.document import Document
from scamguard.model.report import ScanFinding
from scamguard.scanning import Scanner

HERE = Path(__file__).parent
AS_OF = "2026-11-22"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message."""

    text: str
    why: str
    #: "kind network? canonical | the exact passage", in the order of the text.
    found: tuple[str, ...] = ()
    bug: str | None = None


def table(name: str) -> dict[str, tuple[Row, ...]]:
    """Returns the groups of `<name>.toml`."""
    return msgspec.convert(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")), dict[str, tuple[Row, ...]])


def rows(name: str) -> list[Any]:
    """Returns the rows of `<name>.toml` as parameters of a test; one with a known bug must fail."""
    return [
        pytest.param(
            row,
            id=ascii(f"{group}-{number}"),
            marks=[pytest.mark.xfail(reason=row.bug, strict=True)] if row.bug else [],
        )
        for group, members in table(name).items()
        for number, row in enumerate(members)
    ]


@functools.cache
def scanner() -> Scanner:
    """Returns the one scanner that the tests share."""
    return Scanner(Guard())


@functools.cache
def glyphs() -> Glyphs:
    """Returns what characters stand for, as shipped."""
    return Glyphs(**scanner().guard.knowledge.reading.glyphs)


def contacts_in(text: str) -> list[ScanFinding]:
    """Returns the contacts that a scan finds in a text."""
    report = scanner().scan(Document(text, text), as_of=AS_OF)
    return [finding for finding in report.findings if finding.finding == "contact"]


def as_rows(found: list[ScanFinding]) -> list[str]:
    """Returns contacts as the tables write them."""
    return [f"{named(finding)} | {finding.surface}" for finding in found]


def named(finding: ScanFinding) -> str:
    """Returns the kind of a contact, its network where it has one, and its canonical form."""
    contact = finding.verdict.contact
    parts = (contact.kind, getattr(contact, "network", ""), contact.canonical)
    return " ".join(part for part in parts if part)
