"""The four roles of a TUF repository, and how long what they sign holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

ROOT: Final = "root"
TARGETS: Final = "targets"
SNAPSHOT: Final = "snapshot"
TIMESTAMP: Final = "timestamp"
#: In the order in which each is trusted because of the one before.
ROLES: Final = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)
#: The roles that say what the knowledge is, and who may: their keys lie apart from any server.
OFFLINE: Final = (ROOT, TARGETS)
#: Days until what a role signs has expired, where nothing else is said.
DEFAULT_DAYS: Final = {ROOT: 365, TARGETS: 180, SNAPSHOT: 7, TIMESTAMP: 7}


class Terms(msgspec.Struct, frozen=True):
    """From when, and for how long, signatures hold.

    Attributes:
        day: the day of signing.
        days: role -> days until its metadata has expired.
    """

    day: dt.date
    days: Mapping[str, int] = msgspec.field(default_factory=lambda: DEFAULT_DAYS)

    def end_of(self, role: str) -> dt.datetime:
        """Returns when metadata of a role expires: the end of its last day, in UTC."""
        last = self.day + dt.timedelta(days=self.days[role] + 1)
        return dt.datetime(last.year, last.month, last.day, tzinfo=dt.UTC)
