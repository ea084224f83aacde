"""Times several sides in turn, so that a machine whose speed drifts does not change their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Turns(NamedTuple):
    """Medians over rounds, and between which quartiles the ratio of a round lies.

    Attributes:
        ours: of the side that is measured.
        base: of the side that it is compared with.
        ratio: ours to base, round by round: not the ratio of the medians.
        low: first quartile of the ratios.
        high: third quartile of the ratios.
    """

    ours: float
    base: float
    ratio: float
    low: float
    high: float


def in_turn(ours: Callable[[], object], base: Callable[[], object], *, calls: int = 200, rounds: int = 61) -> Turns:
    """Returns the medians of rounds in which ours and base take turns, in microseconds a call."""
    ours()
    base()
    return compared((microseconds(ours, calls), microseconds(base, calls)) for _ in range(rounds))


def compared(rounds: Iterable[tuple[float, float]]) -> Turns:
    """Returns the medians of measured rounds: (ours, base)."""
    rows = list(rounds)
    ratios = [ours / base for ours, base in rows]
    ours, base = (statistics.median(column) for column in zip(*rows, strict=True))
    low, middle, high = quartiles(ratios)
    return Turns(ours, base, middle, low, high)


def against_the_first(sides: Sequence[Callable[[], float]], rounds: int) -> list[Turns]:
    """Returns every side compared with the first one, all of them measured in each round.

    Args:
        sides: each measures itself once and returns the figure.
        rounds: how often all of them take their turn.
    """
    rows = [[side() for side in sides] for _ in range(rounds)]
    return [compared((row[at], row[0]) for row in rows) for at in range(len(sides))]


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Returns first quartile, median and third quartile; of a single value three times that."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def microseconds(call: Callable[[], object], calls: int) -> float:
    """Returns the processor time of a call, as the mean of so many: what else the machine does is not in it."""
    start = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - start) / calls * 1e6
