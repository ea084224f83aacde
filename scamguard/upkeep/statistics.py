"""How much is on record, of what kind, and how well it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from scamguard.knowledge.schema import Platform


class Statistics(msgspec.Struct, frozen=True):
    """Counts over all platforms; each is name -> how many."""

    platforms: int
    channels: int
    facts: int
    sources: int
    by_category: dict[str, int]
    channels_by_kind: dict[str, int]
    channels_by_status: dict[str, int]
    channels_by_quality: dict[str, int]
    facts_by_modal: dict[str, int]
    facts_by_quality: dict[str, int]
    sources_by_kind: dict[str, int]
    names_by_language: dict[str, int]
    #: What most questions need -> the platforms that have none of it.
    without: dict[str, tuple[str, ...]]


def statistics_of(platforms: Iterable[Platform]) -> Statistics:
    """Returns the counts over platforms."""
    known = tuple(platforms)
    channels = [channel for platform in known for channel in platform.channels]
    facts = [fact for platform in known for fact in platform.facts]
    sources = [source for platform in known for source in platform.sources]
    return Statistics(
        platforms=len(known),
        channels=len(channels),
        facts=len(facts),
        sources=len(sources),
        by_category=_counted(platform.category for platform in known),
        channels_by_kind=_counted(channel.kind for channel in channels),
        channels_by_status=_counted(channel.status for channel in channels),
        channels_by_quality=_counted(channel.quality for channel in channels),
        facts_by_modal=_counted(fact.modal for fact in facts),
        facts_by_quality=_counted(fact.quality for fact in facts),
        sources_by_kind=_counted(source.kind for source in sources),
        names_by_language=_counted(lang for platform in known for lang, names in platform.names.items() for _ in names),
        without=_without(known),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _without(platforms: tuple[Platform, ...]) -> dict[str, tuple[str, ...]]:
    return {what: tuple(p.slug for p in platforms if not has(p)) for what, has in _WANTED.items()}


def _has_summary(platform: Platform) -> bool:
    return platform.summary is not None


def _has_home(platform: Platform) -> bool:
    return any(channel.role == "home" and channel.quality != "claimed" for channel in platform.channels)


def _has_refusal(platform: Platform) -> bool:
    return any(fact.modal in ("never", "lacks") for fact in platform.facts)


def _has_next_step(platform: Platform) -> bool:
    is_place = any(channel.role in ("verify", "report-phishing") for channel in platform.channels)
    return is_place or any(fact.modal == "check" for fact in platform.facts)


def _has_phone_answer(platform: Platform) -> bool:
    is_absent = any(fact.modal == "lacks" and "phone" in fact.kinds for fact in platform.facts)
    return is_absent or any(channel.kind == "phone" for channel in platform.channels)


_WANTED: Final[dict[str, Callable[[Platform], bool]]] = {
    "a summary": _has_summary,
    "a confirmed or documented home": _has_home,
    "a never or lacks": _has_refusal,
    "a way to verify or report": _has_next_step,
    "a phone or its absence": _has_phone_answer,
}
