"""Chunks to worker processes and their answers back, in order, a bounded number at a time."""

from __future__ import annotations

import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from types import TracebackType
from typing import Final, Generic

from scamguard.batch import process
from scamguard.batch.task import Answer, Chunk, Task
from scamguard.batch.worker import Died, Unborn, Worker
from scamguard.batch.workers import CHUNKS_PER_WORKER
from scamguard.errors import WorkersLost

#: How many items in a row may cost the lives of their workers before all is given up.
MOST_LOST_IN_A_ROW: Final = 4
#: How many workers may die at a chunk before it is taken apart, and at each part of it.
_TRIES: Final = 2
_TRIES_OF_PARTS: Final = 1
#: How often a pool that waits looks whether it should stop, in seconds.
_STOP_LOOKED_AT: Final = 0.1


class Stopped(Exception):
    """The work was stopped before its end, because it was asked to."""


class _Job(Generic[Chunk, Answer]):
    """A chunk on its way, and what came of it."""

    __slots__ = ("answer", "chunk", "done", "failed")

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.done = threading.Event()
        self.answer: Answer | None = None
        self.failed: Exception | None = None


class Pool(Generic[Chunk, Answer]):
    """Processes that answer chunks in the order in which these were given. Use it in a `with` block.

    Each process has a pipe and a thread of its own, so none can block another, and it is known at what a worker died
    (it was killed, or memory was short): that chunk is asked again, at last item by item, and an item that costs two
    workers their lives is answered by `task.lost`.

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
        on_done: Callable[[], object] | None = None,
    ) -> None:
        self._task = task
        self._room = workers * CHUNKS_PER_WORKER
        self._stop = stop
        self._on_done = on_done
        self._todo: SimpleQueue[_Job[Chunk, Answer] | None] = SimpleQueue()
        self._waiting: deque[_Job[Chunk, Answer]] = deque()
        self._folder = tempfile.TemporaryDirectory(prefix="scamguard-")
        handed_over = os.path.join(self._folder.name, "task")
        process.hand_over(task, handed_over)
        self._workers = [Worker(handed_over) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._serve, args=(each,), daemon=True) for each in self._workers]
        self._has_begun = False

    def __enter__(self) -> Pool[Chunk, Answer]:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers if self._waiting else ():  # nobody waits for them any more
            worker.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        self._folder.cleanup()

    @property
    def is_full(self) -> bool:
        """As many chunks are in work or done as may be: one must be taken before the next is given."""
        return len(self._waiting) >= self._room

    @property
    def is_empty(self) -> bool:
        """Everything that was given has been taken."""
        return not self._waiting

    @property
    def is_first_done(self) -> bool:
        """The chunk that is next to be taken is done."""
        return bool(self._waiting) and self._waiting[0].done.is_set()

    def give(self, chunk: Chunk) -> None:
        """Hands a chunk to the workers."""
        job: _Job[Chunk, Answer] = _Job(chunk)
        self._waiting.append(job)
        self._todo.put(job)

    def take(self) -> tuple[Chunk, Answer]:
        """Returns the chunk that has waited longest, with its answer, once it is there.

        Raises:
            Stopped: it was asked to.
            WorkersLost: no worker lives long enough to answer anything.
        """
        job = self._waiting[0]
        while not self._is_stopped() and not job.done.wait(None if self._stop is None else _STOP_LOOKED_AT):
            pass
        if job.failed is not None:
            raise job.failed
        self._waiting.popleft()
        return job.chunk, job.answer  # type: ignore[return-value] # a job that is done and has not failed has one

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

    def _is_stopped(self) -> bool:
        if self._stop is not None and self._stop.is_set():
            raise Stopped
        return False

    # ---- in the thread of each worker

    def _serve(self, worker: Worker) -> None:
        while (job := self._todo.get()) is not None:
            try:
                job.answer = self._answer(worker, job.chunk, _TRIES, [])
            except Exception as error:  # noqa: BLE001 - raised again in the thread that waits for the answer
                job.failed = error
            job.done.set()
            if self._on_done is not None:
                self._on_done()
        worker.end()

    def _answer(self, worker: Worker, chunk: Chunk, tries: int, lost: list[Chunk]) -> Answer:
        """Returns the answer to a chunk; where workers die at it, the answers to its parts.

        Args:
            worker: who is asked.
            chunk: what is asked.
            tries: how many workers may die at it.
            lost: the items that were lost one after another, grows.
        """
        for _ in range(tries):
            try:
                answer: Answer = worker.ask(chunk)
            except Unborn:
                if not self._has_begun:
                    raise WorkersLost(
                        "worker processes end before they begin; use workers=1, or, in a script of your own, "
                        "call this below: if __name__ == '__main__':"
                    ) from None
            except Died:
                self._has_begun = True
            else:
                self._has_begun = True
                lost.clear()
                return answer
        halves = self._task.halves(chunk)
        if halves is not None:
            first, second = (self._answer(worker, half, _TRIES_OF_PARTS, lost) for half in halves)
            return self._task.joined(first, second)
        lost.append(chunk)
        if len(lost) >= MOST_LOST_IN_A_ROW:
            raise WorkersLost(f"{len(lost)} items in a row cost the worker processes their lives; is memory short?")
        return self._task.lost(chunk)
