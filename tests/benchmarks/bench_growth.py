"""What more platforms cost: `python tests/benchmarks/bench_growth.py`.

The records are multiplied in memory, each copy under other slugs, names, hosts and numbers, and the same contacts are
checked against 1, 2, 4, 8 and 16 times as many platforms.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness import part
from harness.copies import multiplied
from harness.rows import Row
from harness.turns import Turns, against_the_first, compared, microseconds

from scamguard import Guard, Knowledge
from scamguard.knowledge import compiled

#: Loads a compiled file in a process of its own and tells what that cost.
LOADS: Final = Path(__file__).parents[1] / "lookalikes" / "synthetic.py"
FACTORS: Final = (1, 2, 4, 8, 16)
FEW: Final = (1, 4)
#: What is checked: contact and claim. None of them belongs to a copy.
CONTACTS: Final = {
    "number": (("13122891139", "tiktok-shop"), ("95588", "icbc"), ("+1 650 253 0000", "paypal")),
    "number, nobody named": (("+44 20 7946 0018", None), ("13800138000", None)),
    "link, official": (("https://seller.aliexpress.com/help", "aliexpress"), ("https://www.amazon.de/gp", "amazon")),
    "link, unknown": (("https://shop.some-little-place.de/x?y=1", None), ("weather.example.org", None)),
    "link, imitation": (("https://aliexpress-login.top/", None), ("https://paypa1.com/", "paypal")),
    "account": (("WeChat: tk_help_2026", "tiktok-shop"), ("微信号 ae_8821", "aliexpress")),
}


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields rows for each number of platforms: checks, load, memory."""
    factors = FEW if asked.quick else FACTORS
    rounds = 7 if asked.quick else 21
    bundle = compiled.to_bundle(compiled.read_shipped()[1])
    files = [compiled.to_bytes(multiplied(bundle, factor)) for factor in factors]
    guards = [_guard(content) for content in files]
    counts = [len(guard.knowledge.platforms) for guard in guards]
    for name, contacts in CONTACTS.items():
        turns = against_the_first([_Pass(guard, contacts) for guard in guards], rounds)
        yield from _rows(f"check, {name}", turns, counts, "µs", limit="at most 1.3")
    loads = [_Load(content) for content in files]
    yield from _rows("load", against_the_first(loads, rounds), counts, "ms")
    yield from _rows("memory of it", [compared([(grown, 1.0)]) for grown in _memory(files)], counts, "MB")


def _rows(name: str, turns: Sequence[Turns], counts: Sequence[int], unit: str, limit: str = "") -> Iterator[Row]:
    first = turns[0].ours
    for found, count in list(zip(turns, counts, strict=True))[1:]:
        ratio = found if found.base != 1.0 else compared([(found.ours, first)])
        yield Row.of(f"{name}, {count:,} platforms", ratio, f"{counts[0]:,} platforms", unit=unit, limit=limit)


class _Pass:
    """Checks some contacts again and again, and tells the microseconds of a check."""

    def __init__(self, guard: Guard, contacts: Sequence[tuple[str, str | None]]) -> None:
        self._guard, self._contacts = guard, contacts
        self._check()

    def __call__(self) -> float:
        return microseconds(self._check, 30) / len(self._contacts)

    def _check(self) -> None:
        for contact, claims in self._contacts:
            self._guard.check(contact, claims=claims)


class _Load:
    """Loads compiled knowledge, and tells the milliseconds."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __call__(self) -> float:
        start = time.process_time()
        _guard(self._content)
        return (time.process_time() - start) * 1000


def _guard(content: bytes) -> Guard:
    found, stored = compiled.from_bytes(content)
    return Guard(Knowledge(stored, found.version, found.date))


def _memory(files: Sequence[bytes]) -> Iterator[float]:
    with tempfile.TemporaryDirectory() as folder:
        for content in files:
            path = Path(folder) / "many.msgpack"
            path.write_bytes(content)
            done = subprocess.run([sys.executable, LOADS, path], capture_output=True, text=True, check=True)
            yield float(json.loads(done.stdout)["megabytes"])


if __name__ == "__main__":
    part.main(rows, __doc__)
