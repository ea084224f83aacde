"""What a scan costs: `python tests/benchmarks/bench_scan.py`.

Ratios within one process, medians of several rounds: against libphonenumber's matcher on the same text, of ten times
the text, of hostile texts; memory in a process of its own.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import phonenumbers

sys.path.insert(0, str(Path(__file__).parent))

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


def against_the_matcher(scanner: Scanner) -> None:
    text = ordinary_text(MEGABYTE)
    scan(scanner, text)
    rounds = [
        (
            seconds(lambda: scan(scanner, text)),
            seconds(lambda: list(phonenumbers.PhoneNumberMatcher(text, "CN"))),
        )
        for _ in range(ROUNDS)
    ]
    ratios = [ours / theirs for ours, theirs in rounds]
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    print(f"1 MB of ordinary text, {len(text):,} characters, {scan(scanner, text)} findings")
    print(f"  scan {ours:.0f} ms, PhoneNumberMatcher {theirs:.0f} ms: {statistics.median(ratios):.2f} (limit 1)")


def ten_times(scanner: Scanner) -> None:
    one, ten = ordinary_text(MEGABYTE), ordinary_text(10 * MEGABYTE)
    ratios = [seconds(lambda: scan(scanner, ten)) / seconds(lambda: scan(scanner, one)) for _ in range(3)]
    print(f"10 MB against 1 MB: {statistics.median(ratios):.1f} (limit 11)")


def hostile(scanner: Scanner) -> None:
    """Compares a long text with ten short ones around it: the clock of the machine changes less in between."""
    print("hostile text, 1 MB against 100 kB (limit 11):")
    for name, unit in HOSTILE.items():
        short, long = ((unit * size)[:size] for size in (MEGABYTE // 10, MEGABYTE))
        rounds = [_around(scanner, short, long) for _ in range(3)]
        ratio = statistics.median(ours / theirs for ours, theirs in rounds)
        print(f"  {name:24} {statistics.median(ours for ours, _ in rounds) * 1000:7.0f} ms  {ratio:5.1f}")


def _around(scanner: Scanner, short: str, long: str) -> tuple[float, float]:
    """Returns the time of a long text, and the mean of ten of a short one, five of them before and five behind."""
    before = [seconds(lambda: scan(scanner, short)) for _ in range(5)]
    ours = seconds(lambda: scan(scanner, long))
    behind = [seconds(lambda: scan(scanner, short)) for _ in range(5)]
    return ours, statistics.mean(before + behind)


def memory() -> None:
    for size in (MEGABYTE, 10 * MEGABYTE):
        done = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True)
        print(f"memory above the text itself, {size // MEGABYTE} MB of it: {done.stdout.strip()}")


def measure_memory(size: int) -> None:
    """Prints how far the process grows while it scans a text, in times the text."""
    import tracemalloc

    scanner = Scanner()
    scan(scanner, ordinary_text(50_000))
    text = ordinary_text(size)
    tracemalloc.start()
    scan(scanner, text)
    peak = tracemalloc.get_traced_memory()[1]
    print(f"{peak / len(text.encode()):.1f} times (limit 10)")


def main() -> None:
    """Prints the figures."""
    scanner = Scanner()
    against_the_matcher(scanner)
    ten_times(scanner)
    hostile(scanner)
    memory()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure_memory(int(sys.argv[1]))
    else:
        main()
