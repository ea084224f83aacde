"""Scans in a process of their own: they take seconds, end in time or are ended, and stop no check."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar, TypeVarTuple, Unpack

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from scamguard.server.scan_process import scan_here, take_knowledge
from scamguard.service.answering import Answers
from scamguard.service.calls import Reply
from scamguard.service.problems import Refused, problem

#: Scans that wait for their turn in one worker; more are told to come again.
MAX_WAITING: Final = 16
_START_SECONDS: Final = 30.0
_ENDED: Final = "the process that scans was ended; ask again"

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


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
        #: The version of the knowledge that the process has.
        self._prepared: str | None = None

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
                return await self._answered(answers, body)
        finally:
            self._waiting -= 1

    async def _answered(self, answers: Answers, body: bytes) -> Reply:
        version = answers.knowledge.version.version
        for _ in range(2):
            await self._prepare(answers, version)
            try:
                async with asyncio.timeout(self._seconds):
                    found = await self._run(scan_here, version, body)
            except TimeoutError:
                self._prepared = None
                detail = f"the scan took longer than {self._seconds:g} seconds; send the text in parts"
                raise Refused(problem("timed-out", detail)) from None
            if found is not None:
                return found
            self._prepared = None  # the process went away while nobody asked
        raise Refused(problem("busy", _ENDED))

    async def _prepare(self, answers: Answers, version: str) -> None:
        """Makes sure that the process is there and has the knowledge: starting it is no part of a scan's time."""
        if self._prepared != version:
            async with asyncio.timeout(_START_SECONDS):
                await self._run(take_knowledge, version, answers.knowledge.to_bytes())
            self._prepared = version

    async def _run(self, function: Callable[[Unpack[Arguments]], Result], *arguments: *Arguments) -> Result:
        try:
            return await to_process.run_sync(function, *arguments, cancellable=True, limiter=self._processes)
        except BrokenWorkerProcess:
            self._prepared = None
            raise Refused(problem("busy", _ENDED)) from None
