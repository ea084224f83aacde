"""Columns of texts as Python reads them, a bounded piece at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pyarrow as pa

from scamguard.errors import UsageError

_TEXTS: Final = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)


class Texts(Protocol):
    """A column of texts and nulls; what is neither is an error of its row."""

    def __len__(self) -> int:
        """Returns how many rows there are."""
        ...

    def values(self, start: int, stop: int) -> Sequence[object]:
        """Returns the rows from one place up to another; None stands for null."""
        ...


@dataclass(frozen=True)
class NoText:
    """Stands for a value that is no text, where the value itself is not wanted.

    Attributes:
        kind: what it is instead, for the error of its row.
    """

    kind: str


class ListedTexts:
    """A column that Python holds already.

    Args:
        rows: texts and None.
    """

    def __init__(self, rows: Sequence[object]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """Returns how many rows there are."""
        return len(self._rows)

    def values(self, start: int, stop: int) -> Sequence[object]:
        """Returns the rows from one place up to another."""
        return self._rows[start:stop]


class ArrowTexts:
    """An Arrow array, whole or in chunks, as texts: string, large_string, string_view, or a dictionary of these.

    Args:
        column: a `pyarrow.Array` or `ChunkedArray`.
        name: what the column is, for the error.

    Raises:
        UsageError: its type is another one.
    """

    def __init__(self, column: Any, name: str = "contacts") -> None:
        if not is_text(column.type):
            raise UsageError(f"{name}: a column of text is needed, not of {column.type}; cast it first")
        self._column = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column], column.type)

    def __len__(self) -> int:
        """Returns how many rows there are."""
        return len(self._column)

    def values(self, start: int, stop: int) -> list[object]:
        """Returns the rows from one place up to another."""
        return [text for chunk in self._column.slice(start, stop - start).chunks for text in _read(chunk)]


def is_text(found: Any) -> bool:
    """Answers whether an Arrow type is one of text; a column of nothing but nulls is."""
    value = found.value_type if pa.types.is_dictionary(found) else found
    return any(is_one(value) for is_one in _TEXTS)


def _read(chunk: Any) -> list[object]:
    if not isinstance(chunk, pa.DictionaryArray):
        return _decoded(chunk)
    words = _decoded(chunk.dictionary)
    return [None if place is None else words[place] for place in chunk.indices.to_pylist()]


def _decoded(chunk: Any) -> list[object]:
    """Returns texts; bytes for one that is not UTF-8, which Arrow does not look at before it is read."""
    try:
        found: list[object] = chunk.to_pylist()
    except UnicodeDecodeError:
        found = [_text_or_bytes(text) for text in chunk]
    return found


def _text_or_bytes(text: Any) -> object:
    try:
        found: object = text.as_py()
    except UnicodeDecodeError:
        return b""
    return found
