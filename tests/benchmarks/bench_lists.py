"""What a list of a million values costs, and which stores could hold it: `python tests/benchmarks/bench_lists.py`.

Stores: the same keys in each, medians over rounds in which all take turns in one process; LMDB only where it is
installed. Then look-ups as the list grows, whole checks with a list to the same without, starts of the command, and
what building takes. An argument is the number of values (1,000,000 otherwise).
"""

from __future__ import annotations

import bisect
import importlib
import itertools
import mmap
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scamguard import Guard, Knowledge
from scamguard.knowledge.list_format import HOST, Head, Row
from scamguard.knowledge.list_store import ListStore
from scamguard.lists.writer import ListWriter

ROUNDS = 7
ASKED = 1000
STARTS = 9
Find = Callable[[str], object]


def main() -> None:
    """Prints every figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _stores(place, count)
        _growth(place, count)
        _checks(place / "ours.list")
        _starts(place / "ours.list")
        _build(place, count)


# ---- the stores


def _stores(place: Path, count: int) -> None:
    keys = [HOST + host for host in hosts(count)]
    opened = {name: make(place, keys) for name, make in STORES.items()}
    rng = random.Random(2)
    hits = rng.sample(keys, min(ASKED, count))
    misses = [key.replace(".", "-x.", 1) for key in hits]
    times: dict[str, list[tuple[float, float, float]]] = {name: [] for name in opened}
    for _ in range(ROUNDS):
        for name, open_again in opened.items():
            if open_again is None:
                continue
            start = time.perf_counter()
            find = open_again()
            opening = (time.perf_counter() - start) * 1e6
            assert all(find(key) for key in hits[:50])
            assert not any(find(key) for key in misses[:50])
            times[name].append((opening, _each(find, hits), _each(find, misses)))
            del find  # what was loaded is let go here, not while the next one is opened
    base = _median(times["ours, read in place"], 2)
    print(f"{count:,} hosts{'':31} {'open µs':>10} {'found µs':>9} {'absent µs':>9} {'ratio':>6} {'MB':>6}")
    for name, rounds in times.items():
        if not rounds:
            print(f"{name:44} is not installed")
            continue
        figures = [_median(rounds, column) for column in range(3)]
        size = sum(path.stat().st_size for path in place.rglob(f"{FILES[name]}*") if path.is_file()) / 1e6
        row = f"{name:44} {figures[0]:10.0f} {figures[1]:9.2f} {figures[2]:9.2f} {figures[2] / base:6.2f} {size:6.0f}"
        print(row, flush=True)


def _ours(place: Path, keys: Sequence[str]) -> Callable[[], Find]:
    write_list(place / "ours.list", keys)
    return lambda: ListStore(str(place / "ours.list")).find


class _Mapped:
    """The same pieces, of a map."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def read(self, count: int, place: int) -> bytes:
        return self._map[place : place + count]


def _mapped(place: Path, _: Sequence[str]) -> Callable[[], Find]:
    def opened() -> Find:
        store: Any = ListStore(str(place / "ours.list"))
        store._read = _Mapped(place / "ours.list").read
        found: Find = store.find
        return found

    return opened


def _sqlite(place: Path, keys: Sequence[str]) -> Callable[[], Find]:
    path = place / "list.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE list (key TEXT PRIMARY KEY, row BLOB) WITHOUT ROWID")
        made.executemany("INSERT INTO list VALUES (?, x'93a0a0a0')", ((key,) for key in sorted(keys)))
    made.close()

    def opened() -> Find:
        store = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        store.execute(f"PRAGMA mmap_size = {1 << 30}")
        cursor = store.cursor()
        return lambda key: cursor.execute("SELECT row FROM list WHERE key = ?", (key,)).fetchone()

    return opened


def _lmdb(place: Path, keys: Sequence[str]) -> Callable[[], Find] | None:
    try:
        lmdb: Any = importlib.import_module("lmdb")
    except ImportError:
        return None
    path = str(place / "list.lmdb")
    with lmdb.open(path, map_size=1 << 30, subdir=False) as made, made.begin(write=True) as writing:
        for key in sorted(keys):
            writing.put(key.encode(), b"\x93\xa0\xa0\xa0", append=True)
    kept: list[Any] = []

    def opened() -> Find:
        while kept:
            kept.pop().close()  # one process may open a file once
        kept.append(lmdb.open(path, readonly=True, lock=False, subdir=False, max_readers=1))
        reading = kept[0].begin(buffers=False)
        return lambda key: reading.get(key.encode())

    return opened


