"""Whether a record speaks about a given audience, region and date."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.schema import Channel, ChannelList, Compromise, Fact, Valid


def covers(record: Channel | Fact | ChannelList, audience: str | None, region: str | None) -> bool:
    """Answers whether the record speaks about this audience and region; what is not asked matches everything."""
    return (audience is None or not record.audience or audience in record.audience) and (
        region is None or not record.regions or region in record.regions
    )


def has_begun(valid: Valid | Compromise | None, as_of: str) -> bool:
    """Answers whether the period has begun on a date (ISO 8601; a month begins on its first day)."""
    return valid is None or valid.from_ is None or as_of >= valid.from_


def has_ended(valid: Valid | Compromise | None, as_of: str) -> bool:
    """Answers whether the period is over on a date; the day it ended is over, a month or year given alone is not."""
    if valid is None or valid.until is None:
        return False
    until = valid.until
    return as_of >= until if len(until) == 10 else as_of[: len(until)] > until


def is_compromised(periods: Iterable[Compromise], as_of: str) -> bool:
    """Answers whether a channel was in other hands on a date; the day it was taken back is over."""
    return any(has_begun(period, as_of) and not has_ended(period, as_of) for period in periods)
