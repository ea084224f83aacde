"""Checks inside Spark against a plain loop: `python tests/benchmarks/bench_spark.py`.

Two executors of one core each, in processes of their own (`local-cluster[2,1,1024]`), answer the same contacts as one
loop over `Guard.check` in one process. Printed are rows a second, whether every answer is the same, and how much of the
time was spent outside of `Guard.check`: in Spark, in Arrow, in building and writing answers. Shares are of the time
that passed on both cores, and of what processors worked, which says more on a machine with other work. Options:
  --count N    contacts (50,000); 1,000,000 take about half an hour on two cores, and 3 GB
  --rounds N   rounds in Spark after one to warm up (3)
"""

from __future__ import annotations

import argparse
import contextlib
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
    """Seconds that a round took, of both cores those in `Guard.check`; seconds that processors worked, and in it."""

    wall: float
    inside: float
    worked: float
    worked_inside: float

    @property
    def outside(self) -> float:
        """The share of the cores' time that was not spent in `Guard.check`."""
        return 1 - self.inside / (CORES * self.wall)

    @property
    def worked_outside(self) -> float:
        """The share of the processors' work that was not done in `Guard.check`; Java's and the driver's count."""
        return 1 - self.worked_inside / self.worked


class Timed(Answering):
    """Answers, and says how long `Guard.check` took for it; runs in the Python workers."""

    def timed(self, texts: pa.Array, claims: pa.Array) -> pa.Array:
        """Returns for each row a digest of its verdict, and the time of the batch in its first row."""
        guard = _answerer(self._task, self._options, self._sent).guard
        spent = worked = 0.0
        plain = Guard.check

        def check(contact: str, **options: Any) -> Any:
            nonlocal spent, worked
            start, begun = time.perf_counter(), time.thread_time()
            verdict = plain(guard, contact, **options)
            worked += time.thread_time() - begun
            spent += time.perf_counter() - start
            return verdict

        guard.check = check  # type: ignore[method-assign]
        answers = self.beside(texts, claims)
        digests = [hashlib.md5(text.encode()).hexdigest() for text in answers.field("verdict").to_pylist()]
        rest = [0.0] * (len(texts) - 1)
        times = [pa.array([spent, *rest], pa.float64()), pa.array([worked, *rest], pa.float64())]
        return pa.StructArray.from_arrays([pa.array(digests), *times], names=["digest", "spent", "worked"])


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
        digests, plain, worked = _plain(asked.count)
        rate = asked.count / plain
        print(f"one loop over Guard.check: {rate:,.0f} rows/s; {asked.count / worked:,.0f} in a second of processor")
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


def _plain(count: int) -> tuple[list[str], float, float]:
    """Returns the digests of all answers, and inside `Guard.check` alone the seconds, and those of the processor."""
    guard = Guard()
    digests = []
    spent = worked = 0.0
    for row in mixed_contacts(count):
        start, begun = time.perf_counter(), time.thread_time()
        verdict = guard.check(row["contact"], claims=row.get("claims"), as_of=AS_OF)
        worked += time.thread_time() - begun
        spent += time.perf_counter() - start
        digests.append(hashlib.md5(to_json(verdict).encode()).hexdigest())
    return digests, spent, worked


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
    kind = "digest string, spent double, worked double"
    column: Column = arrow_udf(timed.timed, kind).asNondeterministic()("contact", "claims")
    frame = session.read.parquet(str(path)).withColumn("found", column).select("id", "found.*")
    found: list[Round] = []
    same = True
    for number in range(rounds + 1):
        start, begun = time.perf_counter(), _worked()
        table = frame.toArrow()
        wall, worked = time.perf_counter() - start, _worked() - begun
        answers = dict(zip(table["id"].to_pylist(), table["digest"].to_pylist(), strict=True))
        same &= table.num_rows == len(digests) and all(answers.get(key) == one for key, one in enumerate(digests))
        if number:  # the first starts the Python workers, and Java compiles
            found.append(Round(wall, sum(table["spent"].to_pylist()), worked, sum(table["worked"].to_pylist())))
    _print(found, len(digests), rate)
    print(f"identical answers: {'yes' if same else 'NO'} ({len(digests):,} in each of {rounds + 1} rounds)")


def _print(found: list[Round], count: int, rate: float) -> None:
    spark = count / statistics.median(one.wall for one in found)
    print(f"Spark, {CORES} executors of one core: {spark:,.0f} rows/s, × loop {spark / rate:.2f}")
    for name, shares in (
        ("time of both cores", [one.outside for one in found]),
        ("work of processors", [one.worked_outside for one in found]),
    ):
        median = statistics.median(shares)
        print(f"{name} outside of Guard.check: {median:.0%} ({min(shares):.0%} to {max(shares):.0%})")


def _worked() -> float:
    """Returns the seconds that processors have worked for this process and for all that it has started."""
    ticks = 0
    below = {os.getpid()}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda folder: int(folder.name)):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(folder.name) in below or int(fields[1]) in below:
                below.add(int(folder.name))
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
