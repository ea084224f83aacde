"""The knowledge in formats that other programs read: a MISP warninglist, and one flat table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.knowledge.channels import SILENT_ROLES, host_of
from scamguard.knowledge.schema import Channel, Platform, Source

#: What a warninglist of type "hostname" is matched against.
MATCHING_ATTRIBUTES: Final = (
    "domain",
    "domain|ip",
    "email",
    "email-dst",
    "email-src",
    "hostname",
    "hostname|port",
    "url",
)
COLUMNS: Final = (
    "platform", "name", "id", "kind", "network", "value", "role", "audience", "regions", "direction", "status",
    "valid_from", "valid_until", "as_of", "quality", "note_en", "note_zh", "quote", "sources",
)  # fmt: skip


def to_warninglist(platforms: Iterable[Platform], date: str) -> str:
    """Returns the official domains as a MISP warninglist (type "hostname": each covers what is below it).

    What is retired, disputed or only claimed is not on it, nor what customers publish on.

    Args:
        platforms: whose domains.
        date: of the knowledge (ISO 8601); the list's version is its digits.
    """
    hosts = {host for platform in platforms for host in _official_hosts(platform)}
    return json.dumps(
        {
            "name": "Official domains of organisations that scammers pose as",
            "version": int(date.replace("-", "")),
            "description": "Domains and hosts that scamguard has on record as channels of the organisation itself.",
            "type": "hostname",
            "matching_attributes": list(MATCHING_ATTRIBUTES),
            "list": sorted(hosts),
        },
        ensure_ascii=False,
        indent=2,
    )


def _official_hosts(platform: Platform) -> Iterator[str]:
    for channel in platform.channels:
        is_official = channel.status == "active" and channel.quality != "claimed" and channel.role not in SILENT_ROLES
        if is_official and not channel.compromised and channel.kind in ("domain", "host"):
            yield host_of(channel)


def to_csv(platforms: Iterable[Platform]) -> str:
    """Returns every channel as one line of CSV (RFC 4180), a header first; | stands between several values.

    A value that a spreadsheet would read as a formula has an apostrophe in front (numbers in E.164 begin with +).
    """
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for platform in platforms:
        for channel in platform.channels:
            table.writerow(map(_safe, _row(platform, channel)))
    return out.getvalue()


def _row(platform: Platform, channel: Channel) -> Iterator[str]:
    valid, note = channel.valid, channel.note
    named = {source.id: source for source in platform.sources}
    yield platform.slug
    yield next(iter(platform.names.get("en", ())), platform.slug)
    yield from (channel.id, channel.kind, channel.network or "", channel.value, channel.role)
    yield from ("|".join(channel.audience), "|".join(channel.regions), channel.direction, channel.status)
    yield from ((valid.from_ or "", valid.until or "", valid.as_of or "") if valid else ("", "", ""))
    yield channel.quality
    yield from ((note.en, note.zh) if note else ("", ""))
    yield channel.quote or ""
    yield "|".join(_cited(named[name]) for name in channel.sources if name in named)


def _cited(source: Source) -> str:
    return f"{source.publisher}: {source.url or source.title} ({source.date or source.seen})"


def _safe(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
