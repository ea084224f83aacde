"""The knowledge that a worker answers from: the newest that is whole, taken over without a pause."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import Final

from scamguard.errors import DataError
from scamguard.guard import Guard
from scamguard.server.files import Files, Loaded
from scamguard.server.metrics import Metrics
from scamguard.service.answering import Answers

_OBJECTS_BETWEEN_ROUNDS: Final = 20_000
_logger = logging.getLogger("scamguard.server")


class Keeper:
    """Keeps the answers of a worker up to date with the files of its knowledge.

    Args:
        files: where the knowledge is.
        first: what was loaded before; it answers for as long as changed files cannot be used.
        metrics: counts the changes.
        kept: how many answers to checks are kept, to be given again.
    """

    def __init__(self, files: Files, first: Loaded, metrics: Metrics, kept: int = 0) -> None:
        self._kept = kept
        self.answers = Answers(Guard(first.knowledge), kept)
        self._files = files
        self._seen = first.state
        self._metrics = metrics
        metrics.set_platforms(len(first.knowledge.platforms))

    async def watch(self, seconds: float) -> None:
        """Looks at the files now and then, for ever, and takes over what has changed."""
        while True:
            await asyncio.sleep(seconds)
            await asyncio.to_thread(self.refresh)

    def refresh(self) -> None:
        """Takes over the knowledge where its files have changed; what cannot be used costs a line in the log."""
        state = self._files.state()
        if state == self._seen:
            return
        try:
            loaded = self._files.load()
        except DataError as error:
            self._seen = state  # from before they were read: what was mended meanwhile is seen the next time
            self._metrics.count_reload("refused")
            said = {"problem": str(error), "in_use": self.answers.knowledge.version.version}
            _logger.error("knowledge-refused", extra={"fields": said})
            return
        self._seen = loaded.state
        answers = Answers(Guard(loaded.knowledge), self._kept)
        answers.guard.check("example.com")  # what is built at the first check is built before it is needed
        self.answers = answers
        self._metrics.count_reload("taken")
        self._metrics.set_platforms(len(loaded.knowledge.platforms))
        conflicts = [str(found) for found in loaded.conflicts]
        taken = {"version": loaded.knowledge.version.version, "conflicts": conflicts}
        _logger.info("knowledge-taken", extra={"fields": taken})


def settle_memory() -> None:
    """Takes what was loaded out of the garbage collector's rounds: it stays, and going through it costs time.

    What a check makes goes away by itself when it is answered; rounds after each 700 objects, as by default, take a
    fifth of its time and find nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_ROUNDS, 20, 50)
