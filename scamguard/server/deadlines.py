"""Ends what takes too long, by one look a second at all that runs: a timer for each request would cost more than it."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Final, Self

#: How often the running ones are looked at.
LOOK_SECONDS: Final = 1.0


class Deadlines:
    """Knows what is running, and until when it may.

    Args:
        seconds: how long each may take.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._running: set[Deadline] = set()

    def running(self) -> Deadline:
        """Returns a context in which the current task is ended when it takes too long."""
        return Deadline(self._running)

    async def watch(self) -> None:
        """Looks at what is running, for ever, and ends what is over its time."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            latest = time.monotonic() - self.seconds
            for deadline in [found for found in self._running if found.since < latest]:
                deadline.end()


class Deadline:
    """One that is running; a task whose time is over goes on behind its block."""

    __slots__ = ("_all", "_is_over", "_task", "since")

    def __init__(self, running: set[Deadline]) -> None:
        self._all = running
        self._task = asyncio.current_task()
        self.since = time.monotonic()
        self._is_over = False

    def end(self) -> None:
        """Ends the task's block."""
        if not self._is_over and self._task is not None:
            self._is_over = True
            self._task.cancel()

    def __enter__(self) -> Self:
        self._all.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._all.discard(self)
        if not self._is_over or self._task is None:
            return False
        # The cancelling is ours: the task goes on, unless somebody else wants it ended too.
        return self._task.uncancel() == 0 and kind is asyncio.CancelledError
