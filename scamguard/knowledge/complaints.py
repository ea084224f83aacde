"""What checks of data yield, and what they walk over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform

#: What a check yields: the place in the file, and what is wrong there with how to mend it.
Complaint: TypeAlias = tuple[str, str]
Record: TypeAlias = "Channel | Fact | ChannelList"


def records_of(platform: Platform) -> Iterator[tuple[str, Record]]:
    """Yields everything that a platform states, with its place in the file."""
    for index, channel in enumerate(platform.channels):
        yield f"channels[{index}]", channel
    for index, fact in enumerate(platform.facts):
        yield f"facts[{index}]", fact
    for index, entry in enumerate(platform.lists):
        yield f"lists[{index}]", entry
