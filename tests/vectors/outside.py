"""Where the outside vectors lie, and how they are read. They are not part of the project: several may not be copied."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
EVALUATION = CHECKOUT.parent / "shared" / "eval"

needs_vectors = pytest.mark.skipif(not EVALUATION.is_dir(), reason="the evaluation sets (../shared/eval) are not here")


def rows(name: str) -> list[tuple[int, dict[str, str]]]:
    """Returns the rows of a vector file, each with its line number; none where the file is absent."""
    path = EVALUATION / "vectors" / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2))
