"""Changes of an overlay to what is on record: retired, disputed, withdrawn; never deleted, never made official."""

from __future__ import annotations

import msgspec

from scamguard.knowledge.schema import Channel, Fact, Platform, Valid
from scamguard.overlays.conflicts import Conflict
from scamguard.overlays.schema import Alteration, Overlay, own_names

#: What a record can become, by its sort.
_STATUSES = {Channel: ("retired", "disputed"), Fact: ("disputed", "withdrawn")}


def altered(platform: Platform, overlay: Overlay, file: str) -> tuple[Platform, list[Conflict]]:
    """Returns a platform with the changes of an overlay, and what could not be changed or says less than before.

    A contact that is on record as not official stays so: to retire or dispute it would say less.
    """
    conflicts: list[Conflict] = []
    channels = {channel.id: channel for channel in platform.channels}
    facts = {fact.id: fact for fact in platform.facts}
    for index, change in enumerate(overlay.changes):
        place = f"{file}: changes[{index}]"
        record: Channel | Fact | None = channels.get(change.record) or facts.get(change.record)
        problem = _problem(record, change)
        if problem is not None:
            conflicts.append(Conflict(place, problem))
        elif isinstance(record, Channel):
            channels[record.id] = _changed_channel(record, change)
        elif isinstance(record, Fact):
            sources = (*record.sources, *own_names(change.sources))
            facts[record.id] = msgspec.structs.replace(record, status=change.status, sources=sources)
            if record.modal in ("lacks", "only", "never"):
                conflicts.append(
                    Conflict(place, f"{record.id!r} no longer refutes anything: {record.en}", is_used=True)
                )
    changed = msgspec.structs.replace(platform, channels=tuple(channels.values()), facts=tuple(facts.values()))
    return changed, conflicts


def _problem(record: Channel | Fact | None, change: Alteration) -> str | None:
    if record is None:
        return f"no channel and no fact on record has the id {change.record!r}"
    if change.status not in _STATUSES[type(record)]:
        wanted = " or ".join(_STATUSES[type(record)])
        return f"a {type(record).__name__.lower()} can be {wanted}, not {change.status}"
    if isinstance(record, Channel) and record.status == "not-official":
        return f"{record.value!r} is on record as not official and stays so"
    if not change.sources:
        return "names no source; nothing is changed without one"
    return None


def _changed_channel(channel: Channel, change: Alteration) -> Channel:
    note, sources = change.note or channel.note, (*channel.sources, *own_names(change.sources))
    if change.status == "disputed":
        return msgspec.structs.replace(channel, status="disputed", note=note, sources=sources)
    valid = channel.valid or Valid()
    ended = msgspec.structs.replace(valid, until=change.until) if change.until else valid
    return msgspec.structs.replace(channel, status="retired", valid=ended, note=note, sources=sources)
