"""Series of pandas."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from scamguard.columns.texts import ArrowTexts, ListedTexts, Texts
from scamguard.errors import UsageError


def to_texts(series: pd.Series[Any], name: str) -> Texts:
    """Returns a series of strings, objects or categories as texts.

    What Python holds is taken row by row: objects that are no text are errors of their rows, and a lone surrogate, of
    which Arrow has none, is no reason to refuse the rest.

    Raises:
        UsageError: it is of another type.
    """
    dtype = series.dtype
    if isinstance(dtype, pd.ArrowDtype) or (isinstance(dtype, pd.StringDtype) and dtype.storage != "python"):
        return ArrowTexts(pa.array(series), name)
    gone = series.isna()
    if gone.all():  # an empty column of a file has the type of numbers
        return ListedTexts([None] * len(series))
    if pd.api.types.is_object_dtype(dtype) or isinstance(dtype, (pd.StringDtype, pd.CategoricalDtype)):
        return ListedTexts([None if is_gone else row for row, is_gone in zip(series.tolist(), gone, strict=True)])
    raise UsageError(f"{name}: a series of strings is needed, not of {dtype}; convert it first")


def to_column(answers: pa.ChunkedArray, series: pd.Series[Any]) -> pd.Series[Any]:
    """Returns the answers as a series of structs with the index and name of the one that was given."""
    return pd.Series(pd.arrays.ArrowExtensionArray(answers), index=series.index, name=series.name)


def require_same_index(contacts: pd.Series[Any], claims: object) -> None:
    """Looks at two series that belong together row by row.

    Raises:
        UsageError: their rows have other names.
    """
    if isinstance(claims, pd.Series) and not claims.index.equals(contacts.index):
        raise UsageError("claims: its index is another one; give a series of the same frame", "claims")
