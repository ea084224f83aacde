"""Files to scan, read and answered by whoever has time: what a file holds never leaves its worker but as findings."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Final, TypeAlias

import msgspec

from scamguard.batch.input import Place
from scamguard.batch.tasks import LOST, said_of
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Document, Unreadable
from scamguard.model.report import Report
from scamguard.readers.files import Given, Listed, read_listed
from scamguard.render.json import encode
from scamguard.render.scan_json import findings_to_dicts
from scamguard.scanning import Scanner

#: Most files that a worker is given at once, and most bytes of them.
MAX_CHUNK_FILES: Final = 64
MAX_CHUNK_BYTES: Final = 1_000_000


class Encoded(msgspec.Struct, frozen=True, gc=False):
    """A report as lines of JSON, one a finding, and how many of these are alarms."""

    lines: bytes
    alarms: int


#: What comes of a document.
Found: TypeAlias = Report | Encoded | Unreadable
#: Files with the place behind them: `lines` counts files, and the checksum is over their names.
Files: TypeAlias = tuple[list[Listed | Unreadable], Place]


class FilesTask(msgspec.Struct, frozen=True):
    """Scans files.

    Attributes:
        knowledge: what is answered from.
        options: the options of `scan`.
        encoded_in: the language of the sentences where findings are wanted as lines of JSON; None for reports.
    """

    knowledge: Knowledge
    options: dict[str, Any]
    encoded_in: str | None = None

    def begin(self) -> Callable[[Files], list[list[Found]]]:
        """Returns what answers files, a list for each."""
        scan = self.scanning()
        return lambda files: [list(scan(listed)) for listed in files[0]]

    def scanning(self) -> Callable[[Listed | Unreadable], Iterator[Found]]:
        """Returns what answers one file, document by document."""
        scanner = Scanner(Guard(self.knowledge))

        def scan(listed: Listed | Unreadable) -> Iterator[Found]:
            for read in (listed,) if isinstance(listed, Unreadable) else read_listed(listed):
                yield read if isinstance(read, Unreadable) else self._found(scanner, read)

        return scan

    def halves(self, chunk: Files) -> tuple[Files, Files] | None:
        """Returns the files in two parts; None where it is a single one."""
        files, place = chunk
        middle = len(files) // 2
        return ((files[:middle], place), (files[middle:], place)) if middle else None

    def joined(self, first: list[list[Found]], second: list[list[Found]]) -> list[list[Found]]:
        """Returns what was found in two parts, one after the other."""
        return first + second

    def lost(self, chunk: Files) -> list[list[Found]]:
        """Returns what is said of files that their workers did not outlive."""
        return [[Unreadable(listed.file, LOST)] for listed in chunk[0]]

    def _found(self, scanner: Scanner, document: Document) -> Found:
        try:
            report = scanner.scan(document, **self.options)
            if self.encoded_in is None:
                return report
            lines = b"".join(encode(found) + b"\n" for found in findings_to_dicts(report, self.encoded_in))
            return Encoded(lines, len(report.alarms))
        except Exception as error:  # noqa: BLE001 - one bad text never stops the rest, whatever it found out about us
            return Unreadable(document.file or "text", said_of(error))


def chunks_of(listed: Iterable[Listed | Unreadable], place: Place, most: int = MAX_CHUNK_FILES) -> Iterator[Files]:
    """Yields files together, as many as make a piece of work that is neither too small nor too large.

    Args:
        listed: the files.
        place: what stands before them.
        most: how many make a piece at most.
    """
    files: list[Listed | Unreadable] = []
    size = 0
    for each in listed:
        files.append(each)
        size += _size(each)
        place = place_behind(place, each)
        if len(files) >= most or size >= MAX_CHUNK_BYTES:
            yield files, place
            files, size = [], 0
    if files:
        yield files, place


def place_behind(place: Place, listed: Listed | Unreadable) -> Place:
    """Returns the place behind a file."""
    return Place(0, place.lines + 1, zlib.crc32(listed.file.encode() + b"\0", place.crc))


def _size(listed: Listed | Unreadable) -> int:
    if isinstance(listed, Given):
        return len(listed.data)
    with suppress(OSError, ValueError):
        return 0 if isinstance(listed, Unreadable) else os.stat(listed.path).st_size
    return 0
