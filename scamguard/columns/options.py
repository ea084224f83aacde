"""What is asked about every row of a column: plain values, which travel to other processes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scamguard.errors import UsageError
from scamguard.questions import local_date

if TYPE_CHECKING:
    from scamguard.guard import Guard

_LANGUAGES: Final = ("en", "zh")


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of `Guard.check` and of `scan`, and how answers are written.

    Attributes:
        claims: the platform that every row is said to belong to, where no column says it row by row.
        kind: of checks only.
        lang: language of the sentences, "en" or "zh".
        with_json: whether an answer has the whole JSON of the contract, too.
    """

    claims: str | None = None
    kind: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | dt.date | None = None
    lang: str = "en"
    with_json: bool = True

    def require(self, guard: Guard) -> None:
        """Looks at every option before the first row.

        Raises:
            UnknownPlatform: no platform has the claimed name; the error names the nearest.
            UsageError: an option has a value that it cannot have.
        """
        if self.lang not in _LANGUAGES:
            raise UsageError(f"lang {self.lang!r}: use en or zh", "lang")
        guard.check("", claims=self.claims, kind=self.kind, **self.scope)

    @property
    def scope(self) -> dict[str, Any]:
        """The options that checks and scans share, but for the claim; the date is today's where none is given."""
        as_of = local_date() if self.as_of is None else self.as_of
        return {"audience": self.audience, "region": self.region, "direction": self.direction, "as_of": as_of}
