"""`scamguard scan`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from scamguard.cli.exit_status import NO_ALARM, SOME_ALARM, USAGE_ERROR
from scamguard.cli.known import knowledge_for
from scamguard.cli.progress import ProgressBar
from scamguard.cli.scan_writers import WRITERS, Writer
from scamguard.errors import UsageError
from scamguard.guard import Guard
from scamguard.model.document import Document, Unreadable
from scamguard.render.visible import to_visible
from scamguard.scanning import Scanner

STDIN: Final = "-"
_STDIN_NAME: Final = "standard input"
_OPTIONS: Final = ("claims", "audience", "region", "direction", "as_of")


def run(arguments: argparse.Namespace) -> int:
    """Scans the files of the command line, or standard input, and returns the exit status."""
    if not arguments.paths and sys.stdin.isatty():
        raise UsageError("give a file, a folder, or - for standard input, as in: scamguard scan message.txt")
    scanner = Scanner(Guard(knowledge_for(arguments)))
    options = {key: getattr(arguments, key) for key in _OPTIONS}
    scanner.guard.check("example.com", **options)  # a wrong option is refused before a file is read
    with _output(arguments.output) as out:
        writer = WRITERS[arguments.format](out, arguments, scanner.guard.knowledge.names.labels)
        unread = _scan_all(scanner, arguments, options, writer, out)
        writer.close()
    if unread:
        return USAGE_ERROR
    return SOME_ALARM if writer.tally.alarms else NO_ALARM


def _scan_all(
    scanner: Scanner, arguments: argparse.Namespace, options: dict[str, str | None], writer: Writer, out: TextIO
) -> bool:
    """Hands every report to the writer; returns whether something that was named could not be read."""
    paths = arguments.paths or [STDIN]
    named = {_STDIN_NAME, *map(_as_shown, paths)}
    unread = False
    progress = ProgressBar()
    try:
        for read in _documents(paths, progress):
            if isinstance(read, Unreadable):
                with progress.away(sys.stderr):
                    print(f"scamguard: {to_visible(read.file)}: {to_visible(read.problem)}", file=sys.stderr)
                writer.add_unreadable(read)
                unread = unread or read.file in named
            elif not _is_output(read, arguments.output):
                report = scanner.scan(read, **options)
                with progress.away(out):
                    writer.add(report)
    finally:
        progress.close()
    return unread


def _documents(paths: list[str], progress: ProgressBar) -> Iterator[Document | Unreadable]:
    """Yields the texts in the order of the command line; standard input is read once."""
    from scamguard.readers.files import read_paths  # what reads pages and archives is loaded when needed

    files: list[str] = []
    for path in dict.fromkeys(paths):
        if path != STDIN:
            files.append(path)
            continue
        yield from read_paths(files, progress)
        files = []
        yield from _standard_input()
    yield from read_paths(files, progress)


def _standard_input() -> Iterator[Document | Unreadable]:
    from scamguard.readers.files import MAX_FILE_BYTES, read_bytes

    for read in read_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1)):
        if isinstance(read, Unreadable) and "!/" not in read.file:
            yield Unreadable(_STDIN_NAME, read.problem)
        else:
            yield read


def _as_shown(path: str) -> str:
    """Returns a path as the readers name it: bytes that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _is_output(document: Document, output: str | None) -> bool:
    """The document is the answer that an earlier run has written."""
    if output is None or document.file is None:
        return False
    return os.path.abspath(document.file) == os.path.abspath(output)


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
