"""A column shared out among processes: the same answers in the same order."""

from __future__ import annotations

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from own_records import ACME_BANK

from frames.columns import DAY, rows_of
from scamguard import Guard, Knowledge, UsageError, lay_over
from scamguard.columns import Checking, Options, Scanning
from scamguard.frames import check_column, scan_column
from scamguard.frames.sharing import ColumnTask


class Odd:
    """What no process can be sent."""

    def __reduce__(self) -> Any:
        raise TypeError("not to be sent")


class Word(str):
    """A text that has become something else."""

    def __reduce__(self) -> Any:
        raise TypeError("not to be sent")


@pytest.mark.lengthy
def test_shared_checks_are_the_same() -> None:
    contacts = ["95588", None, "400-882-1234", "95588\ud800", 7, Odd(), Word("95588"), "9" * 9000] + [
        f"shop{row % 20}.example" for row in range(17_000)
    ]
    claims = [("icbc", None, "nix", "TikTok Shop")[row % 4] for row in range(len(contacts))]
    given = (pd.Series(contacts, dtype=object), pd.Series(claims, dtype=object))
    alone, by_two = (
        check_column(given[0], claims=given[1], as_of=DAY, lang="zh", workers=workers) for workers in (1, 2)
    )

    assert rows_of(by_two) == rows_of(alone)
    assert [row and row["error"] for row in rows_of(by_two)[4:6]] == [
        "contact: a text is needed, not int",
        "contact: a text is needed, not Odd",
    ]


@pytest.mark.lengthy
def test_shared_scans_are_the_same() -> None:
    texts = [f"TikTok Shop support: 400-882-{row % 40:04d}" if row % 3 else None for row in range(2_100)]
    alone, by_two = (scan_column(pl.Series(texts), as_of=DAY, workers=workers) for workers in (1, 2))

    assert by_two.equals(alone)
    assert by_two.null_count() == 700


@pytest.mark.lengthy
def test_workers_answer_from_the_knowledge_that_is_given() -> None:
    guard = Guard(lay_over(Knowledge.shipped(), ACME_BANK).knowledge)
    contacts = pa.array(["+44 20 7946 0123"] * 2 + [f"{row % 9}.example" for row in range(17_000)])
    rows = rows_of(check_column(contacts, claims="Acme Bank", guard=guard, as_of=DAY, with_json=False, workers=2))

    assert [row and row["status"] for row in rows[:3]] == ["official", "official", "unverified"]


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2", 10_000])
def test_a_wrong_number_of_workers(workers: Any) -> None:
    with pytest.raises(UsageError, match=r"^workers .*: use a number from 1 to"):
        check_column(pa.array(["95588"]), workers=workers)


def test_columns_of_different_length_are_refused_before_a_process_starts() -> None:
    with pytest.raises(UsageError, match=r"^claims: 1 rows beside 17,000; both columns need the same length"):
        check_column(pa.array(["95588"] * 17_000), claims=pa.array(["icbc"]), workers=2)


@pytest.mark.parametrize("kind", [Checking, Scanning])
def test_a_row_that_kills_its_workers_has_an_error(kind: Any) -> None:
    task = ColumnTask(kind, Knowledge.shipped(), Options(as_of=DAY))
    assert pickle.loads(pickle.dumps(task)).options == task.options

    halves = task.halves((["a", "b", "95588"], ["x", "y", "icbc"]))
    assert halves == ((["a"], ["x"]), (["b", "95588"], ["y", "icbc"]))
    assert task.halves((["a"], None)) is None
    assert task.halves((["a", "b"], None)) == ((["a"], None), (["b"], None))
    answered = task.joined(task.lost(halves[0]), task.begin()((["95588"], ["icbc"])))
    rows = pa.chunked_array(answered).to_pylist()
    assert rows[0].pop("error") == "the worker process died at it, twice (out of memory, or killed)"
    assert set(rows[0].values()) == {None}
    assert rows[1]["error"] is None
