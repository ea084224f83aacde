"""Times two callables in turn, so that a machine whose speed drifts does not change their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Pair(NamedTuple):
    """Medians of a pair of measurements; times in microseconds a call."""

    ours: float
    base: float
    ratio: float


def measure(ours: Callable[[], object], base: Callable[[], object], *, calls: int = 200, rounds: int = 61) -> Pair:
    """Returns the medians over rounds in which base and ours take turns; of the ratios too."""
    ours()
    base()
    rows = [(_timed(ours, calls), _timed(base, calls)) for _ in range(rounds)]
    ratio = statistics.median(mine / other for mine, other in rows)
    return Pair(statistics.median(r[0] for r in rows), statistics.median(r[1] for r in rows), ratio)


def _timed(call: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls * 1e6
