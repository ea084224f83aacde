"""Columns of contacts and texts in Polars, pandas and Arrow: `pip install 'scamguard[frames]'`.

>>> import pyarrow
>>> from scamguard.frames import check_column
>>> check_column(pyarrow.array(["95588", None]), claims="Bank of China").type.field("status").type
DataType(string)
"""

from scamguard.frames.answering import check_column, scan_column
from scamguard.frames.expressions import check_expr, scan_expr

__all__ = ["check_column", "check_expr", "scan_column", "scan_expr"]
