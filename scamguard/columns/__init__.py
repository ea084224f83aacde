"""Columns of contacts and texts answered in Arrow, for data frames and for Spark.

Importing this needs `scamguard[frames]`.
"""

from scamguard.columns.checking import Checking
from scamguard.columns.options import Options
from scamguard.columns.scanning import Scanning
from scamguard.columns.schema import report_type, verdict_type

__all__ = ["Checking", "Options", "Scanning", "report_type", "verdict_type"]
