"""The formats of `scamguard scan`, but for JSON lines: each takes reports one by one."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable
from typing import Final, Protocol, TextIO

import msgspec

from scamguard.model.document import Unreadable
from scamguard.model.report import Report
from scamguard.model.verdict import Sentence
from scamguard.render.excerpt import DEFAULT_COLUMNS
from scamguard.render.json import encode
from scamguard.render.plain import Line
from scamguard.render.scan_json import about_to_dict, findings_to_dicts
from scamguard.render.tally import Tally
from scamguard.render.terminal import write_lines
from scamguard.render.visible import to_encodable


class Writer(Protocol):
    """Writes reports in one format and counts what they hold."""

    tally: Tally

    def add(self, report: Report) -> None:
        """Takes what was found in one text."""

    def add_unreadable(self, unreadable: Unreadable) -> None:
        """Takes what could not be read."""

    def close(self) -> None:
        """Writes what stands at the end."""


class TextWriter:
    """For a person: alarms with their passages (all findings where asked), then the counts."""

    def __init__(self, out: TextIO, arguments: argparse.Namespace, names: dict[str, Sentence]) -> None:
        self.tally = Tally()
        self._out = out
        self._lang: str = arguments.lang
        self._is_all: bool = arguments.all
        self._names = names
        self._columns = _columns_of(out)

    def add(self, report: Report) -> None:
        """Writes what was found in one text."""
        from scamguard.render.scan_plain import to_lines

        self.tally.add(report)
        lines = list(to_lines(report, self._lang, self._names, is_all=self._is_all, columns=self._columns))
        if lines:
            write_lines([*lines, Line("plain", "")], self._out)

    def add_unreadable(self, unreadable: Unreadable) -> None:
        """Counts what could not be read; standard error has it."""
        self.tally.unreadable += 1

    def close(self) -> None:
        """Writes the counts."""
        blank = "" if self._lang == "zh" else " "
        write_lines([Line("title", blank.join(self.tally.to_sentences(self._lang)))], self._out)


class JsonWriter:
    """For programs: one object with all findings, then what is said about the texts they stand in."""

    def __init__(self, out: TextIO, arguments: argparse.Namespace, names: dict[str, Sentence]) -> None:
        self.tally = Tally()
        self._out = out
        self._lang: str = arguments.lang
        self._texts: list[str] = []
        self._unreadable: list[dict[str, str]] = []
        self._separator = '{"findings":[\n'

    def add(self, report: Report) -> None:
        """Writes the findings of one text."""
        self.tally.add(report)
        for found in findings_to_dicts(report, self._lang):
            self._out.write(self._separator + encode(found).decode())
            self._separator = ",\n"
        about = {
            **about_to_dict(report, self._lang),
            "findings": len(report.findings),
            "alarms": len(report.alarms),
        }
        self._texts.append(encode(about).decode())

    def add_unreadable(self, unreadable: Unreadable) -> None:
        """Keeps what could not be read."""
        self.tally.unreadable += 1
        self._unreadable.append({"file": to_encodable(unreadable.file), "problem": to_encodable(unreadable.problem)})

    def close(self) -> None:
        """Writes the texts and what could not be read."""
        begun = self._separator if self._separator.startswith("{") else ""
        texts = ",\n".join(self._texts)
        unreadable = encode(self._unreadable).decode()
        self._out.write(f'{begun}\n],"texts":[\n{texts}\n],"unreadable":{unreadable}}}\n')


class _PageWriter:
    """Keeps all reports, and the texts in which something was found: the page is written at the end."""

    def __init__(self, out: TextIO, arguments: argparse.Namespace, names: dict[str, Sentence]) -> None:
        self.tally = Tally()
        self._out = out
        self._lang: str = arguments.lang
        self._names = names
        self._reports: list[Report] = []
        self._unreadable: list[Unreadable] = []

    def add(self, report: Report) -> None:
        """Keeps what was found in one text."""
        self.tally.add(report)
        self._reports.append(report if report.findings else msgspec.structs.replace(report, text=""))

    def add_unreadable(self, unreadable: Unreadable) -> None:
        """Keeps what could not be read."""
        self.tally.unreadable += 1
        self._unreadable.append(unreadable)


class SarifWriter(_PageWriter):
    """For code hosts and editors: one SARIF log."""

    def close(self) -> None:
        """Writes the log."""
        from scamguard.render.sarif import to_dict
        from scamguard.version import VERSION

        log = to_dict(
            self._reports,
            self._unreadable,
            lang=self._lang,
            names=self._names,
            version=VERSION,
            folder=os.getcwd(),
        )
        self._out.write(encode(log).decode() + "\n")


class HtmlWriter(_PageWriter):
    """For a person: one self-contained page."""

    def close(self) -> None:
        """Writes the page."""
        from scamguard.render.html import to_html

        self._out.writelines(to_html(self._reports, self._unreadable, lang=self._lang, names=self._names))


#: `--format` -> what writes it.
WRITERS: Final[dict[str, Callable[[TextIO, argparse.Namespace, dict[str, Sentence]], Writer]]] = {
    "text": TextWriter,
    "json": JsonWriter,
    "sarif": SarifWriter,
    "html": HtmlWriter,
}


def _columns_of(out: TextIO) -> int:
    """Returns how many columns the terminal has, at most the default."""
    return min(DEFAULT_COLUMNS, shutil.get_terminal_size().columns) if out.isatty() else DEFAULT_COLUMNS
