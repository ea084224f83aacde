"""How far a long run has come, kept beside its output: what was interrupted goes on where it was."""

from __future__ import annotations

import math
import os
import time
from contextlib import suppress
from types import TracebackType
from typing import Final

import msgspec

from scamguard.batch.input import Place
from scamguard.errors import UsageError

#: What the name of a checkpoint ends in; before it stands the name of the output.
SUFFIX: Final = ".checkpoint"
#: How often a checkpoint is written, in seconds: what is lost by an interruption, and done again.
EVERY_SECONDS: Final = 1.0


class Checkpoint(msgspec.Struct, frozen=True):
    """How far a run has come.

    Attributes:
        question: what every answer depends on: command, options, date, language, versions.
        place: how much of the input is answered.
        written: how many bytes of the output hold these answers; what stands behind is written again.
        amiss, refused: what the exit status follows from.
    """

    question: dict[str, str | None]
    place: Place = Place()
    written: int = 0
    amiss: int = 0
    refused: int = 0


def read_checkpoint(output: str) -> Checkpoint | None:
    """Returns how far the run came that was writing a file; None where none was interrupted.

    Raises:
        UsageError: the checkpoint cannot be read.
    """
    name = output + SUFFIX
    try:
        with open(name, "rb") as file:
            return msgspec.json.decode(file.read(1_000_000), type=Checkpoint)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else "damaged"
        raise UsageError(f"{name}: {problem}; remove it to begin again") from None


def has_output(name: str) -> bool:
    """Answers whether a file has content already."""
    with suppress(OSError):
        return os.path.getsize(name) > 0
    return False


class Output:
    """The output of a run, with its checkpoints. Use it in a `with` block, and call `finish` at the end.

    Args:
        name: the file; one that is no regular file (a pipe, a device) has no checkpoints.
        checkpoint: where to go on, or the question of a new run.

    Raises:
        UsageError: the file cannot be written, or is not what the checkpoint says.
    """

    def __init__(self, name: str, checkpoint: Checkpoint) -> None:
        self._name = name
        self._checkpoint = checkpoint  # the newest that a run could go on from, saved or not
        self._written = checkpoint.written
        self._amiss = checkpoint.amiss
        self._refused = checkpoint.refused
        self._saved_at = -math.inf
        self._is_kept = not os.path.exists(name) or os.path.isfile(name)
        try:
            self._keep()  # before the first byte: an output that is begun always has one
            self._file = open(name, "r+b" if self._written else "wb", buffering=0)  # noqa: SIM115 - see __exit__
            if self._written:
                self._go_to_end()
        except OSError as error:
            raise self._failed(error) from None

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # the one that was saved before still holds
            if error is not None:
                self._save()
        self._file.close()

    @property
    def checkpoint(self) -> Checkpoint:
        """How far the run has come."""
        return self._checkpoint

    def write(self, output: bytes, place: Place | None, amiss: int = 0, refused: int = 0) -> None:
        """Writes answers, and from time to time a checkpoint.

        Args:
            output: the answers.
            place: how much of the input is answered with them; None where a run could not go on from there.
            amiss, refused: how many of the answers are so.

        Raises:
            UsageError: the file cannot be written: the disk is full, as a rule.
        """
        try:
            left = memoryview(output)
            while left:
                left = left[self._file.write(left) or 0 :]
            self._written += len(output)
            self._amiss += amiss
            self._refused += refused
            if place is None:
                return
            question = self._checkpoint.question
            self._checkpoint = Checkpoint(question, place, self._written, self._amiss, self._refused)
            if time.monotonic() >= self._saved_at + EVERY_SECONDS:
                self._save()
        except OSError as error:
            raise self._failed(error) from None

    def finish(self) -> None:
        """Takes the checkpoint away: everything is written.

        Raises:
            UsageError: the output did not reach the disk.
        """
        if not self._is_kept:
            return
        try:
            os.fsync(self._file.fileno())
            os.unlink(self._name + SUFFIX)
        except OSError as error:
            raise self._failed(error) from None

    def _go_to_end(self) -> None:
        size = os.fstat(self._file.fileno()).st_size
        if size < self._written:
            self._file.close()
            raise UsageError(f"{self._name}: shorter than when it was left; begin again without --resume")
        self._file.truncate(self._written)
        self._file.seek(self._written)

    def _save(self) -> None:
        """Keeps the newest checkpoint, once what it says of the output is on the disk."""
        if self._is_kept:
            os.fsync(self._file.fileno())
            self._keep()
            self._saved_at = time.monotonic()

    def _keep(self) -> None:
        """Writes the checkpoint; at no moment there is half of one."""
        if not self._is_kept:
            return
        name = self._name + SUFFIX
        with open(name + ".new", "wb") as file:
            file.write(msgspec.json.encode(self._checkpoint))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name + ".new", name)

    def _failed(self, error: OSError) -> UsageError:
        hint = "; go on with --resume when that is mended" if self._is_kept and self._written else ""
        return UsageError(f"{self._name}: {error.strerror or error}{hint}")
