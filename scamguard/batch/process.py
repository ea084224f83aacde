"""What runs in a worker process: one task, begun once, asked again and again."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scamguard.batch.task import Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_answering: Callable[[Any], Any] | None = None


def begin(task: Task[Any, Any], parent: Connection) -> None:
    """Makes this process ready for a task.

    Args:
        task: what it will be asked to do.
        parent: the end of a pipe to which nobody writes: it ends when the parent closes it, or dies.
    """
    global _answering
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal's interrupt the parent alone takes notice
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _answering = task.begin()
    gc.freeze()  # the knowledge stays: the collector need not walk through it again and again


def answer(chunk: object) -> Any:
    """Returns the answer to a chunk, in a process that has begun."""
    if _answering is None:
        raise RuntimeError("begin comes first")
    return _answering(chunk)


def is_ready() -> bool:
    """Answers that the process has begun."""
    return _answering is not None


def _end_with(parent: Connection) -> None:
    """Ends this process at once when its parent has gone, or does not wait for it any more."""
    try:
        parent.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)
