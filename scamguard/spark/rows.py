"""Rows as Spark hands them over: of any type, and text that need not be UTF-8."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


class SparkTexts:
    """A column of any type; what is no text is an error of its row.

    Args:
        column: as an Arrow UDF gets it.
    """

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        """Returns how many rows there are."""
        return len(self._column)

    def values(self, start: int, stop: int) -> Sequence[object]:
        """Returns the rows from one place up to another; bytes for a text that is not UTF-8."""
        rows = self._column.slice(start, stop - start)
        try:
            found: list[object] = rows.to_pylist()
        except UnicodeDecodeError:  # Spark looks at no text: a cast from binary, a file in another encoding
            return _read_one_by_one(rows)
        except (ValueError, OverflowError):  # a date that Python's calendar has not
            return [b""] * len(rows)
        return found


def _read_one_by_one(rows: pa.Array) -> list[object]:
    if not (pa.types.is_string(rows.type) or pa.types.is_large_string(rows.type)):  # a struct of texts
        return [b""] * len(rows)
    kind = pa.large_binary() if pa.types.is_large_string(rows.type) else pa.binary()
    return [_text_or_bytes(row) for row in rows.view(kind).to_pylist()]


def _text_or_bytes(row: bytes | None) -> object:
    try:
        return None if row is None else row.decode()
    except UnicodeDecodeError:
        return row