class _Sorted:
    """A sorted array in a map: the places of the keys in order, and the keys; halved until one is left."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._count = int.from_bytes(self._map[:8], "little")

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        entry = 8 + 8 * number
        begin, end = memoryview(self._map)[entry : entry + 16].cast("Q")
        return self._map[begin:end]

    def find(self, key: str) -> bool:
        wanted = key.encode()
        at = bisect.bisect_left(self, wanted)
        return at < self._count and self[at] == wanted


def _sorted_array(place: Path, keys: Sequence[str]) -> Callable[[], Find]:
    ordered = sorted(key.encode() for key in keys)
    room = 8 + 8 * (len(ordered) + 1)
    places = itertools.accumulate(map(len, ordered), initial=room)
    content = b"".join(number.to_bytes(8, "little") for number in (len(ordered), *places))
    (place / "list.sorted").write_bytes(content + b"".join(ordered))
    return lambda: _Sorted(place / "list.sorted").find


def _loaded(place: Path, keys: Sequence[str]) -> Callable[[], Find]:
    (place / "list.txt").write_text("\n".join(keys))

    def opened() -> Find:
        found = frozenset((place / "list.txt").read_text().split("\n"))
        return lambda key: key in found

    return opened


STORES: dict[str, Callable[[Path, Sequence[str]], Callable[[], Find] | None]] = {
    "ours, read in place": _ours,
    "ours, mapped": _mapped,
    "sorted array, mapped": _sorted_array,
    "SQLite, read-only, mapped": _sqlite,
    "LMDB, read-only": _lmdb,
    "a set, loaded (no candidate)": _loaded,
}
_NAMES = ("ours.list", "ours.list", "list.sorted", "list.sqlite", "list.lmdb", "list.txt")
FILES = dict(zip(STORES, _NAMES, strict=True))


# ---- growth, whole checks, starts, building


def _growth(place: Path, count: int) -> None:
    print(f"\n{'look-up in a list of':44} {'open µs':>10} {'found µs':>9} {'absent µs':>9}")
    for size in (1_000, 10_000, 100_000, count):
        path = place / f"growth-{size}.list"
        keys = [HOST + host for host in hosts(size)]
        write_list(path, keys)
        asked = random.Random(3).sample(keys, min(1000, size))
        absent = [key.replace(".", "-x.", 1) for key in asked]
        rounds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            store = ListStore(str(path))
            opening = (time.perf_counter() - start) * 1e6
            rounds.append((opening, _each(store.find, asked), _each(store.find, absent)))
        figures = [_median(rounds, column) for column in range(3)]
        print(f"{size:<44,} {figures[0]:10.0f} {figures[1]:9.2f} {figures[2]:9.2f}", flush=True)


def _checks(path: Path) -> None:
    plain, listed = Guard(), Guard(Knowledge.shipped().with_lists(path))
    rng = random.Random(4)
    kinds = {
        "host that is on no list, two labels": [f"{_word(rng)}-{_word(rng)}.org" for _ in range(ASKED)],
        "host that is on no list, four labels": [f"www.{_word(rng)}.{_word(rng)}.org" for _ in range(ASKED)],
        "host of the list": rng.sample(list(hosts(100_000)), ASKED),
        "official host": [f"https://seller.aliexpress.com/{number}" for number in range(ASKED)],
        "number (the list has hosts alone)": [f"+4420794{rng.randrange(10**5):05}" for _ in range(ASKED)],
        "mailbox": [f"{_word(rng)}@{_word(rng)}{_word(rng)}.org" for _ in range(ASKED)],
    }
    print(f"\n{'whole check':44} {'without':>10} {'with':>9} {'ratio':>9}")
    for name, contacts in kinds.items():
        rounds = [(_each(plain.check, contacts), _each(listed.check, contacts)) for _ in range(ROUNDS)]
        ratio = statistics.median(theirs / ours for ours, theirs in rounds)
        print(f"{name:44} {_median(rounds, 0):10.2f} {_median(rounds, 1):9.2f} {ratio:9.2f}", flush=True)


def _starts(path: Path) -> None:
    """Prints what a whole process takes that checks one contact."""
    rounds = []
    for _ in range(STARTS):
        took = []
        for words in ([], ["--list", str(path)]):
            start = time.perf_counter()
            command = [sys.executable, "-m", "scamguard", "check", "example.com", *words]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False, timeout=60)
            took.append((time.perf_counter() - start) * 1000)
        rounds.append((took[0], took[1]))
    ratio = statistics.median(theirs / ours for ours, theirs in rounds)
    row = f"{_median(rounds, 0):10.1f} {_median(rounds, 1):9.1f} {ratio:9.2f}"
    print(f"\n{'start of the command and one check, ms':44} {row}", flush=True)


def _build(place: Path, count: int) -> None:
    source = place / "source.txt"
    source.write_text("\n".join(hosts(count)))
    words = ["--deny", "--name", "n", "--publisher", "p", "--output", str(place / "built.list")]
    start = time.perf_counter()
    command = [sys.executable, "-c", _BUILDING, "data", "list", "build", str(source), *words]
    done = subprocess.run(command, check=False, timeout=900, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    peak = int(done.stdout.split()[-1]) / 1024
    print(f"{'build: seconds, and the most memory in MB':44} {seconds:10.1f} {peak:9.0f}", flush=True)


#: Builds, and prints the most memory that this took in KiB; what `getrusage` says of a child is its parent's, too.
_BUILDING = """
import re, sys
from scamguard.cli.main import main
main(sys.argv[1:])
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


# ---- what they have in common


def hosts(count: int) -> Iterator[str]:
    """Yields different invented hosts, the same in every run."""
    rng = random.Random(1)
    for number in range(count):
        ending = ("com", "org", "net", "de", "co.uk", "shop")[number % 6]
        yield f"{_word(rng)}{number:x}{'-shop' if number % 3 else ''}.{ending}"


def write_list(path: Path, keys: Sequence[str]) -> None:
    """Writes a denylist of hosts."""
    writer = ListWriter(Head("", "deny", "Benchmark", "scamguard", "2026-11-22", 0, (), 0, 1))
    for key in keys:
        writer.add(HOST, key.removeprefix(HOST), Row())
    writer.write(str(path))


def _word(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(4, 9)))


def _each(call: Find, arguments: Sequence[str]) -> float:
    """Returns the median time of a call, in microseconds."""
    times = []
    for argument in arguments:
        start = time.perf_counter_ns()
        call(argument)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def _median(rounds: Sequence[tuple[float, ...]], column: int) -> float:
    return statistics.median(values[column] for values in rounds)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
