"""What the tools for the knowledge say to whoever keeps it: plain lines, English, one finding each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from scamguard.upkeep.compared import Answer, Change
from scamguard.upkeep.staleness import Aged
from scamguard.upkeep.statistics import Statistics

_TABLES: Final = (
    "by_category", "channels_by_kind", "channels_by_status", "channels_by_quality", "facts_by_modal",
    "facts_by_quality", "sources_by_kind", "names_by_language",
)  # fmt: skip


def statistics_lines(found: Statistics) -> Iterator[str]:
    """Yields the counts, one table a line, and then what is missing where."""
    yield f"{found.platforms} platforms, {found.channels} channels, {found.facts} facts, {found.sources} sources"
    for table in _TABLES:
        counts: Mapping[str, int] = getattr(found, table)
        yield f"{table.replace('_', ' ')}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
    for what, slugs in found.without.items():
        yield f"without {what}: {len(slugs)}" + (f" ({', '.join(slugs)})" if slugs else "")


def stale_lines(found: Sequence[Aged], days: int) -> Iterator[str]:
    """Yields the records that are to be read again, what most rests on first."""
    for aged in found:
        yield (
            f"{aged.weight:5} verdicts  {aged.days:5} days  {aged.platform}/{aged.id}  "
            f"({aged.what}, {aged.quality}, seen {aged.seen})"
        )
    yield f"older than {days} days: {len(found)} record{'s' * (len(found) != 1)}"


def change_lines(found: Sequence[Change], asked: int, all_of_them: bool) -> Iterator[str]:
    """Yields the verdicts that change: what becomes official first, then other statuses, then other reasons.

    Args:
        found: the changes.
        asked: how many questions were asked.
        all_of_them: also name each verdict whose status stays.
    """
    official = [change for change in found if change.is_into_official]
    others = [change for change in found if change.is_of_status and not change.is_into_official]
    rest = [change for change in found if not change.is_of_status]
    yield from _group("BECOMES OFFICIAL: look at each of these", official)
    yield from _group("Another status", others)
    if all_of_them:
        yield from _group("The same status, another answer", rest)
    yield (
        f"{asked} questions: {len(official)} become official, {len(others)} change their status otherwise, "
        f"{len(rest)} keep it and say something else" + ("" if all_of_them or not rest else " (--all names them)")
    )


def _group(title: str, found: Sequence[Change]) -> Iterator[str]:
    if not found:
        return
    yield f"{title} ({len(found)})"
    for change in found:
        yield f"  {change.asked.shown}: {_said(change.before)} → {_said(change.after)}"


def _said(answer: Answer) -> str:
    return f"{answer.status} [{', '.join(dict.fromkeys(answer.why))}]"
