"""Runs the benchmarks and prints their tables: `python tests/benchmarks/run.py [NAME …] [--quick]`.

Each part is a program of its own with a time limit; one that fails or is missing is a line, and the others go on. The
exit status is 1 where a part failed, 0 else: what is left out for want of a tool is no failure.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

import msgspec
from harness import machine, tables
from harness.page import NoMarksError, write_between
from harness.processes import end_with_children
from harness.rows import LeftOut, Row, Text, Told
from parts import PARTS, Part

HERE: Final = Path(__file__).parent
_decoder: Final = msgspec.json.Decoder(Told)
#: A path of this machine, of which only the last name is told.
_PATH: Final = re.compile(r"(?<![^\s'\"(=])(?:/[\w.+-]+)+/(?=[\w.+-])")


class Result(msgspec.Struct):
    """What a part told.

    Attributes:
        name: of the part.
        title: of its table.
        told: rows, texts, and what was left out.
        failed: why it did not come to its end; None where it did.
    """

    name: str
    title: str
    told: list[Told]
    failed: str | None = None


def main() -> int:
    """Runs what was asked for and returns the exit status."""
    asked = _arguments()
    about = machine.described(look=asked.quick)
    print(about, flush=True)
    start = time.perf_counter()
    results = [_shown(part, asked) for part in _chosen(asked.names)]
    seconds = time.perf_counter() - start
    if asked.json is not None:
        asked.json.write_bytes(msgspec.json.format(msgspec.json.encode({"machine": about, "parts": results})))
    if asked.markdown:
        print("\n\n".join((about, *(f"## {result.title}\n\n{to_markdown(result)}" for result in results))))
    if asked.page is not None:
        _write(asked.page, about, results)
    failed = "".join(f"; failed: {result.name}, {result.failed}" for result in results if result.failed)
    print(f"\n{len(results)} parts in {seconds:.0f} s{failed}")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [part.name for part in PARTS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(names)}; all where none is named")
    parser.add_argument("--quick", action="store_true", help="few rounds of everything: under two minutes, a look only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into this file, too")
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown at the end")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the tables into this page, between its marks")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - set(names)):
        parser.error(f"no benchmark {unknown[0]!r}: use some of {', '.join(names)}")
    return asked


def _chosen(names: Sequence[str]) -> list[Part]:
    return [part for part in PARTS if part.name in names or not names]


def _shown(part: Part, asked: argparse.Namespace) -> Result:
    """Runs a part and prints what it tells."""
    print(f"\n== {part.name}: {part.title}", flush=True)
    start = time.perf_counter()
    result = run(part, quick=asked.quick)
    head = [tables.head_line()] if any(isinstance(told, Row) for told in result.told) else []
    print("\n".join((*head, *map(tables.to_line, result.told))))
    ending = f"failed: {result.failed}" if result.failed else "done"
    print(f"-- {part.name} {ending}, {time.perf_counter() - start:.0f} s", flush=True)
    return result


def run(part: Part, *, quick: bool, folder: Path = HERE) -> Result:
    """Returns what a part tells; what it told before it failed, where it fails.

    Args:
        part: which.
        quick: few rounds.
        folder: where its program is.
    """
    result = Result(part.name, part.title, [])
    seconds = part.quick_seconds if quick else part.seconds
    missing = _missing(part, folder) or ("" if seconds else f"{part.name}: not with --quick")
    if missing:
        result.told.append(LeftOut(missing))
        return result
    options = part.quick_options if quick else part.options
    command = [sys.executable, part.file, *(() if part.prints_itself else ("--jsonl",)), *options]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True
        )
        result.failed = _failure(process, seconds)
        printed, complaint = (_PATH.sub("", _read(file)) for file in (out, errors))
    if result.failed == "":
        lines = complaint.strip().splitlines()
        result.failed = lines[-1][:200] if lines else f"exit status {process.returncode}"
    result.told += [Text(printed)] if part.prints_itself and printed.strip() else _rows(part, printed)
    return result


def _missing(part: Part, folder: Path) -> str | None:
    """Returns why a part cannot run here, if it cannot."""
    if not (folder / part.file).exists():
        return f"{part.name}: {part.file} is not in this checkout"
    absent = [name for name in part.needs if importlib.util.find_spec(name) is None]
    absent += [name for name in part.tools if shutil.which(name) is None]
    return f"{part.name}: {', '.join(absent)} is not installed" if absent else None


def _failure(process: subprocess.Popen[bytes], seconds: int) -> str | None:
    """Waits for a part, and ends it where it takes too long.

    Returns None where it came to its end, "" where it failed by itself.
    """
    try:
        return None if process.wait(seconds) == 0 else ""
    except subprocess.TimeoutExpired:
        return f"took longer than {seconds} s"
    finally:
        end_with_children(process)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _rows(part: Part, printed: str) -> Iterator[Told]:
    if part.prints_itself:
        return
    for line in printed.splitlines():
        try:
            yield _decoder.decode(line)
        except msgspec.DecodeError:  # cut off in the middle
            yield LeftOut(f"{part.name}: a line that is no row")


def to_markdown(result: Result) -> str:
    """Returns the table of a part, and why it failed."""
    failed = [f"* failed: {result.failed}"] if result.failed else []
    return "\n\n".join((tables.to_markdown(result.told), *failed)).strip()


def _write(page: Path, about: str, results: Sequence[Result]) -> None:
    """Writes every table to its marks; a part that was not run keeps what stands there."""
    try:
        write_between(page, "<!-- figures: machine -->", about)
        for result in results:
            write_between(page, f"<!-- figures: {result.name} -->", to_markdown(result))
    except NoMarksError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main())
