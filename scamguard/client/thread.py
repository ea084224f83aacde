"""A thread with an event loop, in which a program that knows nothing of loops has coroutines run."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from scamguard.client.errors import Unreachable

Result = TypeVar("Result")
Work = Coroutine[Any, Any, Any]
#: What is to be done in the loop when it ends.
AtEnd = Callable[[], Coroutine[Any, Any, None]]


class LoopThread:
    """Runs coroutines for other threads, until `stop`, or until nobody holds this any more.

    A process that was forked has the object and not the thread: `is_here` tells.

    Args:
        at_end: run in the loop as its last work, whichever way it ends; must not hold this object.
    """

    def __init__(self, at_end: AtEnd) -> None:
        loop = asyncio.new_event_loop()
        self._loop = loop
        self._process = os.getpid()
        self._works: set[Work] = set()
        self._is_stopped = False
        self._lock = threading.Lock()
        # A daemon: a program that forgets to close its client ends all the same.
        arguments = (loop, self._works, at_end)
        self._thread = threading.Thread(target=_run, args=arguments, name="scamguard-client", daemon=True)
        self._thread.start()
        self._forgotten = weakref.finalize(self, _ask_to_stop, loop, self._process)
        self._forgotten.atexit = False  # a program that ends takes the thread along: its calls have nobody to tell

    @property
    def is_here(self) -> bool:
        """The thread belongs to this process."""
        return self._process == os.getpid()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Returns what a coroutine returns; where the wait is interrupted, so is the coroutine.

        Raises:
            Unreachable: another thread has stopped this one.
        """
        with self._lock:  # what is handed over before the end is asked for is begun, so that the end is heard of
            if self._is_stopped:
                work.close()
                raise _closed()
            self._works.add(work)
            future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except CancelledError:
            raise _closed() from None
        except BaseException:
            future.cancel()
            raise
        finally:
            self._works.discard(work)

    def stop(self) -> None:
        """Ends the thread, and with it what still runs there."""
        with self._lock:
            self._is_stopped = True
        self._forgotten()
        self._thread.join()


def _run(loop: asyncio.AbstractEventLoop, works: set[Work], at_end: AtEnd) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.get_loop().run_forever()
        runner.run(_end(works, at_end))


async def _end(works: set[Work], at_end: AtEnd) -> None:
    # Tasks that a work has started are ended by it: anyio warns of one that is cancelled before its first step.
    tasks = [task for task in asyncio.all_tasks() if task.get_coro() in works]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await at_end()


def _ask_to_stop(loop: asyncio.AbstractEventLoop, process: int) -> None:
    if process == os.getpid():
        loop.call_soon_threadsafe(loop.stop)


def _closed() -> Unreachable:
    return Unreachable("the client was closed during the call")
