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
        quick_seconds: the same with `--quick`; 0 where it has no look to offer, and is left out.
        needs: packages without which it is left out.
        tools: programs without which it is.
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
    tools: Sequence[str] = ()
    options: Sequence[str] = ()
    quick_options: Sequence[str] = ("--quick",)
    prints_itself: bool = False


# Bounds are there for what hangs: on a machine with nothing else to do a part needs a third of its own, or less.
#: What a look may take, in seconds; there, all of them together take less.
LOOK: Final = 120
PARTS: Final = (
    Part("check", "A check, kind by kind", "bench_check.py", 400, LOOK),
    Part("lookalikes", "A host that nobody knows", "bench_lookalikes.py", 400, LOOK),
    Part("scan", "A scan", "bench_scan.py", 1200, LOOK),
    Part("load", "Load and cold start", "bench_load.py", 400, LOOK),
    Part("growth", "More platforms", "bench_growth.py", 400, LOOK),
    Part("batch", "Batches and workers", "bench_batch.py", 1200, LOOK),
    Part("server", "The HTTP API", "bench_server.py", 400, LOOK, tools=("wrk", "taskset")),
    Part("peers", "Beside other libraries", "bench_peers.py", 600, LOOK),
    Part("frames", "Polars and pandas", "bench_frames.py", 900, 0, needs=("polars", "pandas"), prints_itself=True),
    Part("lists", "Lists of a million", "bench_lists.py", 900, LOOK, quick_options=("20000",), prints_itself=True),
    Part("spark", "Apache Spark", "bench_spark.py", 900, 0, needs=("pyspark",), tools=("java",), prints_itself=True),
    Part("profile", "Where the time goes", "bench_profile.py", 300, LOOK),
)
