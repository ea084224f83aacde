"""Everything that `run.py` runs, in its order, and how long each may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple


class Part(NamedTuple):
    """One benchmark, run as a program of its own.

    Attributes:
        name: as it is asked for.
        title: of its table.
        file: beside this one.
        seconds: longest time of a whole run; a part that takes longer is ended.
        quick_seconds: the same with `--quick`.
        needs: packages without which it is left out.
        options: given to it in a whole run.
        quick_options: given to it with `--quick`.
        prints_itself: it prints a text of its own instead of rows.
    """

    name: str
    title: str
    file: str
    seconds: int
    quick_seconds: int
    needs: Sequence[str] = ()
    options: Sequence[str] = ()
    quick_options: Sequence[str] = ("--quick",)
    prints_itself: bool = False


PARTS: Final = (
    Part("check", "A check, kind by kind", "bench_check.py", 150, 20),
    Part("lookalikes", "A host that nobody knows", "bench_lookalikes.py", 180, 30),
    Part("scan", "A scan", "bench_scan.py", 420, 40),
    Part("load", "Load and cold start", "bench_load.py", 90, 30),
    Part("growth", "More platforms", "bench_growth.py", 120, 30),
    Part("batch", "Batches and workers", "bench_batch.py", 420, 60, options=("--lines", "100000")),
    Part("server", "The HTTP API", "bench_server.py", 180, 30),
    Part("peers", "Beside other libraries", "bench_peers.py", 240, 30),
    Part("frames", "Polars and pandas", "bench_frames.py", 180, 30, needs=("polars",), prints_itself=True),
    Part("lists", "Lists of a million", "bench_lists.py", 180, 30, prints_itself=True),
    Part("spark", "Apache Spark", "bench_spark.py", 420, 60, needs=("pyspark",), prints_itself=True),
    Part("profile", "Where the time goes", "bench_profile.py", 90, 20),
)
