"""What takes too long is ended, however it takes that."""

from __future__ import annotations

import asyncio

import pytest

from scamguard.server import deadlines
from scamguard.server.deadlines import Deadlines


async def held(watching: Deadlines, lost: int) -> str:
    """Waits within a deadline, and goes on waiting where it is told to end for the first times."""
    with watching.running():
        for _ in range(lost):
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                continue
        await asyncio.sleep(30)
        return "waited to the end"
    return "ended"


@pytest.mark.parametrize("lost", [0, 1, 3])
def test_a_block_is_ended_though_it_was_not_heard(monkeypatch: pytest.MonkeyPatch, lost: int) -> None:
    """A byte that comes in as a request is ended takes the ending's place: the next look ends it."""
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 0.01)

    async def answered() -> tuple[str, int]:
        watching = Deadlines(0.02)
        watch = asyncio.create_task(watching.watch())
        task = asyncio.create_task(held(watching, lost))
        said = await asyncio.wait_for(task, 5)
        watch.cancel()
        return said, task.cancelling()

    assert asyncio.run(answered()) == ("ended", 0)


def test_who_ends_the_task_from_outside_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "LOOK_SECONDS", 0.01)

    async def ended() -> bool:
        watching = Deadlines(10)
        task = asyncio.create_task(held(watching, 0))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.wait([task], timeout=5)
        return task.cancelled()

    assert asyncio.run(ended())
