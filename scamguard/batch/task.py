"""What a worker can be given to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")


class Task(Protocol[Chunk, Answer]):
    """Work that a process can be given: it and its chunks and answers can be pickled."""

    def begin(self) -> Callable[[Chunk], Answer]:
        """Returns what answers chunks, ready to work: called once in each process."""

    def halves(self, chunk: Chunk) -> tuple[Chunk, Chunk] | None:
        """Returns a chunk in two parts; None where it is a single item."""

    def joined(self, first: Answer, second: Answer) -> Answer:
        """Returns the answers to two parts as the answer to the whole."""

    def lost(self, chunk: Chunk) -> Answer:
        """Returns what is said of a single item that its worker did not outlive."""
