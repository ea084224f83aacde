"""How many processes share the work."""

from __future__ import annotations

import os
from typing import Final

from scamguard.errors import UsageError

#: Most workers that can be asked for.
MAX_WORKERS: Final = 1024
#: Chunks in work or waiting, for each worker: one that it works at, one that waits, one that is handed out.
CHUNKS_PER_WORKER: Final = 3


def workers_of(asked: int | None) -> int:
    """Returns how many workers to use: as many as this process has cores where none are asked for.

    Raises:
        UsageError: the number makes no sense.
    """
    if asked is None:
        return min(MAX_WORKERS, _cores())
    if isinstance(asked, bool) or not isinstance(asked, int) or not 1 <= asked <= MAX_WORKERS:
        raise UsageError(f"workers {asked!r}: use a number from 1 to {MAX_WORKERS:,}", "workers")
    return asked


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
