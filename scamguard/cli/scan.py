"""`scamguard scan`."""

from __future__ import annotations

import argparse
import functools
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from scamguard.batch.checkpoint import SUFFIX
from scamguard.batch.feeding import answered
from scamguard.batch.files import Encoded, FilesTask, Found, chunks_of, place_behind
from scamguard.batch.input import Place
from scamguard.cli.exit_status import NO_ALARM, SOME_ALARM, USAGE_ERROR
from scamguard.cli.known import knowledge_for
from scamguard.cli.output import opened, workers_for
from scamguard.cli.progress import ProgressBar
from scamguard.cli.scan_writers import WRITERS, Writer
from scamguard.errors import UsageError
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Unreadable
from scamguard.model.report import Report
from scamguard.readers.files import MAX_FILE_BYTES, Given, Listed, Named, list_paths
from scamguard.render.visible import to_visible

STDIN: Final = "-"
_STDIN_NAME: Final = "standard input"
_OPTIONS: Final = ("claims", "audience", "region", "direction", "as_of")


def run(arguments: argparse.Namespace) -> int:
    """Scans the files of the command line, or standard input, and returns the exit status."""
    _refuse(arguments)
    knowledge = knowledge_for(arguments)
    options = {key: getattr(arguments, key) for key in _OPTIONS}
    Guard(knowledge).check("example.com", **options)  # a wrong option is refused before a file is read
    if arguments.jsonl:
        from scamguard.cli.batch import run_jsonl

        return run_jsonl("text", knowledge, options, arguments)
    if arguments.format == "jsonl":
        return _run_lines(knowledge, options, arguments)
    with _output(arguments.output) as out:
        writer = WRITERS[arguments.format](out, arguments, knowledge.names.labels)
        unread = _write_all(_Scan(arguments, FilesTask(knowledge, options)), writer, out)
        writer.close()
    return _status(unread, writer.tally.alarms)


def _run_lines(knowledge: Knowledge, options: dict[str, str | None], arguments: argparse.Namespace) -> int:
    """Writes one finding a line: nothing is kept in memory, and a run that was interrupted can go on."""
    with opened(arguments, knowledge, options) as out:
        scan = _Scan(arguments, FilesTask(knowledge, options, arguments.lang))
        scan.skip(out.checkpoint.place)
        for found, place in scan.answers():
            lines, alarms, unread = [], 0, 0
            for read in found:
                if isinstance(read, Unreadable):
                    unread += scan.tell(read)
                elif isinstance(read, Encoded):
                    lines.append(read.lines)
                    alarms += read.alarms
            out.write(b"".join(lines), place, alarms, unread)
        out.finish()
    return _status(out.checkpoint.refused, out.checkpoint.amiss)


def _status(unread: int, alarms: int) -> int:
    if unread:
        return USAGE_ERROR
    return SOME_ALARM if alarms else NO_ALARM


def _write_all(scan: _Scan, writer: Writer, out: TextIO) -> int:
    """Hands every report to the writer; returns how much that was named could not be read."""
    unread = 0
    for found, _ in scan.answers():
        for read in found:
            if isinstance(read, Unreadable):
                unread += scan.tell(read)
                writer.add_unreadable(read)
            elif isinstance(read, Report):
                with scan.progress.away(out):
                    writer.add(read)
    return unread


class _Scan:
    """The files of a command line, and what is found in them, in their order."""

    def __init__(self, arguments: argparse.Namespace, task: FilesTask) -> None:
        paths = arguments.paths or [STDIN]
        self._task = task
        self._listed = list(_listed(paths, arguments.output))
        self._total = len(self._listed)
        self._workers = min(workers_for(arguments), max(1, self._total))
        self._named = {_STDIN_NAME, *map(_as_shown, paths)}
        self._place = Place()
        self.progress = ProgressBar()

    def skip(self, place: Place) -> None:
        """Leaves out the files that an interrupted run has answered.

        Raises:
            UsageError: the files are others than then.
        """
        if functools.reduce(place_behind, self._listed[: place.lines], Place()) != place:
            raise UsageError("the files are not those of the interrupted run; begin again without --resume")
        self._place = place
        del self._listed[: place.lines]

    def answers(self) -> Iterator[tuple[Iterable[Found], Place]]:
        """Yields what is found in a file, or in some files, with the place behind them."""
        try:
            yield from self._here() if self._workers == 1 else self._by_workers()
        finally:
            self.progress.close()

    def tell(self, unreadable: Unreadable) -> bool:
        """Says on standard error what could not be read; answers whether it was named."""
        with self.progress.away(sys.stderr):
            print(f"scamguard: {to_visible(unreadable.file)}: {to_visible(unreadable.problem)}", file=sys.stderr)
        return unreadable.file in self._named

    def _here(self) -> Iterator[tuple[Iterable[Found], Place]]:
        scan = self._task.scanning()
        for (listed,), place in chunks_of(map(_read_if_standard, self._listed), self._place, most=1):
            self.progress(place.lines - 1, self._total, listed.file)
            yield scan(listed), place

    def _by_workers(self) -> Iterator[tuple[Iterable[Found], Place]]:
        chunks = chunks_of(map(_read_if_standard, self._listed), self._place)
        for (_, place), found in answered(chunks, self._task, self._workers):
            yield itertools.chain.from_iterable(found), place
            self.progress(place.lines, self._total, "")


def _listed(paths: list[str], output: str | None) -> Iterator[Listed | Unreadable]:
    """Yields what to read in the order of the command line; standard input stands there once, and is not read yet.

    The answer of an earlier run in the same folder is left out.
    """
    own = {os.path.abspath(output), os.path.abspath(output + SUFFIX)} if output not in (None, STDIN) else set()
    for path in dict.fromkeys(paths):
        if path == STDIN:
            yield Given(b"", _STDIN_NAME)
            continue
        for listed in list_paths([path]):
            if not (isinstance(listed, Named) and os.path.abspath(listed.path) in own):
                yield listed


def _read_if_standard(listed: Listed | Unreadable) -> Listed | Unreadable:
    if isinstance(listed, Given):
        return Given(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), listed.file)
    return listed


def _as_shown(path: str) -> str:
    """Returns a path as the readers name it: bytes that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _refuse(arguments: argparse.Namespace) -> None:
    """Raises UsageError where options do not go together."""
    if arguments.jsonl and arguments.paths:
        raise UsageError("--jsonl reads standard input; give no files with it")
    if arguments.resume and not arguments.jsonl and arguments.format != "jsonl":
        raise UsageError("--resume needs --format jsonl, or --jsonl: the other formats are written at the end")
    if not arguments.paths and sys.stdin.isatty():
        raise UsageError("give a file, a folder, or - for standard input, as in: scamguard scan message.txt")


@contextmanager
def _output(name: str | None) -> Iterator[TextIO]:
    """Yields where the answer is written: standard output or a file."""
    if name is None or name == STDIN:
        yield sys.stdout
        return
    try:
        # the block below closes it: only opening it may fail here
        file = open(name, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror or error}") from error
    with file:
        yield file
