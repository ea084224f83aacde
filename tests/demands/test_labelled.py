"""Precision and recall on sentences that were written and labelled by somebody who did not see the words.

The misses are listed in `misses.toml`, and the list is held equal: a sentence that is repaired, or newly missed, fails
until it says so. Words were added after the first two sets were read, so these figures say what is held, not what to
expect of new texts; for that, see `FILES`.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from demand_reading import demands_in

HERE = Path(__file__).parent
#: The sets. The second and the third were each measured once before anybody who adds words had read them:
#: second, English precision 1.000, recall 0.750; Chinese precision 0.824, recall 0.700 (80 sentences);
#: third, after more words: precision 0.957, recall 0.880 in each language (100 sentences).
#: Expect the last of new texts.
FILES = ("labelled.jsonl", "labelled_second.jsonl", "labelled_third.jsonl")
ROWS: list[dict[str, Any]] = [
    json.loads(line) for name in FILES for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line
]
#: Least precision and recall, in each language.
LEAST = 0.9
#: The languages of the set.
LANGUAGES = ("en", "zh")


def outcome(row: dict[str, Any]) -> str:
    """Returns "hit", "silent", "missed" or "false alarm"."""
    is_found = bool(demands_in(row["text"]))
    if row["demand"]:
        return "hit" if is_found else "missed"
    return "false alarm" if is_found else "silent"


def test_the_set_is_large_and_half_innocent() -> None:
    innocent = sum(not row["demand"] for row in ROWS)
    assert len(ROWS) >= 200
    assert 0.4 <= innocent / len(ROWS) <= 0.6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_precision_and_recall(lang: str) -> None:
    outcomes = [(row["text"], outcome(row)) for row in ROWS if row["lang"] == lang]
    names = [name for _, name in outcomes]
    hits, missed, false = names.count("hit"), names.count("missed"), names.count("false alarm")
    precision, recall = hits / (hits + false), hits / (hits + missed)
    for text, name in outcomes:
        if name in ("missed", "false alarm"):
            print(f"{name}: {text}")
    print(f"{lang}: precision {precision:.3f}, recall {recall:.3f}, {len(names)} sentences")
    assert precision >= LEAST
    assert recall >= LEAST


def test_the_misses_are_listed() -> None:
    listed = tomllib.loads((HERE / "misses.toml").read_text(encoding="utf-8"))
    found = {name: [row["text"] for row in ROWS if outcome(row) == name] for name in ("missed", "false alarm")}
    assert found["missed"] == listed["missed"]
    assert found["false alarm"] == listed["false-alarm"]
