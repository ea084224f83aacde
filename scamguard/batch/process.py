"""What runs in a worker process: one task, begun once, asked again and again."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scamguard.batch.task import Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_answering: Callable[[Any], Any] | None = None


def hand_over(task: Task[Any, Any], name: str) -> None:
    """Writes a task to a file, for workers to begin.

    A process that is started is sent its arguments over a pipe, and where it dies before it reads them, who writes
    more than the pipe holds waits for ever. A knowledge base is more.
    """
    with open(name, "wb") as file:
        pickle.dump(task, file, pickle.HIGHEST_PROTOCOL)


def begin(name: str, parent: Connection) -> None:
    """Makes this process ready for a task.

    Args:
        name: the file that `hand_over` has written.
        parent: the end of a pipe to which nobody writes: it ends when the parent closes it, or dies.
    """
    global _answering
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal's interrupt the parent alone takes notice
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    with open(name, "rb") as file:
        task: Task[Any, Any] = pickle.load(file)  # noqa: S301 - its parent's, in a folder that no other user can enter
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
