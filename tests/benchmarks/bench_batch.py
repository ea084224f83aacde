"""What `check --jsonl` costs beside the checks that it makes: `python tests/benchmarks/bench_batch.py [--lines N]`.

Every side is a process that reads the same lines from a file: rates are of whole processes, start and end included.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness import part
from harness.processes import resident_of_all
from harness.rows import LeftOut, Row, Told
from harness.turns import compared

OURS: Final = (sys.executable, "-m", "scamguard", "check", "--jsonl")
CLAIMS: Final = ("tiktok-shop", "aliexpress", "paypal")
#: Seconds between two looks at the memory of a batch.
LOOKS: Final = 0.2

#: Checks alone: no line is made of a verdict.
CHECKS: Final = """
import json, sys
from scamguard import Guard
check = Guard().check
for request in map(json.loads, sys.stdin.buffer.readlines()):
    check(request["contact"], claims=request.get("claims"))
"""
#: No check: lines are read, parsed by the libraries that anybody would take, and written.
BARE: Final = """
import json, sys, phonenumbers, tldextract
extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
for line in sys.stdin.buffer:
    request = json.loads(line)
    contact = request["contact"]
    if contact[0] in "+0123456789":
        number = phonenumbers.parse(contact, "CN")
        answer = {"e164": phonenumbers.format_number(number, 0), "valid": phonenumbers.is_valid_number(number)}
    else:
        found = extract.extract_str(contact)
        answer = {"domain": found.domain, "suffix": found.suffix}
    sys.stdout.write(json.dumps({"id": request["id"], **answer}) + chr(10))
"""


def rows(asked: argparse.Namespace) -> Iterator[Told]:
    """Yields the figures."""
    count = asked.lines or (10_000 if asked.quick else 100_000)
    rounds = 3 if asked.quick else 5
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines.jsonl"
        write_lines(lines, count)
        yield _rates("check --jsonl", OURS, _python(CHECKS), lines, rounds, "Guard.check alone", "at least 0.6")
        yield _rates(
            "check --jsonl", OURS, _python(BARE), lines, rounds, "decode, two parsers, encode", "at least 0.33"
        )
        if _knows_workers():
            one, two = ((*OURS, "--workers", number) for number in ("1", "2"))
            yield _rates("check --jsonl, 2 workers", two, one, lines, rounds, "1 worker", "at least 1.7")
            yield _flat("memory of it, 2 workers", two, lines)
        else:
            yield LeftOut("workers: this scamguard has no `check --workers`")
        yield _flat("memory of it", OURS, lines)


def write_lines(path: Path, count: int) -> None:
    """Writes a batch of numbers and links, half and half, most of them unknown, as real batches are."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(_phone(number) if number % 2 else _link(number)) + "\n")


def _phone(number: int) -> dict[str, object]:
    contact = f"1{3 + number % 7}{number % 10_000_000_000:09d}"
    return {"id": number, "contact": contact, "claims": CLAIMS[number % 3]}


def _link(number: int) -> dict[str, object]:
    hosts = "seller.aliexpress.com", "www.amazon.de", f"shop{number}.example.net", f"page-{number}.example.org"
    return {"id": number, "contact": f"https://{hosts[number // 2 % 4]}/a/{number}"}


def _rates(
    name: str, ours: Sequence[str], base: Sequence[str], lines: Path, rounds: int, against: str, limit: str
) -> Row:
    """Returns how many lines a second both do."""
    count = sum(1 for _ in lines.open("rb"))
    turns = compared((count / _seconds(ours, lines), count / _seconds(base, lines)) for _ in range(rounds))
    return Row.of(name, turns, against, unit="/s", limit=limit)


def _seconds(command: Sequence[str], lines: Path) -> float:
    start = time.perf_counter()
    with lines.open("rb") as file:
        done = subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):  # 1: not all of them are official
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr.decode()[-200:]}")
    return time.perf_counter() - start


def _flat(name: str, command: Sequence[str], lines: Path) -> Told:
    """Returns the memory in the last third of a batch beside that in its second third: growth is a leak."""
    with lines.open("rb") as file:
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    looks = []
    while process.poll() is None:
        looks.append(resident_of_all(process.pid))
        time.sleep(LOOKS)
    third = len(looks) // 3
    if third < 2 or None in looks[third:-1]:
        return LeftOut(f"{name}: the batch was too short to look at, or this system does not tell")
    second, last = looks[third : 2 * third], looks[2 * third : -1]
    middle, end = (statistics.median(filter(None, part)) / 1024 for part in (second, last))
    return Row(name, end, "MB", middle, end / middle, against="in the middle of the batch", limit="at most 1.1")


def _python(program: str) -> Sequence[str]:
    return sys.executable, "-c", program


def _knows_workers() -> bool:
    told = subprocess.run([*OURS[:-1], "--help"], capture_output=True, text=True, check=True)
    return "--workers" in told.stdout


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lines", type=int, metavar="N", help="contacts in the batch (100,000; with --quick 10,000)")


if __name__ == "__main__":
    part.main(rows, __doc__, _add_options)
