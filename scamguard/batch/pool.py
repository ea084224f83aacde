"""Chunks to worker processes and their answers back, in order, a bounded number at a time."""

from __future__ import annotations

import math
import multiprocessing
import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from types import TracebackType
from typing import Final, Generic

from scamguard.batch import process
from scamguard.batch.task import Answer, Chunk, Task
from scamguard.batch.workers import CHUNKS_PER_WORKER
from scamguard.errors import WorkersLost

#: How many items in a row may cost the life of their worker before all is given up.
MOST_LOST_IN_A_ROW: Final = 8
#: How often a pool that waits looks whether it should stop, in seconds.
_STOP_LOOKED_AT: Final = 0.1
#: How long an answer is waited for before the pool is nudged, in seconds.
NUDGED_AFTER: Final = 2.0


class Stopped(Exception):
    """The work was stopped before its end, because it was asked to."""


class Pool(Generic[Chunk, Answer]):
    """Processes that answer chunks in the order in which these were given. Use it in a `with` block.

    A worker that dies (killed, out of memory) costs nothing but time: what it was given is asked again, at last item
    by item, and the one item that costs another worker its life is answered by `task.lost`.

    Args:
        task: what is done; each worker begins it once.
        workers: how many processes.
        stop: when it is set, `take` raises `Stopped`.
        on_done: called, in some thread, whenever a chunk is done.
    """

    def __init__(
        self,
        task: Task[Chunk, Answer],
        workers: int,
        stop: threading.Event | None = None,
        on_done: Callable[[object], object] | None = None,
    ) -> None:
        self._task = task
        self._workers = workers
        self._stop = stop
        self._on_done = on_done
        self._waiting: deque[tuple[Chunk, Future[Answer]]] = deque()
        self._has_answered = False
        self._lost_in_a_row = 0

    def __enter__(self) -> Pool[Chunk, Answer]:
        self._folder = tempfile.TemporaryDirectory(prefix="scamguard-")
        self._handed_over = os.path.join(self._folder.name, "task")
        process.hand_over(self._task, self._handed_over)
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._folder.cleanup()

    @property
    def is_full(self) -> bool:
        """As many chunks are in work or done as may be: one must be taken before the next is given."""
        return len(self._waiting) >= self._workers * CHUNKS_PER_WORKER

    @property
    def is_empty(self) -> bool:
        """Everything that was given has been taken."""
        return not self._waiting

    @property
    def is_first_done(self) -> bool:
        """The chunk that is next to be taken is done."""
        return bool(self._waiting) and self._waiting[0][1].done()

    def give(self, chunk: Chunk) -> None:
        """Hands a chunk to the workers."""
        self._waiting.append((chunk, self._submitted(chunk)))

    def take(self) -> tuple[Chunk, Answer]:
        """Returns the chunk that has waited longest, with its answer, once it is there.

        Raises:
            Stopped: it was asked to.
            WorkersLost: no worker lives long enough to answer anything.
        """
        chunk, future = self._waiting[0]
        try:
            answer = self._result(future)
        except BrokenProcessPool:
            answer = self._asked_again(chunk)
        self._waiting.popleft()
        return chunk, answer

    def in_order(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Answer]]:
        """Yields chunks with their answers; no more chunks are drawn than the workers need to be busy."""
        drawn = iter(chunks)
        failed: Exception | None = None
        while True:
            try:
                chunk = next(drawn)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - raised again behind the answers to what came before it
                failed = error
                break
            if self.is_full:
                yield self.take()
            self.give(chunk)
        while not self.is_empty:
            yield self.take()
        if failed is not None:
            raise failed

    def nudge(self) -> None:
        """Makes the executor look at its processes again.

        It watches those that it had when it was last given something: of one that was started then, and dies before
        anything else happens, it hears nothing.
        """
        with suppress(BrokenProcessPool):  # then it has looked
            self._executor.submit(process.is_ready)

    # ---- processes

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked process has locks of threads that it has not
        self._reader, self._writer = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=process.begin, initargs=(self._handed_over, self._reader)
        )

    def _end(self) -> None:
        """Ends the workers, at once where somebody still works."""
        if self._waiting:
            self._writer.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._writer.close()
        self._reader.close()

    def _submitted(self, chunk: Chunk) -> Future[Answer]:
        try:
            future: Future[Answer] = self._executor.submit(process.answer, chunk)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        if self._on_done is not None:
            future.add_done_callback(self._on_done)
        return future

    def _result(self, future: Future[Answer]) -> Answer:
        nudged_at = time.monotonic() + NUDGED_AFTER
        while not (future.done() or self._is_stopped()):
            wait((future,), NUDGED_AFTER if self._stop is None else _STOP_LOOKED_AT)
            if time.monotonic() >= nudged_at:
                self.nudge()
                nudged_at = math.inf
        answer = future.result()
        self._has_answered = True
        self._lost_in_a_row = 0
        return answer

    def _is_stopped(self) -> bool:
        if self._stop is not None and self._stop.is_set():
            raise Stopped
        return False

    # ---- workers that die

    def _asked_again(self, chunk: Chunk) -> Answer:
        """Returns the answer to the first chunk, asked alone; what waits behind it is handed out again."""
        self._restart()
        answer = self._alone(chunk)
        first, *behind = self._waiting
        self._waiting = deque([first, *((waiting, self._submitted(waiting)) for waiting, _ in behind)])
        return answer

    def _alone(self, chunk: Chunk) -> Answer:
        """Returns the answer to a chunk while nothing else is asked, so that a worker's death is its doing."""
        try:
            return self._result(self._submitted(chunk))
        except BrokenProcessPool:
            self._restart()
        halves = self._task.halves(chunk)
        if halves is not None:
            return self._task.joined(*map(self._alone, halves))
        self._lost_in_a_row += 1
        if self._lost_in_a_row >= MOST_LOST_IN_A_ROW:
            raise WorkersLost(f"{self._lost_in_a_row} worker processes in a row died at their work; is memory short?")
        return self._task.lost(chunk)

    def _restart(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._writer.close()
        self._reader.close()
        self._start()
        if not self._has_answered:
            self._prove()

    def _prove(self) -> None:
        """Asks for nothing but a start: in a script without the usual guard no worker gets that far."""
        try:
            self._executor.submit(process.is_ready).result()
        except BrokenProcessPool:
            raise WorkersLost(
                "worker processes end before they begin; use workers=1, or, in a script of your own, "
                "call this below: if __name__ == '__main__':"
            ) from None
