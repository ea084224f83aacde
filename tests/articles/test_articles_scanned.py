"""The five source articles, whole: everything that is to be found in them, and nothing else (`expected.toml`)."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scamguard.model.document import Document
from scamguard.model.report import Report, ScanFinding
from scamguard.scanning import Scanner

HERE = Path(__file__).parent
ARTICLES = HERE.parents[2] / "shared" / "research" / "articles"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
NUMBERS = sorted({row["article"] for rows in EXPECTED.values() for row in rows})
TODAY = "2026-11-22"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not part of the project")


@functools.cache
def scanner() -> Scanner:
    return Scanner()


@functools.cache
def report(article: str) -> Report:
    path = next(ARTICLES.glob(f"{article}_*.txt"))
    text = path.read_text(encoding="utf-8")
    return scanner().scan(Document(text, text, file=path.name), as_of=TODAY)


def starts(text: str, row: dict[str, Any]) -> int:
    """Returns where the passage of a row begins in an article."""
    start = -1
    for _ in range(row.get("nth", 1)):
        start = text.index(row["surface"], start + 1)
    return start


def platform_of(found: ScanFinding) -> str | None:
    """Returns whose a contact is said to be, or else whose it is."""
    return found.verdict.claims or found.verdict.reasons[0].finding.platform


def is_told(found: ScanFinding) -> bool:
    """Answers whether a finding is compared: a demand that raises no alarm is nothing that an article must not ask."""
    return found.finding != "demand" or found.is_alarm


@pytest.mark.parametrize("article", NUMBERS)
def test_nothing_is_missing_and_nothing_else_is_found(article: str) -> None:
    text = report(article).text
    expected = {
        (starts(text, row), row["surface"], row["finding"], row["platform"], row["status"])
        for row in EXPECTED["finding"]
        if row["article"] == article
    }

    found = {
        (found.start, found.surface, found.finding, platform_of(found), found.verdict.status.value)
        for found in report(article).findings
        if is_told(found)
    }

    assert sorted(found - expected) == [], "found and not expected"
    assert sorted(expected - found) == [], "expected and not found"


@pytest.mark.parametrize("row", EXPECTED["finding"], ids=lambda row: f"{row['article']}-{row['surface'][:24]}")
def test_the_reason_is_the_right_one(row: dict[str, Any]) -> None:
    start = starts(report(row["article"]).text, row)
    codes = [reason.code for f in report(row["article"]).findings if f.start == start for reason in f.verdict.reasons]

    assert row["code"] in codes


@pytest.mark.parametrize("row", EXPECTED["silent"], ids=lambda row: f"{row['article']}-{row['text'][:24]}")
def test_nothing_is_found_in_what_is_denied_or_ordinary(row: dict[str, Any]) -> None:
    text = report(row["article"]).text
    start = text.index(row["text"])
    end = start + len(row["text"])

    assert [f.surface for f in report(row["article"]).findings if f.start < end and start < f.end and is_told(f)] == []


@pytest.mark.parametrize("article", NUMBERS)
def test_places_cover_what_they_say(article: str) -> None:
    whole = report(article)

    assert all(whole.text[found.start : found.end] == found.surface for found in whole.findings)


def test_every_row_says_why() -> None:
    assert all(row["why"] for rows in EXPECTED.values() for row in rows)
