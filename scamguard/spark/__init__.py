"""Columns of contacts and texts answered inside Apache Spark.

    from scamguard.spark import check_column
    frame.withColumn("verdict", check_column("contact", claims="TikTok Shop"))

Importing this needs `scamguard[spark]`, on the driver and on the executors.
"""

from scamguard.extra import needing

with needing("spark"):
    from scamguard.spark.columns import check_column, scan_column

__all__ = ["check_column", "scan_column"]
