"""What is asked about a contact, checked: the only place that asks for the date."""

from __future__ import annotations

import datetime as dt
import functools
import re
import time
from typing import Final

from scamguard.errors import UnknownPlatform, UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.scope import AUDIENCES
from scamguard.rules.case import Question

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIRECTIONS: Final = ("inbound", "outbound")


class Questions:
    """Makes questions of what callers give.

    Args:
        knowledge: the names of platforms, and their domains.
    """

    __slots__ = ("_knowledge", "_slugs")

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._slugs = knowledge.names.by_key

    def ask(
        self,
        claims: str | None,
        audience: str | None,
        region: str | None,
        direction: str | None,
        as_of: str | dt.date | None,
    ) -> Question:
        """Returns what is asked, checked; see `check` for the arguments and errors."""
        slug = None if claims is None else self._slugs.get(claims) or self._slug_of(claims)
        if audience is not None and audience not in AUDIENCES:
            raise UsageError(f"audience {audience!r}: use one of {', '.join(AUDIENCES)}", "audience")
        if direction is not None and direction not in _DIRECTIONS:
            raise UsageError(f"direction {direction!r}: use inbound or outbound", "direction")
        if region is not None:
            region = region_code(region)
        date = local_date() if as_of is None else _date(as_of)
        return Question(slug, audience, region, direction, date)

    def _slug_of(self, claims: str) -> str:
        """Returns the slug of the claimed platform; its own domain is one of its names."""
        if not isinstance(claims, str):
            raise UsageError(f"claims: a platform's name is needed, not {type(claims).__name__}", "claims")
        try:
            return self._knowledge.names.slug_of(claims)
        except UnknownPlatform:
            owners = self._knowledge.hosts.entries_for(claims.lower()) if "." in claims[:64] else ()
            if owners:
                return owners[0].slug
            raise


@functools.lru_cache(maxsize=512)
def region_code(region: str) -> str:
    """Returns a region code in capitals.

    Raises:
        UsageError: there is no such region.
    """
    from phonenumbers import SUPPORTED_REGIONS

    code = str(region).upper()
    if code not in SUPPORTED_REGIONS:
        hint = " (the United Kingdom is GB)" if code == "UK" else ""
        raise UsageError(f"region {region!r}: use an ISO 3166-1 code of two letters{hint}", "region")
    return code


@functools.lru_cache(maxsize=512)
def _date(value: str | dt.date) -> str:
    text = value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise UsageError(f"as_of {text!r}: use a date like 2026-11-21", "as_of")


class _Day:
    """The local date, asked of the calendar once a day."""

    text = ""
    ends = 0.0


def local_date() -> str:
    """Returns the local date in ISO 8601: the only place that asks for it."""
    if time.time() >= _Day.ends:
        today = dt.date.today()
        _Day.text = today.isoformat()
        _Day.ends = dt.datetime.combine(today + dt.timedelta(days=1), dt.time()).timestamp()
    return _Day.text
