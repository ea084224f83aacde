"""A progress bar on standard error, for a person who waits."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

from scamguard.batch.input import Place
from scamguard.render.visible import to_visible

#: How much of a file's name is shown, from its end.
NAME_CHARS: Final = 40


class ProgressBar:
    """Shows how many of the files are done; silent unless standard error is a terminal and there are several."""

    def __init__(self) -> None:
        self._is_wanted = sys.stderr.isatty()
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int, name: str) -> None:
        """Shows that so many files are done, and the name of the next."""
        if not self._is_wanted or total < 2:
            return
        if self._bar is None:
            self._bar = _begun(total)
        bar, task = self._bar
        bar.update(task, completed=done, total=total, description=to_visible(name)[-NAME_CHARS:])

    @contextmanager
    def away(self, out: TextIO) -> Iterator[None]:
        """Takes the bar away while something else is written to the screen."""
        if self._bar is None or not out.isatty():
            yield
            return
        bar, _ = self._bar
        bar.stop()
        try:
            yield
        finally:
            bar.start()

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None


def _begun(total: int) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=total)
    bar.start()
    return bar, task


class LinesBar:
    """Shows how much of a batch is answered, how fast, and how long the rest will take.

    It is silent unless standard error is a terminal, and the answers are written elsewhere.

    Args:
        source: the file that the lines are read from; where it is a pipe, nobody knows how long it will take.
        lines: how many lines were answered before, by a run that was interrupted.
    """

    def __init__(self, source: int, lines: int) -> None:
        self._is_wanted = sys.stderr.isatty() and not sys.stdout.isatty()
        self._size = _size_of(source)
        self._lines = lines
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, place: Place | None) -> None:
        """Shows that everything before a place is answered."""
        if not self._is_wanted or place is None:
            return
        if self._bar is None:
            self._bar = _lines_begun(self._size, self._lines)
        bar, task = self._bar
        bar.update(task, completed=place.bytes, lines=place.lines)

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None


def _size_of(source: int) -> int | None:
    status = os.fstat(source)
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _lines_begun(size: int | None, lines: int) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many lines a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{(task.fields['lines'] - lines) / max(task.elapsed or 0.0, 0.1):,.0f}/s")

    known = (TaskProgressColumn(), TimeRemainingColumn()) if size else (TimeElapsedColumn(),)
    columns = (BarColumn(), TextColumn("{task.fields[lines]:,}"), Rate(), *known)
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=size, lines=lines)
    bar.start()
    return bar, task
