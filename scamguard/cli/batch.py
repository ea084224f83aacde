"""`check --jsonl` and `scan --jsonl`: an answer for every line, in order; a bad line never stops the rest."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from typing import Literal

from scamguard.batch.feeding import answered
from scamguard.batch.input import Input
from scamguard.batch.lines import LinesTask
from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL, USAGE_ERROR
from scamguard.cli.output import Sink, opened, workers_for
from scamguard.cli.progress import LinesBar
from scamguard.errors import UsageError
from scamguard.knowledge.knowledge import Knowledge


def run_jsonl(
    subject: Literal["contact", "text"],
    knowledge: Knowledge,
    options: dict[str, str | None],
    arguments: argparse.Namespace,
) -> int:
    """Answers standard input line by line and returns the exit status.

    Args:
        subject: what the requests are about.
        knowledge: what is answered from.
        options: what a request falls back to.
        arguments: where the answers go, how many workers there are, and in which language they write.
    """
    workers = workers_for(arguments)
    with opened(arguments, knowledge, options) as out:
        lines = Input(functools.partial(os.read, sys.stdin.fileno()))
        if not lines.skip(out.checkpoint.place):
            raise UsageError("the input is not that of the interrupted run; begin again without --resume")
        _answer_all(lines, LinesTask(subject, knowledge, options, arguments.lang), workers, out)
        out.finish()
    reached = out.checkpoint
    if reached.refused:
        return USAGE_ERROR
    return NOT_ALL_OFFICIAL if reached.amiss else ALL_OFFICIAL


def _answer_all(lines: Input, task: LinesTask, workers: int, out: Sink) -> None:
    bar = LinesBar(sys.stdin.fileno(), out.checkpoint.place.lines)
    try:
        for read, found in answered(lines, task, workers):
            out.write(found.output, read.place, found.amiss, found.refused)
            bar(read.place)
    finally:
        bar.close()
