"""The same rows as a column of each library, back again, and what each row must say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import polars as pl
import pyarrow as pa

from scamguard import Report, Verdict, to_dict, to_json

DAY = "2026-11-22"


class Library(NamedTuple):
    """How a library makes a column of texts, and what its answers are."""

    make: Callable[[Sequence[str | None]], Any]
    kind: type


def chunked(rows: Sequence[str | None]) -> pa.ChunkedArray:
    """Returns a column in three chunks, the middle one empty."""
    half = len(rows) // 2
    return pa.chunked_array([rows[:half], [], rows[half:]], pa.string())


def sliced(rows: Sequence[str | None]) -> pa.Array:
    """Returns an array that starts in the middle of another."""
    return pa.array(["before", None, *rows, "after"], pa.string()).slice(2, len(rows))


def sliced_words(rows: Sequence[str | None]) -> pa.Array:
    """Returns a dictionary-encoded array that starts in the middle of another."""
    return pa.array(["before", None, *rows, "after"], pa.string()).dictionary_encode().slice(2, len(rows))


def null_among_the_words(rows: Sequence[str | None]) -> pa.Array:
    """Returns a dictionary-encoded array whose dictionary, and not the indices, holds the null."""
    words = list(dict.fromkeys(rows))
    return pa.DictionaryArray.from_arrays(
        pa.array([words.index(row) for row in rows], pa.int16()), pa.array(words, pa.string())
    )


class Exporting:
    """A column of somebody else's, which only hands out Arrow."""

    def __init__(self, rows: Sequence[str | None]) -> None:
        self._rows = pa.array(rows, pa.string())

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        return self._rows.__arrow_c_array__(requested_schema)


class Streaming:
    """A column of somebody else's, which hands out Arrow in pieces."""

    def __init__(self, rows: Sequence[str | None]) -> None:
        self._rows = chunked(rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self._rows.__arrow_c_stream__(requested_schema)


def in_pandas(dtype: Any) -> Library:
    """Returns pandas with one of its types of text."""
    return Library(lambda rows: pd.Series(list(rows), dtype=dtype), pd.Series)


def in_arrow(kind: Any) -> Library:
    """Returns pyarrow with one of its types of text."""
    return Library(lambda rows: pa.array(rows, kind), pa.ChunkedArray)


LIBRARIES = {
    "polars": Library(lambda rows: pl.Series("contacts", rows, dtype=pl.String), pl.Series),
    "polars categorical": Library(lambda rows: pl.Series(rows, dtype=pl.String).cast(pl.Categorical), pl.Series),
    "polars in chunks": Library(
        lambda rows: pl.Series(rows[:1], dtype=pl.String).append(pl.Series(rows[1:], dtype=pl.String)), pl.Series
    ),
    "pandas object": in_pandas(object),
    "pandas str": in_pandas("str"),
    "pandas string in Python": in_pandas("string[python]"),
    "pandas string in Arrow": in_pandas("string[pyarrow]"),
    "pandas Arrow": in_pandas(pd.ArrowDtype(pa.string())),
    "pandas Arrow dictionary": in_pandas(pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))),
    "pandas categories": in_pandas("category"),
    "string": in_arrow(pa.string()),
    "large_string": in_arrow(pa.large_string()),
    "string_view": in_arrow(pa.string_view()),
    "dictionary": in_arrow(pa.dictionary(pa.int8(), pa.string())),
    "null in the dictionary": Library(null_among_the_words, pa.ChunkedArray),
    "chunks": Library(chunked, pa.ChunkedArray),
    "slice": Library(sliced, pa.ChunkedArray),
    "slice of a dictionary": Library(sliced_words, pa.ChunkedArray),
    "somebody's array": Library(Exporting, pa.ChunkedArray),
    "somebody's stream": Library(Streaming, pa.ChunkedArray),
}


def rows_of(column: Any) -> list[dict[str, Any] | None]:
    """Returns the rows of any column of structs as Python has them."""
    if isinstance(column, pd.Series):
        return [None if row is pd.NA else row for row in column.tolist()]
    found: list[dict[str, Any] | None] = column.to_list() if isinstance(column, pl.Series) else column.to_pylist()
    return found


def told(verdict: Verdict, lang: str = "en") -> dict[str, Any]:
    """Returns what a row must say, from the JSON of the contract."""
    found = to_dict(verdict, lang)
    plain = {key: found[key] for key in ("status", "quality", "claims", "imitates", "as_of")}
    return plain | {
        "code": found["reasons"][0]["code"],
        "text": found["reasons"][0]["text"],
        "kind": found["contact"]["kind"],
        "canonical": found["contact"]["canonical"],
        "instead": [{key: one[key] for key in ("kind", "value", "label")} for one in found["instead"]],
        "if_claimed": [{"platform": slug, "status": status} for slug, status in found["if_claimed"].items()],
        "knowledge": found["knowledge"]["version"],
        "verdict": to_json(verdict, lang),
        "error": None,
    }


def reported(report: Report, lang: str = "en") -> dict[str, Any]:
    """Returns what a row of a scan must say, from the JSON of the contract."""
    found = to_dict(report, lang)
    alarms = {one.verdict.status.value for one in report.alarms}
    gravest = (status for status in ("impersonation", "suspicious", "retired") if status in alarms)
    return {
        "status": next(gravest, None),
        "alarms": len(report.alarms),
        "findings": [_finding(one) for one in found["findings"]],
        "report": to_json(report, lang),
        "error": None,
    }


def _finding(found: dict[str, Any]) -> dict[str, Any]:
    contact = found["contact"] or {"kind": None, "canonical": None}
    same = ("finding", "start", "end", "surface", "warned_of", "status", "claims", "imitates")
    return {key: found[key] for key in same} | {
        "code": found["reasons"][0]["code"],
        "text": found["reasons"][0]["text"],
        "kind": contact["kind"],
        "canonical": contact["canonical"],
    }
