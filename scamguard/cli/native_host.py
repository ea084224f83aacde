"""`scamguard native-host`: the program that a browser starts; `native_setup` tells browsers about it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

from scamguard.cli.exit_status import ALL_OFFICIAL
from scamguard.cli.known import knowledge_for
from scamguard.errors import UsageError

_INPUT: Final = 0
_OUTPUT: Final = 1
_ERRORS: Final = 2


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked for and returns the exit status."""
    if arguments.act != "run":
        from scamguard.cli import native_setup

        return native_setup.run(arguments)
    return _serve(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from scamguard.guard import Guard
    from scamguard.native.callers import allowed_of, require_allowed
    from scamguard.native.host import serve
    from scamguard.service.answering import Answers

    with _pipes() as (source, sink):
        require_allowed(arguments.caller, allowed_of(arguments.extension_id))
        serve(Answers(Guard(knowledge_for(arguments))), source, sink, arguments.lang)
    return ALL_OFFICIAL


@contextlib.contextmanager
def _pipes() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Yields the browser's two pipes, as bytes; whatever else is printed goes to standard error from here on.

    A byte that is no message would make the browser close the pipe, so nothing else has the descriptor. Python opens
    descriptors without the translation of line ends that Windows knows.
    """
    _require_open()
    source, sink = os.fdopen(os.dup(_INPUT), "rb"), os.fdopen(os.dup(_OUTPUT), "wb")
    os.dup2(_ERRORS, _OUTPUT)
    sys.stdout = sys.stderr
    try:
        yield source, sink
    finally:
        source.close()
        with contextlib.suppress(OSError):
            sink.close()  # nobody may read it any more


def _require_open() -> None:
    """Returns where all three standard descriptors are open, so that no copy of one takes the place of another.

    Raises:
        UsageError: there is nothing to read, or nowhere to write, or a person sits there.
    """
    try:
        os.fstat(_INPUT), os.fstat(_OUTPUT)
    except OSError:
        raise UsageError("standard input or output is closed; a browser starts this with both") from None
    if os.isatty(_INPUT):
        raise UsageError("a browser starts this and speaks to it; to set it up, run: scamguard native-host install")
    try:
        os.fstat(_ERRORS)
    except OSError:
        os.open(os.devnull, os.O_WRONLY)  # becomes the first that is free, which is the one that is missing
