"""`scamguard mcp`: the tools for a chat assistant, over standard input and output."""

from __future__ import annotations

import argparse
import signal
import sys

from scamguard.cli.exit_status import ALL_OFFICIAL
from scamguard.cli.known import knowledge_for
from scamguard.errors import UsageError
from scamguard.guard import Guard


def run(arguments: argparse.Namespace) -> int:
    """Serves until standard input ends.

    Raises:
        UsageError: the extra is not installed.
        DataError: the knowledge, or an overlay, cannot be used.
    """
    try:
        from scamguard.assistants.server import serve
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "scamguard":
            raise
        raise UsageError(f"{missing} is not installed, or too old; run: pip install 'scamguard[mcp]'") from None
    from scamguard.assistants.tools import Tools
    from scamguard.service.answering import Answers

    tools = Tools(Answers(Guard(knowledge_for(arguments))), arguments.lang)
    if sys.stdin.isatty():
        print("scamguard: an assistant is expected on standard input (docs/assistants.md)", file=sys.stderr)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread waits for standard input: nothing else would end it
    serve(tools)
    return ALL_OFFICIAL
