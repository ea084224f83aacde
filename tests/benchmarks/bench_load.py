"""What the start costs: load of the knowledge, memory, a whole process: `python tests/benchmarks/bench_load.py`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from harness import part
from harness.rows import Row
from harness.turns import compared, microseconds

from scamguard import Guard, Knowledge
from scamguard.knowledge.compiled import COMPILED_NAME, data_folder

TOP: Final = Path(__file__).parents[2]
SHIPPED: Final = Path(data_folder()) / COMPILED_NAME
#: Loads a compiled file in a process of its own and tells what that cost.
LOADS: Final = TOP / "tests" / "lookalikes" / "synthetic.py"
COMMANDS: Final = (("13122891139", "tiktok-shop"), ("https://seller.tiktokglobalshop.com", "tiktok-shop"))
#: A number parser and a regular expression engine, which such a check would hardly do without; and Python alone.
LIBRARIES: Final = "import phonenumbers, regex"
NOTHING: Final = "pass"


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields the figures."""
    rounds = 3 if asked.quick else 25
    load = compared((microseconds(_load, 1) / 1000, microseconds(_bare, 1) / 1000) for _ in range(rounds))
    yield Row.of(
        "load of the shipped knowledge", load, "read and checksum of the file", unit="ms", limit="at most 50 ms"
    )
    yield _memory()
    for contact, claims in COMMANDS:
        command = [sys.executable, "-m", "scamguard", "check", contact, "--claims", claims]
        for base, limit in ((LIBRARIES, "at most 3"), (NOTHING, "")):
            yield _process(f"whole process, {contact}", command, base, limit, rounds)
    yield _process("import scamguard", [sys.executable, "-c", "import scamguard"], NOTHING, "", rounds)


def _load() -> object:
    return Guard(Knowledge.shipped())


def _bare() -> int:
    """Reads the file and looks for damage: what nobody goes below who loads it."""
    return zlib.crc32(SHIPPED.read_bytes())


def _memory() -> Row:
    done = subprocess.run([sys.executable, LOADS, SHIPPED], capture_output=True, text=True, check=True, env=_clean())
    size = SHIPPED.stat().st_size / 1024**2
    grown = json.loads(done.stdout)["megabytes"]
    return Row("memory that load and first check add", grown, "MB", size, grown / size, against="the compiled file")


def _process(name: str, command: list[str], base: str, limit: str, rounds: int) -> Row:
    beside = [sys.executable, "-c", base]
    _wall(command), _wall(beside)  # as installed: byte code is there
    turns = compared((_wall(command), _wall(beside)) for _ in range(rounds))
    return Row.of(name, turns, f"python -c '{base}'", unit="ms", limit=limit)


def _wall(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, cwd=TOP, env=_clean())
    return (time.perf_counter() - start) * 1000


def _clean() -> dict[str, str]:
    """Returns the environment in which byte code is written, as where it is installed."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    part.main(rows, __doc__)
