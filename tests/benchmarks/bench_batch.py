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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from contacts import mixed_contacts
from harness import part
from harness.processes import resident_of_all
from harness.rows import LeftOut, Row, Told
from harness.turns import compared
from ordinary_text import ordinary_text

CHECK: Final = (sys.executable, "-m", "scamguard", "check", "--jsonl")
SCAN: Final = (sys.executable, "-m", "scamguard", "scan", "--jsonl")
#: Characters of a text to be scanned.
MESSAGE: Final = 1_000
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
import json, re, sys, phonenumbers, tldextract
extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
is_number = re.compile(r"[+0-9][0-9 -]{4,}").fullmatch
for line in sys.stdin.buffer:
    request = json.loads(line)
    contact = request["contact"]
    if is_number(contact):
        number = phonenumbers.parse(contact, "CN")
        answer = {"e164": phonenumbers.format_number(number, 0), "valid": phonenumbers.is_valid_number(number)}
    else:
        found = extract.extract_str(contact)
        answer = {"domain": found.domain, "suffix": found.suffix}
    sys.stdout.write(json.dumps({"id": request["id"], **answer}) + chr(10))
"""


def rows(asked: argparse.Namespace) -> Iterator[Told]:
    """Yields the figures."""
    count = asked.lines or (3_000 if asked.quick else 60_000)
    rounds = 2 if asked.quick else 7
    with tempfile.TemporaryDirectory() as folder:
        lines, texts = Path(folder) / "lines.jsonl", Path(folder) / "texts.jsonl"
        _write(lines, mixed_contacts(count))
        _write(texts, _messages(count // 5))
        one, two = _by_workers(CHECK)
        yield _rates("check --jsonl", one, _python(CHECKS), lines, rounds, "decode, Guard.check", "at least 0.6")
        yield _rates("check --jsonl", one, _python(BARE), lines, rounds, "decode, parse, encode", "at least 0.33")
        if asked.quick:
            yield LeftOut("workers, and memory over time: a look is shorter than their start")
            return
        yield from _by_two("check --jsonl, 2 workers", CHECK, lines, rounds)
        yield from _by_two("scan --jsonl, 2 workers", SCAN, texts, rounds)
        yield _flat("memory of check --jsonl", one, lines)
        yield _flat("memory of check --jsonl, 2 workers", two, lines)


def _by_workers(command: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Returns the command with one worker and with two."""
    return (*command, "--workers", "1"), (*command, "--workers", "2")


def _write(path: Path, requests: Iterable[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(request) + "\n" for request in requests), encoding="utf-8")


def _messages(count: int) -> Iterator[dict[str, object]]:
    """Yields texts as long as a few messages."""
    text = ordinary_text(MESSAGE * 40)
    for number in range(count):
        place = number * 97 % (len(text) - MESSAGE)
        yield {"id": number, "text": text[place : place + MESSAGE]}


def _rates(
    name: str, ours: Sequence[str], base: Sequence[str], lines: Path, rounds: int, against: str, limit: str
) -> Row:
    """Returns how many lines a second both do."""
    count = sum(1 for _ in lines.open("rb"))
    turns = compared((count / _seconds(ours, lines), count / _seconds(base, lines)) for _ in range(rounds))
    return Row.of(name, turns, against, unit="/s", limit=limit)


def _by_two(name: str, command: Sequence[str], lines: Path, rounds: int) -> Iterator[Row]:
    """Yields what two workers do beside one, and beside two processes that know nothing of each other.

    The second is the floor: what two cores give depends on the machine, and on what its other tenants do.
    """
    content = lines.read_bytes().splitlines(keepends=True)
    halves = lines.with_suffix(".first"), lines.with_suffix(".second")
    for at, half in enumerate(halves):
        half.write_bytes(b"".join(content[at::2]))
    one, two = _by_workers(command)
    count = len(content)
    found = [
        [count / seconds for seconds in (_seconds(two, lines), _seconds(one, lines), _seconds(one, *halves))]
        for _ in range(rounds)
    ]
    beside_one, apart = (compared((rates[0], rates[at]) for rates in found) for at in (1, 2))
    yield Row.of(name, beside_one, "1 worker", unit="/s", limit="at least 1.7")
    yield Row.of(name, apart, "two processes apart, half of the lines each", unit="/s", limit="at least 0.9")


def _seconds(command: Sequence[str], *files: Path) -> float:
    """Returns how long processes take, one for each file, all at once."""
    start = time.perf_counter()
    running = []
    for path in files:
        with path.open("rb") as file:
            running.append(subprocess.Popen(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
    for process in running:
        _, said = process.communicate()
        if process.returncode not in (0, 1):  # 1: not all of them are official
            raise RuntimeError(f"exit status {process.returncode}: {said.decode()[-200:]}")
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


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lines", type=int, metavar="N", help="contacts in the batch (60,000; with --quick 3,000)")


if __name__ == "__main__":
    part.main(rows, __doc__, _add_options)
