"""Where long runs write: standard output, or a file that an interrupted run can go on with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import msgspec

from scamguard.batch.checkpoint import SUFFIX, Checkpoint, Output, has_output, read_checkpoint
from scamguard.batch.input import Place
from scamguard.batch.workers import MAX_WORKERS, workers_of
from scamguard.errors import UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.questions import local_date
from scamguard.version import VERSION

STDOUT = "-"


class Sink(Protocol):
    """Takes answers as they come."""

    @property
    def checkpoint(self) -> Checkpoint:
        """How far the run has come."""

    def write(self, output: bytes, place: Place | None, amiss: int = 0, refused: int = 0) -> None:
        """Writes answers; the other arguments are those of `Output.write`."""

    def finish(self) -> None:
        """Is told that everything is written."""


class StandardOutput:
    """Writes answers to standard output, each as soon as it is there."""

    def __init__(self, question: dict[str, str | None]) -> None:
        self.checkpoint = Checkpoint(question)

    def write(self, output: bytes, place: Place | None, amiss: int = 0, refused: int = 0) -> None:
        """Writes answers, and counts what the exit status follows from."""
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
        before = self.checkpoint
        self.checkpoint = msgspec.structs.replace(before, amiss=before.amiss + amiss, refused=before.refused + refused)

    def finish(self) -> None:
        """Does nothing."""


def workers_for(arguments: argparse.Namespace) -> int:
    """Returns how many processes share the work: 0 stands for one for each core.

    Raises:
        UsageError: the number makes no sense.
    """
    try:
        return workers_of(arguments.workers or None)
    except UsageError:
        raise UsageError(
            f"--workers {arguments.workers}: use a number from 0 (one for each core) to {MAX_WORKERS}"
        ) from None


@contextmanager
def opened(arguments: argparse.Namespace, knowledge: Knowledge, options: dict[str, str | None]) -> Iterator[Sink]:
    """Yields where answers are written; with `--resume`, behind those of the interrupted run.

    The date of the question is fixed in `options`, where the answers go to a file: the second half of a run that goes
    on the next day is dated as the first.

    Raises:
        UsageError: the file cannot be written, or the run that it is of cannot be gone on with.
    """
    name: str | None = None if arguments.output == STDOUT else arguments.output
    if name is None:
        if arguments.resume:
            raise UsageError("--resume needs --output FILE: what was written there is gone on with")
        yield StandardOutput({})
        return
    kept = _kept(name, is_resumed=arguments.resume)
    if options["as_of"] is None:
        options["as_of"] = kept.question.get("as_of") if kept else local_date()
    question = _question(arguments, knowledge, options)
    if kept is not None:
        _compare(name, kept.question, question)
    with Output(name, kept or Checkpoint(question)) as output:
        yield output


def _kept(name: str, *, is_resumed: bool) -> Checkpoint | None:
    kept = read_checkpoint(name)
    if is_resumed and kept is None and has_output(name):
        raise UsageError(f"{name}: complete already, no run of it was interrupted; leave out --resume to write it anew")
    if not is_resumed and kept is not None:
        raise UsageError(
            f"{name}: a run was interrupted after {kept.place.lines:,} items; go on with --resume, "
            f"or remove {name}{SUFFIX} to begin again"
        )
    return kept


def _question(
    arguments: argparse.Namespace, knowledge: Knowledge, options: dict[str, str | None]
) -> dict[str, str | None]:
    """Returns what every answer depends on, but the input."""
    return {
        "command": f"{arguments.command} --jsonl" if arguments.jsonl else f"{arguments.command} --format jsonl",
        "scamguard": VERSION,
        "knowledge": knowledge.version.version,
        "lang": arguments.lang,
        **options,
    }


def _compare(name: str, then: dict[str, str | None], now: dict[str, str | None]) -> None:
    for key in now:
        if then.get(key) != now[key]:
            raise UsageError(
                f"{name}: was begun with {key} {then.get(key)!r}, and this is {now[key]!r}: the answers would not fit "
                "together; do as then, or begin again without --resume"
            )
