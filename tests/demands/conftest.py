"""What the tests of demands share: the shipped words, and a reader of plain texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scamguard import Knowledge
from scamguard.extract.demands import Demand, DemandWords, find_demands
from scamguard.extract.glyphs import Glyphs
from scamguard.extract.view import views_of

FindIn = Callable[[str], list[tuple[Demand, str]]]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.shipped()


@pytest.fixture(scope="session")
def find_in(knowledge: Knowledge) -> FindIn:
    """Returns a function that gives the demands of a text, each with its passage."""
    reading = knowledge.reading
    glyphs, words = Glyphs(**reading.glyphs), DemandWords(reading.lexicon)

    def found(text: str) -> list[tuple[Demand, str]]:
        return [
            (demand, view.surface(demand.start, demand.end))
            for view in views_of(text, glyphs)
            for demand in find_demands(view, words)
        ]

    return found
