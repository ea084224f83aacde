"""Which library a column is from: it is read as texts, and its answers become a column of the same library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from scamguard.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from scamguard.columns.texts import Texts


class Family(NamedTuple):
    """How columns of one library are read and made.

    Attributes:
        to_texts: returns a column as texts; its second argument names the column in errors.
        to_column: returns answers as a column like the one that was given.
        require_beside: raises a UsageError where a column of claims cannot belong to a column of texts.
    """

    to_texts: Callable[[Any, str], Texts]
    to_column: Callable[[pa.ChunkedArray, Any], Any]
    require_beside: Callable[[Any, object], None] = lambda _column, _claims: None


def family_of(column: object, name: str) -> Family:
    """Returns the library that a column is from. Nobody's library is imported: who has a column of it, has it.

    Raises:
        UsageError: it is no column of any.
    """
    if _is_series(column, "polars"):
        from scamguard.frames import polars_series

        return Family(polars_series.to_texts, polars_series.to_column)
    if _is_series(column, "pandas"):
        from scamguard.frames import pandas_series

        return Family(pandas_series.to_texts, pandas_series.to_column, pandas_series.require_same_index)
    if hasattr(type(column), "__arrow_c_stream__") or hasattr(type(column), "__arrow_c_array__"):
        from scamguard.frames import arrow_columns

        return Family(arrow_columns.to_texts, arrow_columns.to_column)
    raise UsageError(f"{name}: a column of Polars, pandas or Arrow is needed, not {type(column).__name__}")


def _is_series(column: object, library: str) -> bool:
    kind = getattr(sys.modules.get(library), "Series", None)
    return isinstance(kind, type) and isinstance(column, kind)
