"""Reads plain texts for demands, with the words as they ship."""

from __future__ import annotations

import functools

from scamguard import Knowledge
from scamguard.extract.demands import Demand, DemandWords, find_demands
from scamguard.extract.glyphs import Glyphs
from scamguard.extract.view import views_of


@functools.cache
def shipped() -> Knowledge:
    return Knowledge.shipped()


@functools.cache
def _words() -> tuple[Glyphs, DemandWords]:
    reading = shipped().reading
    return Glyphs(**reading.glyphs), DemandWords(reading.lexicon)


def demands_in(text: str) -> list[tuple[Demand, str]]:
    """Returns the demands of a text, each with its passage."""
    glyphs, words = _words()
    return [
        (demand, view.surface(demand.start, demand.end))
        for view in views_of(text, glyphs)
        for demand in find_demands(view, words)
    ]
