"""Chunks that come when they come, answered by workers: nobody waits for the next to get the answer to the last."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import Generic

from scamguard.batch.task import Answer, Chunk, Task
from scamguard.batch.workers import CHUNKS_PER_WORKER


def answered(chunks: Iterable[Chunk], task: Task[Chunk, Answer], workers: int) -> Iterator[tuple[Chunk, Answer]]:
    """Yields chunks with their answers, in order, each as soon as it is there.

    Args:
        chunks: where the next may be long in coming; with several workers they are drawn in a thread of their own.
        task: what is done with them.
        workers: how many processes; with 1, all is done in this one.
    """
    if workers == 1:
        answer = task.begin()
        yield from ((chunk, answer(chunk)) for chunk in chunks)
        return
    from scamguard.batch.pool import Pool  # most runs have one worker, and wait for no imports of others

    events: SimpleQueue[_Event[Chunk]] = SimpleQueue()
    room = threading.Semaphore(workers * CHUNKS_PER_WORKER)
    threading.Thread(target=_feed, args=(chunks, room, events.put), daemon=True).start()
    with Pool(task, workers, on_done=lambda: events.put(_Event(is_done=True))) as pool:
        failed, is_open = None, True
        while is_open or not pool.is_empty:
            event = events.get()
            if event.chunk is not None:
                pool.give(event.chunk)
            elif not event.is_done:
                failed, is_open = event.failed, False
            while pool.is_first_done:
                yield pool.take()
                room.release()
    if failed is not None:
        raise failed


class _Event(Generic[Chunk]):
    """Something that happened: a chunk came, one is done, or no more come."""

    __slots__ = ("chunk", "failed", "is_done")

    def __init__(self, chunk: Chunk | None = None, failed: Exception | None = None, *, is_done: bool = False) -> None:
        self.chunk = chunk
        self.failed = failed
        self.is_done = is_done


def _feed(chunks: Iterable[Chunk], room: threading.Semaphore, tell: Callable[[_Event[Chunk]], object]) -> None:
    failed: Exception | None = None
    try:
        for chunk in chunks:
            room.acquire()
            tell(_Event(chunk))
    except Exception as error:  # noqa: BLE001 - raised again in the thread that waits for the answers
        failed = error
    tell(_Event(failed=failed))
