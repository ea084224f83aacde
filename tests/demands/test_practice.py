"""Sentences that were written while words were added: what was gained is kept. They are in `practice.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from demand_reading import demands_in

LISTS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "practice.toml").read_text(encoding="utf-8"))
#: Most sentences that may be listed as misses, and as false alarms, in a hundred.
MOST = 5


@pytest.mark.parametrize("text", LISTS["asked"], ids=lambda text: text[:40])
def test_what_is_asked_is_found(text: str) -> None:
    assert demands_in(text)


@pytest.mark.parametrize("text", LISTS["innocent"], ids=lambda text: text[:40])
def test_what_asks_for_nothing_is_silent(text: str) -> None:
    assert demands_in(text) == []


def test_the_misses_are_listed_and_few() -> None:
    assert [text for text in LISTS["missed"] if demands_in(text)] == []
    assert [text for text in LISTS["false-alarm"] if not demands_in(text)] == []
    assert 100 * len(LISTS["missed"]) <= MOST * len(LISTS["asked"])
    assert 100 * len(LISTS["false-alarm"]) <= MOST * len(LISTS["innocent"])
