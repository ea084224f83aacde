"""Where the time of the three main paths goes: `python tests/benchmarks/bench_profile.py`.

A profile by cProfile makes every call dearer, and calls of Python more than others: its shares are a map, no measure.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Final

from bench_check import OWN_LINKS, PHONES, UNKNOWN_LINKS
from harness import part
from harness.rows import Text
from ordinary_text import ordinary_text

from scamguard import Guard
from scamguard.model.document import Document
from scamguard.scanning import Scanner

LINES: Final = 12
#: Place of a function, calls, seconds in itself, seconds with what it calls.
Line = tuple[str, int, float, float]


def rows(asked: argparse.Namespace) -> Iterator[Text]:
    """Yields a text for each path: the functions with most time of their own, and those that most time passes under."""
    guard, scanner = Guard(), Scanner()
    times = 200 if asked.quick else 2_000
    text = ordinary_text(100_000 if asked.quick else 1_000_000)
    links = (*OWN_LINKS, *UNKNOWN_LINKS)
    paths: dict[str, Callable[[], object]] = {
        "number check": lambda: [guard.check(text, claims=claims) for _ in range(times) for text, claims in PHONES],
        "link check": lambda: [guard.check(text, claims=claims) for _ in range(times) for text, claims in links],
        "scan": lambda: scanner.scan(Document(text, text)),
    }
    for name, work in paths.items():
        work()
        yield Text(_profiled(name, work))


def _profiled(name: str, work: Callable[[], object]) -> str:
    profile = cProfile.Profile()
    profile.runcall(work)
    # typeshed does not know what a Stats holds
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    lines = [
        (_place(*place), calls, own, whole)
        for place, (_, calls, own, whole, _) in stats.items()
        if place[0] != __file__  # the loops of this benchmark
    ]
    total = sum(own for _, _, own, _ in lines)
    by_own = sorted(lines, key=lambda line: -line[2])[:LINES]
    by_whole = sorted(lines, key=lambda line: -line[3])[:LINES]
    return "\n".join(
        (
            f"{name}, by own time",
            *_table(by_own, total),
            "",
            f"{name}, by time with what is called",
            *_table(by_whole, total),
        )
    )


def _table(lines: list[Line], total: float) -> Iterator[str]:
    yield f"{'own':>6} {'with':>6} {'calls':>9}  function"
    for place, calls, own, whole in lines:
        yield f"{own / total:6.1%} {whole / total:6.1%} {calls:9,}  {place}"


def _place(file: str, line: int, function: str) -> str:
    """Returns a function and its module, without the folders of this machine."""
    if file in ("~", "") or file.startswith("<"):
        return function
    return f"{'/'.join(PurePath(file).parts[-2:])}:{line} {function}"


if __name__ == "__main__":
    part.main(rows, __doc__)
