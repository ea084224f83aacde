"""Scans in a process of their own: they take seconds, end in time or are ended, and stop no check."""

from __future__ import annotations

import asyncio
import os
from typing import Final

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from scamguard.server.scan_process import scan_here
from scamguard.service.answering import Answers
from scamguard.service.calls import Reply
from scamguard.service.problems import Refused, problem

#: Scans that wait for their turn in one worker; more are told to come again.
MAX_WAITING: Final = 16


class Scans:
    """Runs the scans of one worker, one at a time.

    Args:
        seconds: how long a scan may take, from when its turn comes.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._processes = CapacityLimiter(1)
        os.environ["PYTHONSAFEPATH"] = "1"  # the process imports nothing from where the server was started

    async def scan(self, answers: Answers, body: bytes) -> Reply:
        """Returns the answer to a scan.

        Args:
            answers: whose knowledge is to answer.
            body: the JSON of a `ScanRequest`.

        Raises:
            Refused: too many wait already, it took too long, or its process was killed.
        """
        if self._waiting >= MAX_WAITING:
            raise Refused(problem("busy", f"{MAX_WAITING} scans are waiting already"))
        self._waiting += 1
        try:
            async with self._turn:
                return await self._within_time(answers, body)
        finally:
            self._waiting -= 1

    async def _within_time(self, answers: Answers, body: bytes) -> Reply:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._run(answers, body)
        except TimeoutError:
            detail = f"the scan took longer than {self._seconds:g} seconds; send the text in parts"
            raise Refused(problem("timed-out", detail)) from None
        except BrokenWorkerProcess:
            raise Refused(problem("busy", "the process that scans was ended; ask again")) from None

    async def _run(self, answers: Answers, body: bytes) -> Reply:
        version = answers.knowledge.version.version
        knowledge: bytes | None = None
        for _ in range(2):
            found = await to_process.run_sync(
                scan_here, version, knowledge, body, cancellable=True, limiter=self._processes
            )
            if found is not None:
                return found
            knowledge = answers.knowledge.to_bytes()
        raise Refused(problem("busy", "the process that scans was ended; ask again"))
