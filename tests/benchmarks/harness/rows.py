"""What a benchmark tells: rows of a table, text to be shown as it stands, or why something is missing."""

from __future__ import annotations

from typing import Self

import msgspec

from harness.turns import Turns


class Row(msgspec.Struct, frozen=True, tag="row", omit_defaults=True):
    """One figure.

    Attributes:
        name: what is measured.
        ours: median of what is measured.
        unit: of `ours` and `base`.
        base: median of what it is compared with, its floor where there is one.
        ratio: median of ours to base, round by round.
        low: first quartile of the ratios.
        high: third quartile of the ratios.
        against: what the base is.
        limit: what the project holds itself to, in words ("at most 1.6").
    """

    name: str
    ours: float
    unit: str = "µs"
    base: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    against: str = ""
    limit: str = ""

    @classmethod
    def of(cls, name: str, turns: Turns, against: str, *, unit: str = "µs", limit: str = "") -> Self:
        """Returns the row of a comparison."""
        return cls(name, turns.ours, unit, turns.base, turns.ratio, turns.low, turns.high, against, limit)


class Text(msgspec.Struct, frozen=True, tag="text"):
    """What is shown as it was printed: a profile, the table of a benchmark that prints its own."""

    text: str


class LeftOut(msgspec.Struct, frozen=True, tag="left-out"):
    """What could not be measured, and why, in one line."""

    why: str


class AbsentError(Exception):
    """A tool or a package that a benchmark needs is not here; the text says which, in one line."""


Told = Row | Text | LeftOut
