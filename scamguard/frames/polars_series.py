"""Series of Polars."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from scamguard.columns.texts import ArrowTexts, Texts
from scamguard.errors import UsageError


def to_texts(series: pl.Series, name: str) -> Texts:
    """Returns a series of String, Categorical or Enum as texts.

    Raises:
        UsageError: it is not of text.
    """
    if not isinstance(series.dtype, (pl.String, pl.Categorical, pl.Enum, pl.Null)):
        raise UsageError(f"{name}: a series of String is needed, not of {series.dtype}; cast it first")
    if isinstance(series.dtype, (pl.Categorical, pl.Enum)):
        return ArrowTexts(series.to_arrow(), name)  # Polars 1.25 does not hand these out in chunks
    return ArrowTexts(pa.chunked_array(series), name)


def to_column(answers: pa.ChunkedArray, series: pl.Series) -> pl.Series:
    """Returns the answers as a series of structs with the name of the one that was given."""
    return pl.Series(series.name, answers)


def to_dtype(kind: pa.StructType) -> pl.DataType:
    """Returns what Polars calls a type of answers."""
    return pl.Series(pa.array([], kind)).dtype
