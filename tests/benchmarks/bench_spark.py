"""Checks inside Spark against a plain loop: `python tests/benchmarks/bench_spark.py`.

Two executors of one core each, in processes of their own (`local-cluster[2,1,1024]`), answer the same contacts as one
loop over `Guard.check` in one process. Printed are rows a second, whether every answer is the same, and how much of the
time of the two cores was spent outside of `Guard.check`: in Spark, in Arrow, in building and writing answers. Options:
  --count N    contacts (50,000); 1,000,000 take about half an hour on two cores, and 3 GB
  --rounds N   rounds in Spark after one to warm up (3)
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from contacts import mixed_contacts

from scamguard import Guard, to_json
from scamguard.columns import Options
from scamguard.spark.answering import Answering, _answerer
from scamguard.spark.sending import send

if TYPE_CHECKING:
    from pyspark.sql import Column, SparkSession

TOP: Final = Path(__file__).parents[2]
CORES: Final = 2
AS_OF: Final = "2026-11-22"


class Round(NamedTuple):
    """Seconds that a round took, and seconds of all cores inside `Guard.check`."""

    wall: float
    inside: float

    @property
    def outside(self) -> float:
        """The share of the cores' time that was not spent in `Guard.check`."""
        return 1 - self.inside / (CORES * self.wall)


class Timed(Answering):
    """Answers, and says how long `Guard.check` took for it; runs in the Python workers."""

    def timed(self, texts: pa.Array, claims: pa.Array) -> pa.Array:
        """Returns for each row a digest of its verdict, and the time of the batch in its first row."""
        guard = _answerer(self._task, self._options, self._sent).guard
        spent = 0.0
        plain = Guard.check

        def check(contact: str, **options: Any) -> Any:
            nonlocal spent
            start = time.perf_counter()
            verdict = plain(guard, contact, **options)
            spent += time.perf_counter() - start
            return verdict

        guard.check = check  # type: ignore[method-assign]
        answers = self.beside(texts, claims)
        digests = [hashlib.md5(text.encode()).hexdigest() for text in answers.field("verdict").to_pylist()]
        times = pa.array([spent] + [0.0] * (len(texts) - 1), pa.float64())
        return pa.StructArray.from_arrays([pa.array(digests), times], names=["digest", "spent"])


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if not shutil.which("java"):
        sys.exit("java is needed, 17 or newer")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "contacts"
        _write(path, asked.count)
        digests, plain = _plain(asked.count)
        rate = asked.count / plain
        print(f"one loop over Guard.check: {rate:,.0f} rows/s")
        session = _session(Path(name))
        try:
            _spark(session, path, digests, asked.rounds, rate)
        finally:
            session.stop()


def _write(folder: Path, count: int) -> None:
    """Writes the contacts as sixteen Parquet files: parts of about one size."""
    folder.mkdir()
    rows = list(mixed_contacts(count))
    for part in range(16):
        pq.write_table(
            pa.table(
                {
                    "id": pa.array([row["id"] for row in rows[part::16]], pa.int64()),
                    "contact": [row["contact"] for row in rows[part::16]],
                    "claims": pa.array([row.get("claims") for row in rows[part::16]], pa.string()),
                }
            ),
            folder / f"{part:02}.parquet",
        )


def _plain(count: int) -> tuple[list[str], float]:
    """Returns the digests of all answers, and the seconds inside `Guard.check` alone."""
    guard = Guard()
    digests = []
    spent = 0.0
    for row in mixed_contacts(count):
        start = time.perf_counter()
        verdict = guard.check(row["contact"], claims=row.get("claims"), as_of=AS_OF)
        spent += time.perf_counter() - start
        digests.append(hashlib.md5(to_json(verdict).encode()).hexdigest())
    return digests, spent


def _session(folder: Path) -> SparkSession:
    from pyspark.sql import SparkSession

    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_DIRS": str(folder)}
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": str(TOP),
        "spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": "1g",
        "spark.sql.files.minPartitionNum": "16",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.maxResultSize": "0",
    }
    builder = SparkSession.builder.master(f"local-cluster[{CORES},1,1024]").appName("scamguard benchmark")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _spark(session: SparkSession, path: Path, digests: list[str], rounds: int, rate: float) -> None:
    from pyspark.sql.functions import arrow_udf

    timed = Timed("check", Options(as_of=AS_OF), send(Guard().knowledge))
    column: Column = arrow_udf(timed.timed, "digest string, spent double").asNondeterministic()("contact", "claims")
    frame = session.read.parquet(str(path)).withColumn("found", column).select("id", "found.digest", "found.spent")
    found: list[Round] = []
    same = True
    for number in range(rounds + 1):
        start = time.perf_counter()
        table = frame.toArrow()
        wall = time.perf_counter() - start
        answers = dict(zip(table["id"].to_pylist(), table["digest"].to_pylist(), strict=True))
        same &= table.num_rows == len(digests) and all(answers.get(key) == one for key, one in enumerate(digests))
        if number:  # the first starts the Python workers, and Java compiles
            found.append(Round(wall, sum(table["spent"].to_pylist())))
    wall = statistics.median(one.wall for one in found)
    spark = len(digests) / wall
    print(f"Spark, {CORES} executors of one core: {spark:,.0f} rows/s, × loop {spark / rate:.2f}")
    print(f"identical answers: {'yes' if same else 'NO'} ({len(digests):,} in each of {rounds + 1} rounds)")
    shares = [one.outside for one in found]
    print(
        f"time of both cores outside Guard.check: {statistics.median(shares):.0%}"
        f" ({min(shares):.0%} to {max(shares):.0%})"
    )
    inside = statistics.median(len(digests) / one.inside for one in found)
    print(f"inside: {inside:,.0f} checks a second of one core, × loop {inside / rate:.2f}")


if __name__ == "__main__":
    main()
