"""How a benchmark is started by itself: a table as it grows, or JSON Lines for who puts several together."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

import msgspec

from harness.rows import AbsentError, LeftOut, Told
from harness.tables import head_line, to_line


def main(
    rows: Callable[[argparse.Namespace], Iterable[Told]],
    about: str | None,
    add_options: Callable[[argparse.ArgumentParser], None] | None = None,
) -> None:
    """Prints what a benchmark tells, row by row, so that what is measured is kept should the next row fail.

    Args:
        rows: measures; is given the options, of which `quick` asks for few rounds.
        about: what stands in the help.
        add_options: adds options of its own.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, no proof")
    parser.add_argument("--jsonl", action="store_true", help="print JSON Lines, for run.py")
    if add_options is not None:
        add_options(parser)
    asked = parser.parse_args()
    if not asked.jsonl:
        print(head_line())
    for told in _told(rows, asked):
        line = msgspec.json.encode(told).decode() if asked.jsonl else to_line(told)
        print(line, flush=True)


def _told(rows: Callable[[argparse.Namespace], Iterable[Told]], asked: argparse.Namespace) -> Iterable[Told]:
    try:
        yield from rows(asked)
    except AbsentError as error:
        yield LeftOut(str(error))
