"""Work at which workers die, for tests of what becomes of the rest; importable by the workers themselves."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from scamguard import DataError


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; dies at some of them, each time, or at the first time alone."""

    deadly: frozenset[int] = frozenset()
    #: A file by which a worker knows that another one died before it; "" where that is not asked.
    died_before: str = ""

    def begin(self) -> Callable[[list[int]], list[int | str]]:
        """Returns what doubles numbers."""
        return lambda numbers: list(map(self._doubled, numbers))

    def halves(self, chunk: list[int]) -> tuple[list[int], list[int]] | None:
        """Returns the numbers in two parts."""
        middle = len(chunk) // 2
        return (chunk[:middle], chunk[middle:]) if middle else None

    def joined(self, first: list[int | str], second: list[int | str]) -> list[int | str]:
        """Returns the answers to both parts."""
        return first + second

    def lost(self, chunk: list[int]) -> list[int | str]:
        """Returns what stands for a number at which a worker died."""
        return [f"lost {number}" for number in chunk]

    def _doubled(self, number: int) -> int | str:
        if number in self.deadly and not (self.died_before and os.path.exists(self.died_before)):
            if self.died_before:
                open(self.died_before, "x").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * 2


@dataclass(frozen=True)
class Unborn(Doubling):
    """Work that no process lives to begin."""

    def begin(self) -> Callable[[list[int]], list[int | str]]:
        """Dies."""
        os._exit(3)


@dataclass(frozen=True)
class Refusing(Doubling):
    """Work that cannot be begun elsewhere."""

    def begin(self) -> Callable[[list[int]], list[int | str]]:
        """Raises what a damaged file raises."""
        raise DataError("own.list", "is no file")
