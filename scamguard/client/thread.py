"""A thread with an event loop, in which a program that knows nothing of loops has coroutines run."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class LoopThread:
    """Runs coroutines for other threads, until `stop`, or until nobody holds this any more.

    A process that was forked has the object and not the thread: `is_here` tells.
    """

    def __init__(self) -> None:
        loop = asyncio.new_event_loop()
        self._loop = loop
        self._process = os.getpid()
        # A daemon: a program that forgets to close its client ends all the same.
        self._thread = threading.Thread(target=_run, args=(loop,), name="scamguard-client", daemon=True)
        self._thread.start()
        self._forgotten = weakref.finalize(self, _ask_to_stop, loop, self._process)

    @property
    def is_here(self) -> bool:
        """The thread belongs to this process."""
        return self._process == os.getpid()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Returns what a coroutine returns; where the wait is interrupted, so is the coroutine."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def stop(self) -> None:
        """Ends the thread."""
        self._forgotten()
        self._thread.join()


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _ask_to_stop(loop: asyncio.AbstractEventLoop, process: int) -> None:
    if process == os.getpid():
        loop.call_soon_threadsafe(loop.stop)
