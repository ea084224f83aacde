"""The tables of this folder: one sentence a case, what is to be found in it, and why.

The place that a case is about stands between ⟦ and ⟧.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scamguard import Knowledge
from scamguard.extract.claim_words import ChannelClaimWords
from scamguard.extract.denials import DenialWords, Lexicon
from scamguard.extract.glyphs import Glyphs
from scamguard.extract.mentions import PlatformMentions
from scamguard.extract.scope import ScopeWords
from scamguard.extract.support_words import SupportWords
from scamguard.extract.view import View

HERE = Path(__file__).parent
OPENS, CLOSES = "⟦", "⟧"


def cases(table: str, side: str = "case") -> list[Any]:
    """Returns the cases of one side of a table, as parameters of a test."""
    rows = tomllib.loads((HERE / f"{table}.toml").read_text(encoding="utf-8"))[side]
    assert all(row.get("why") for row in rows)
    return [pytest.param(row, id=f"{side}-{number}") for number, row in enumerate(rows)]


@functools.cache
def knowledge() -> Knowledge:
    return Knowledge.shipped()


def lexicon() -> Lexicon:
    return knowledge().reading.lexicon


@functools.cache
def glyphs() -> Glyphs:
    return Glyphs(**knowledge().reading.glyphs)


@functools.cache
def denial_words() -> DenialWords:
    return DenialWords(lexicon())


@functools.cache
def claim_words() -> ChannelClaimWords:
    return ChannelClaimWords(lexicon())


@functools.cache
def support_words() -> SupportWords:
    return SupportWords(lexicon())


@functools.cache
def scope_words() -> ScopeWords:
    return ScopeWords(lexicon())


@functools.cache
def platform_mentions() -> PlatformMentions:
    return PlatformMentions(knowledge().names.by_key, lexicon())


def viewed(text: str) -> View:
    return View(text, glyphs())


def placed(text: str) -> tuple[View, int, int]:
    """Returns the view of a case's text without its marks, and the place between them."""
    start, end = text.index(OPENS), text.index(CLOSES) - 1
    return viewed(text.replace(OPENS, "").replace(CLOSES, "")), start, end
