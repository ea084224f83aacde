"""Answers that are kept, and knowledge that is changed: nothing of the old stays."""

from __future__ import annotations

import gc
import json
import weakref

import pytest

from scamguard import DataError, Guard, Knowledge
from scamguard.server.files import Files, Loaded
from scamguard.server.keeper import Keeper
from scamguard.server.metrics import Metrics
from scamguard.service.answering import Answers

BODY = b'{"contact":"95588","claims":"icbc"}'


@pytest.mark.parametrize("kept", [0, 8])
def test_answers_hold_no_knowledge_that_nobody_uses(kept: int) -> None:
    """A worker takes what it has loaded out of the collector's rounds: a circle would stay for ever."""
    answers = Answers(Guard(Knowledge.shipped()), kept)
    assert json.loads(answers.check(BODY)) == json.loads(answers.check(BODY))
    knowledge = weakref.ref(answers.knowledge)
    gc.disable()
    try:
        del answers
        assert knowledge() is None
    finally:
        gc.enable()


class MendedMeanwhile(Files):
    """Files that are broken when they are read, and mended just behind that."""

    def __init__(self) -> None:
        super().__init__(())
        self.loads = 0

    def state(self) -> tuple[tuple[str, int, int, int], ...]:
        return (("own.toml", self.loads, 0, 0),)

    def load(self) -> Loaded:
        self.loads += 1
        if self.loads == 1:
            raise DataError("own.toml", "half a file")
        return Loaded(Knowledge.shipped(), (), self.state())


def test_what_is_mended_while_it_is_read_is_taken_over() -> None:
    first = Loaded(Knowledge.shipped(), (), ())
    keeper = Keeper(files := MendedMeanwhile(), first, Metrics())

    keeper.refresh()
    assert keeper.answers.knowledge is first.knowledge
    keeper.refresh()
    assert files.loads == 2
    assert keeper.answers.knowledge is not first.knowledge
