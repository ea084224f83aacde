"""What a column costs beside the checks themselves: `python tests/benchmarks/bench_frames.py`.

Each ratio is the median of rounds in which a column and a plain loop over `Guard.check` take turns over the same rows,
in one process; processor time, so that what else runs on the machine counts less. `outside` is the share of a column's
time that is not spent in the loop's work.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
from contacts import mixed_contacts

from scamguard import Guard, scan, to_json
from scamguard.frames import check_column, check_expr, scan_column

ROWS = 5_000
ROUNDS = 9
DAY = "2026-11-22"


def main() -> None:
    """Prints every figure."""
    rows = list(mixed_contacts(ROWS))
    guard = Guard()
    print(f"{ROWS:,} rows, {ROUNDS} rounds; medians of ratios to a loop over Guard.check")
    print(f"{'column':44} {'ratio':>6} {'outside':>8} {'rows/s':>10}")
    _checks(guard, [row["contact"] for row in rows], [row.get("claims") for row in rows])
    _repeated(guard)
    _parts(guard, [row["contact"] for row in rows], [row.get("claims") for row in rows])
    _scans()
    _workers([row["contact"] for row in rows] * 8)


def _workers(contacts: list[str]) -> None:
    """Prints what a second process brings; wall time, with the start of both: the machine needs two idle cores."""
    column = pa.array([f"{contact}#{place}" for place, contact in enumerate(contacts)])

    def timed(workers: int) -> float:
        start = time.perf_counter()
        check_column(column, as_of=DAY, workers=workers)
        return time.perf_counter() - start

    ratio = statistics.median(timed(1) / timed(2) for _ in range(3))
    print(f"{len(column):,} rows with JSON by two workers: {ratio:.2f} times as fast as by one")


def _checks(guard: Guard, contacts: list[str], claims: list[str | None]) -> None:
    def loop() -> object:
        return [guard.check(contact, claims=claim, as_of=DAY) for contact, claim in zip(contacts, claims, strict=True)]

    def with_json() -> object:
        found = (guard.check(contact, claims=claim, as_of=DAY) for contact, claim in zip(contacts, claims, strict=True))
        return [to_json(verdict) for verdict in found]

    columns = {
        "pyarrow": (pa.array(contacts), pa.array(claims)),
        "polars": (pl.Series(contacts), pl.Series(claims)),
        "pandas": (pd.Series(contacts), pd.Series(claims)),
        "pandas object": (pd.Series(contacts, dtype=object), pd.Series(claims, dtype=object)),
    }
    for name, (texts, said) in columns.items():
        for json_too in (False, True):
            _row(
                f"{name}{', with JSON' if json_too else ''}",
                partial(check_column, texts, claims=said, as_of=DAY, guard=guard, with_json=json_too),
                loop,
                len(contacts),
            )
    frame = pl.DataFrame({"c": contacts, "p": claims}).lazy()
    expression = check_expr("c", claims=pl.col("p"), as_of=DAY, guard=guard, with_json=False)
    _row("polars, streaming", lambda: frame.select(expression).collect(engine="streaming"), loop, len(contacts))
    _row("a loop with to_json, for comparison", with_json, loop, len(contacts))


def _repeated(guard: Guard) -> None:
    """Prints what it brings to answer the same question once, and what it costs where nothing repeats (above)."""
    chosen = random.Random(1)
    few = [f"shop{number}.example.net" for number in range(500)]
    contacts = [chosen.choice(few) for _ in range(ROWS)]
    words = pa.array(contacts).dictionary_encode()

    def loop() -> object:
        return [guard.check(contact, as_of=DAY) for contact in contacts]

    for name, column in (("500 contacts over and over", pa.array(contacts)), ("the same, dictionary-encoded", words)):
        _row(name, partial(check_column, column, as_of=DAY, guard=guard, with_json=False), loop, ROWS)


def _parts(guard: Guard, contacts: list[str], claims: list[str | None]) -> None:
    """Prints what building the columns field by field costs beside building them from dicts."""
    answers = check_column(pa.array(contacts), claims=pa.array(claims), as_of=DAY, guard=guard)
    column = answers.combine_chunks()
    dicts, kind = column.to_pylist(), column.type
    fields = [column.field(place) for place in range(kind.num_fields)]
    lists = [(field.to_pylist(), field.type) for field in fields]

    def by_dicts() -> object:
        return pa.array(dicts, kind)

    def by_fields() -> object:
        return pa.StructArray.from_arrays([pa.array(values, of) for values, of in lists], fields=list(kind))

    ratio = statistics.median(one / other for one, other in _turns(by_dicts, by_fields))
    print(f"Arrow from dicts takes {ratio:.1f} times as long as from a list a field")


def _scans() -> None:
    texts = [
        f"Message {number}: TikTok Shop support is 400-882-{number:04d}, or write to help{number}@mail.example today."
        for number in range(300)
    ]

    def loop() -> object:
        return [scan(text, as_of=DAY) for text in texts]

    for json_too in (False, True):
        _row(
            f"scan, polars{', with JSON' if json_too else ''}",
            partial(scan_column, pl.Series(texts), as_of=DAY, with_json=json_too),
            loop,
            len(texts),
            "scan",
        )


def _row(name: str, ours: Callable[[], Any], base: Callable[[], Any], rows: int, of: str = "check") -> None:
    turns = _turns(ours, base)
    ratio = statistics.median(mine / other for mine, other in turns)
    rate = rows / statistics.median(mine for mine, _ in turns)
    print(f"{name[:44]:44} {ratio:6.2f} {max(0.0, 1 - 1 / ratio):8.1%} {rate:10,.0f}   {of}", flush=True)


def _turns(ours: Callable[[], Any], base: Callable[[], Any]) -> list[tuple[float, float]]:
    ours()
    base()
    return [(_timed(ours), _timed(base)) for _ in range(ROUNDS)]


def _timed(call: Callable[[], Any]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


if __name__ == "__main__":
    main()
