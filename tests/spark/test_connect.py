"""Spark Connect, which has no broadcasts: the same calls, the knowledge inside of the function."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .conftest import AS_OF, SETTINGS, TOP

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
pytest.importorskip("grpc", reason="Spark Connect is not installed: pip install 'pyspark[connect]'")
pytestmark = pytest.mark.lengthy

SCRIPT = f"""
import json
from pyspark.sql import SparkSession
from pyspark.sql.functions import col
from scamguard.spark import check_column, sending

builder = SparkSession.builder.remote("local[1]")
for key, value in {SETTINGS!r}.items():
    builder = builder.config(key, value)
session = builder.getOrCreate()
frame = session.createDataFrame([("95588", "ICBC"), ("95588", "Nobody Knows Ltd")], "contact string, claims string")
rows = frame.select(check_column("contact", claims=col("claims"), as_of="{AS_OF}")).collect()
found = [[row[0].status, row[0].error] for row in rows]
print(json.dumps([[type(session).__module__, len(sending._broadcasts)], *found]))
session.stop()
"""


def test_a_remote_session_answers_alike() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": str(TOP), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    (module, broadcasts), official, unknown = json.loads(done.stdout.splitlines()[-1])
    assert (module, broadcasts) == ("pyspark.sql.connect.session", 0)
    assert official == ["official", None]
    assert unknown[0] is None
    assert unknown[1].startswith("unknown platform 'Nobody Knows Ltd'")
