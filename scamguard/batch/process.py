"""What runs in a worker process: one task, begun once, asked again and again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from multiprocessing.connection import Connection, wait
from typing import Any

from scamguard.batch.task import Task
from scamguard.errors import ScamguardError


def hand_over(task: Task[Any, Any], name: str) -> None:
    """Writes a task to a file, for workers to begin.

    A process that is started is sent its arguments over a pipe, and where it dies before it reads them, who writes
    more than the pipe holds waits for ever. A knowledge base is more.
    """
    with open(name, "wb") as file:
        pickle.dump(task, file, pickle.HIGHEST_PROTOCOL)


def work(name: str, pipe: Connection) -> None:
    """Answers chunks until there are no more.

    Args:
        name: the file that `hand_over` has written.
        pipe: brings chunks, and takes answers; before them, once, None where this process has begun, or why it has not.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal's interrupt the parent alone takes notice
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with open(name, "rb") as file:
            task: Task[Any, Any] = pickle.load(file)  # noqa: S301 - its parent's, in a folder no other user can enter
        answer = task.begin()
    except (ScamguardError, OSError) as error:  # a user's list was taken away, for one
        pipe.send(str(error))
        return
    gc.freeze()  # the knowledge stays: the collector need not walk through it again and again
    pipe.send(None)
    while True:
        try:
            chunk = pipe.recv()
        except EOFError:
            return
        pipe.send(answer(chunk))


def _end_with_parent() -> None:
    """Ends this process as soon as its parent has gone, in the middle of whatever it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
