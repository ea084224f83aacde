"""Rows as Spark hands them over: of any type, as nobody knows the type of a column before it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scamguard.columns.texts import ArrowTexts, Texts, is_text

if TYPE_CHECKING:
    import pyarrow as pa


def texts_of(column: pa.Array) -> Texts:
    """Returns a column as texts; what is no text is an error of its row."""
    return ArrowTexts(column) if is_text(column.type) else _Others(column)


class _Others:
    """A column of another type: each row that is not null gets an error."""

    def __init__(self, column: pa.Array) -> None:
        self._column = column

    def __len__(self) -> int:
        """Returns how many rows there are."""
        return len(self._column)

    def values(self, start: int, stop: int) -> Sequence[object]:
        """Returns the rows from one place up to another, as Python has them where it can."""
        rows = self._column.slice(start, stop - start)
        try:
            found: list[object] = rows.to_pylist()
        except (ValueError, OverflowError):  # texts inside that are not UTF-8, a date that Python's calendar has not
            return [None if is_null else b"" for is_null in rows.is_null().to_pylist()]
        return found
