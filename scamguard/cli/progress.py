"""A progress bar on standard error, for a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

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
