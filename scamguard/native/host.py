"""The host: reads messages until the browser closes the pipe, and answers each in its turn."""

from __future__ import annotations

import sys
from typing import BinaryIO

from scamguard.native.dialogue import answer_to, broken
from scamguard.native.framing import TooLong, read_message, write_message
from scamguard.service.answering import Answers


def serve(answers: Answers, source: BinaryIO, sink: BinaryIO, lang: str = "en") -> None:
    """Answers every message, and returns where there are no more, or nobody reads the answers.

    Args:
        answers: what is asked.
        source: where messages come from; reads block until all is there.
        sink: where answers go; nothing else may be written there.
        lang: of requests that name no language.
    """
    while (message := read_message(source)) is not None:
        try:
            write_message(sink, _answer(answers, message, lang))
        except OSError:
            return


def _answer(answers: Answers, message: bytes | TooLong, lang: str) -> bytes:
    try:
        return answer_to(answers, message, lang)
    except Exception as error:  # noqa: BLE001 - a mistake of ours costs one answer, and not the pipe
        # The kind alone: what the message says may have a person's contact in it.
        print(f"scamguard: internal error ({type(error).__name__}); the message was not answered", file=sys.stderr)
        return broken(message)
