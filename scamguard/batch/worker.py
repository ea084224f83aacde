"""One worker process, and the pipe to it."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from multiprocessing import resource_tracker
from typing import Any, Final

from scamguard.batch import process
from scamguard.errors import WorkersLost

#: How long a worker that has nothing to do any more may take to end, in seconds.
_TO_END: Final = 5.0


class Died(Exception):
    """The process died while it was asked."""


class Unborn(Died):
    """The process died before it could be asked anything."""


class Worker:
    """A process that answers one chunk at a time, started when it is needed. It is asked from one thread alone.

    Args:
        handed_over: the file with its task.
    """

    def __init__(self, handed_over: str) -> None:
        self._handed_over = handed_over
        self._lock = threading.Lock()
        self._is_killed = False
        self._process: multiprocessing.process.BaseProcess | None = None

    def ask(self, chunk: object) -> Any:
        """Returns the answer to a chunk.

        Raises:
            Died: the process did not live to answer it; the next question starts another one.
            WorkersLost: the task cannot be begun in another process.
        """
        if self._process is None:
            self._start()
        try:
            self._pipe.send(chunk)
            return self._pipe.recv()
        except (EOFError, OSError):
            self._forget()
            raise Died from None

    def kill(self) -> None:
        """Ends the process at once, whatever it does; may be called from any thread."""
        with self._lock:
            self._is_killed = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """Ends the process, which is asked nothing any more."""
        if self._process is not None:
            self._pipe.close()
            self._process.join(_TO_END)
            self._forget()

    def _start(self) -> None:
        if hasattr(signal, "pthread_sigmask"):  # while it starts; later it takes no notice of a terminal's interrupt
            resource_tracker.ensure_running()  # starting that one lifts the block again
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        context = multiprocessing.get_context("spawn")  # a forked process has locks of threads that it has not
        self._pipe, theirs = context.Pipe()
        with self._lock:
            if self._is_killed:
                raise Died
            self._process = context.Process(target=process.work, args=(self._handed_over, theirs), daemon=True)
            self._process.start()
        theirs.close()  # so that the pipe ends when the process does
        try:
            problem: str | None = self._pipe.recv()
        except (EOFError, OSError):
            self._forget()
            raise Unborn from None
        if problem is not None:
            raise WorkersLost(f"a worker process cannot begin: {problem}")

    def _forget(self) -> None:
        self._pipe.close()
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process.close()
                self._process = None
