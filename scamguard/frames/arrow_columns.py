"""Columns of pyarrow, and of whatever else hands out Arrow (the Arrow PyCapsule interface)."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from scamguard.columns.texts import ArrowTexts, Texts
from scamguard.errors import UsageError


def to_texts(column: Any, name: str) -> Texts:
    """Returns a column of Arrow as texts.

    Raises:
        UsageError: it is not of text, or cannot be read.
    """
    if isinstance(column, (pa.Array, pa.ChunkedArray)):
        return ArrowTexts(column, name)
    try:
        read = pa.chunked_array(column) if hasattr(column, "__arrow_c_stream__") else pa.array(column)
    except (pa.ArrowException, TypeError) as error:
        raise UsageError(f"{name}: not readable as Arrow: {str(error).partition(chr(10))[0]}") from None
    return ArrowTexts(read, name)


def to_column(answers: pa.ChunkedArray, _: Any) -> pa.ChunkedArray:
    """Returns the answers as they are."""
    return answers
