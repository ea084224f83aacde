"""What has not been read again for long, and how much rests on it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from scamguard.errors import UsageError
from scamguard.guard import Guard
from scamguard.knowledge.schema import Channel, Fact, Platform
from scamguard.upkeep.asked import Asked
from scamguard.upkeep.compared import answer

#: Days of the units that an age is written in; a month and a year are rounded.
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
_AGE = re.compile(r"(\d{1,5})([dwmy])")


class Aged(msgspec.Struct, frozen=True):
    """A record with its age.

    Attributes:
        platform: slug.
        id: of the channel or fact.
        what: its kind or modal, and value.
        quality: how well it is known.
        seen: when the last of its sources was read (ISO 8601, maybe of reduced precision).
        days: since then.
        weight: how many verdicts of the asked questions rest on it.
    """

    platform: str
    id: str
    what: str
    quality: str
    seen: str
    days: int
    weight: int


def parse_age(text: str) -> int:
    """Returns an age like "180d", "26w", "6m" or "1y" in days.

    Raises:
        UsageError: it is none.
    """
    found = _AGE.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError(f"age {text!r}: write days, weeks, months or years, such as 180d, 26w, 6m, 1y")
    return int(found[1]) * _DAYS[found[2]]


def stale(guard: Guard, questions: Iterable[Asked], older_than: int, as_of: dt.date) -> list[Aged]:
    """Returns the records whose sources were all read too long ago: what most verdicts rest on first, then the oldest.

    Args:
        guard: over the knowledge.
        questions: what is asked to see what rests on each record.
        older_than: days.
        as_of: the day from which ages are counted.
    """
    weights: Counter[str] = Counter()
    for asked in dict.fromkeys(questions):
        weights.update(set(answer(guard, asked, as_of.isoformat()).rests_on))
    found = [
        aged
        for platform in guard.knowledge.platforms.values()
        for record in _records(platform)
        if (aged := _aged(platform, record, weights, as_of)).days > older_than
    ]
    return sorted(found, key=lambda aged: (-aged.weight, -aged.days, aged.platform, aged.id))


def _records(platform: Platform) -> Iterator[Channel | Fact]:
    yield from platform.channels
    yield from platform.facts


def _aged(platform: Platform, record: Channel | Fact, weights: Counter[str], as_of: dt.date) -> Aged:
    seen = max((s.seen for s in platform.sources if s.id in record.sources and s.seen), default=platform.checked)
    return Aged(
        platform.slug,
        record.id,
        f"{record.kind} {record.value}" if isinstance(record, Channel) else record.modal,
        record.quality,
        seen,
        (as_of - _first_day(seen)).days,
        weights[f"{platform.slug}/{record.id}"],
    )


def _first_day(text: str) -> dt.date:
    """Returns the first day that a date of reduced precision can mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)
