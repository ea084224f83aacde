"""What takes too long is ended, and what goes on behind it does not take that for its own end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scamguard.server import deadlines
from scamguard.server.deadlines import Deadlines

if TYPE_CHECKING:
    import pytest


async def held(watching: Deadlines) -> str:
    with watching.running():
        await asyncio.sleep(30)
        return "waited to the end"
    return "ended"


def test_a_block_is_ended_and_its_task_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 0.01)

    async def answered() -> tuple[str, int]:
        watching = Deadlines(0.02)
        watch = asyncio.create_task(watching.watch())
        task = asyncio.create_task(held(watching))
        said = await asyncio.wait_for(task, 5)
        watch.cancel()
        return said, task.cancelling()

    assert asyncio.run(answered()) == ("ended", 0)


def test_who_ends_the_task_from_outside_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 0.01)

    async def ended() -> bool:
        watching = Deadlines(10)
        task = asyncio.create_task(held(watching))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.wait([task], timeout=5)
        return task.cancelled()

    assert asyncio.run(ended())
