"""What a scan costs: `python tests/benchmarks/bench_scan.py`.

Ratios within one process, medians of several rounds: against libphonenumber's matcher on the same text, of ten times
the text, of hostile texts; memory in a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

import phonenumbers
from harness import part
from harness.rows import Row
from harness.turns import Turns, compared
from ordinary_text import ordinary_text

from scamguard.model.document import Document
from scamguard.scanning import Scanner

MEGABYTE: Final = 1_000_000
ROUNDS: Final = 7
HOSTILE: Final = {
    "digits": "7",
    "digits of mobiles": "1380013",
    "dots": ".",
    "letters and dots": "a.",
    "@": "@",
    "letters and @": "a@",
    "zero-width": "\u200b",
    "letters and zero-width": "a\u200b",
    "nested brackets": "([{<",
    "one long word": "word",
    "schemes": "http://",
    "words of networks": "微信",
    "words about money": "转账密码",
    "circled digits": "①",
    "Chinese digits": "三",
    "digits and signs": "1-",
}


def seconds(work: Callable[[], object]) -> float:
    """Returns the processor time of a call; what else the machine does is not counted."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def scan(scanner: Scanner, text: str) -> int:
    """Returns how much is found in a text."""
    return len(scanner.scan(Document(text, text)).findings)


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields the figures."""
    scanner = Scanner()
    rounds = 3 if asked.quick else ROUNDS
    yield from _against_the_libraries(scanner, rounds)
    if not asked.quick:
        one, ten = ordinary_text(MEGABYTE), ordinary_text(10 * MEGABYTE)
        turns = compared((seconds(lambda: scan(scanner, ten)), seconds(lambda: scan(scanner, one))) for _ in range(3))
        yield Row.of("10 MB of ordinary text", _in_milliseconds(turns), "1 MB", unit="ms", limit="at most 11")
    yield from _hostile(scanner, *((MEGABYTE // 4, 1) if asked.quick else (MEGABYTE, 3)))
    for size in (MEGABYTE,) if asked.quick else (MEGABYTE, 10 * MEGABYTE):
        done = subprocess.run([sys.executable, __file__, "--memory", str(size)], capture_output=True, check=True)
        peak, base = float(done.stdout) / MEGABYTE, size / MEGABYTE
        name = f"memory above the text, {size // MEGABYTE} MB of it"
        yield Row(name, peak, "MB", base, peak / base, against="the text itself", limit="at most 10")


def _against_the_libraries(scanner: Scanner, rounds: int) -> Iterator[Row]:
    """Compares with the one library that finds numbers in text, and with the least that any reader of it does."""
    text = ordinary_text(MEGABYTE)
    scan(scanner, text)
    floors: dict[str, tuple[Callable[[], object], str]] = {
        "PhoneNumberMatcher alone": (lambda: list(phonenumbers.PhoneNumberMatcher(text, "CN")), "at most 1"),
        "unicodedata.normalize (NFKC) alone": (lambda: unicodedata.normalize("NFKC", text), ""),
    }
    for name, (floor, limit) in floors.items():
        turns = compared((seconds(lambda: scan(scanner, text)), seconds(floor)) for _ in range(rounds))
        yield Row.of("scan of 1 MB of ordinary text", _in_milliseconds(turns), name, unit="ms", limit=limit)


def _in_milliseconds(turns: Turns) -> Turns:
    return turns._replace(ours=turns.ours * 1000, base=turns.base * 1000)


def _hostile(scanner: Scanner, size: int, rounds: int) -> Iterator[Row]:
    """Compares a long text with ten short ones around it: the clock of the machine changes less in between."""
    for name, unit in HOSTILE.items():
        short, long = ((unit * length)[:length] for length in (size // 10, size))
        turns = compared(_around(scanner, short, long) for _ in range(rounds))
        title = f"{size // 1000:,} kB of {name}"
        yield Row.of(title, _in_milliseconds(turns), f"{size // 10_000} kB of it", unit="ms", limit="at most 11")


def _around(scanner: Scanner, short: str, long: str) -> tuple[float, float]:
    """Returns the time of a long text, and the mean of ten of a short one, five of them before and five behind."""
    before = [seconds(lambda: scan(scanner, short)) for _ in range(5)]
    ours = seconds(lambda: scan(scanner, long))
    behind = [seconds(lambda: scan(scanner, short)) for _ in range(5)]
    return ours, statistics.mean(before + behind)


def _print_memory(size: int) -> None:
    """Prints how far the process grows while it scans a text of so many bytes."""
    import tracemalloc

    scanner = Scanner()
    scan(scanner, ordinary_text(50_000))
    text = ordinary_text(size)
    tracemalloc.start()
    scan(scanner, text)
    print(tracemalloc.get_traced_memory()[1])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        _print_memory(int(sys.argv[2]))
    else:
        part.main(rows, __doc__)
