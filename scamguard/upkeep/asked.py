"""The questions that show what knowledge answers: case files, every contact and name on record, and strangers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.channels import contact_of
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Channel, Platform

#: Longest case file that is read, in bytes.
MAX_CASES_BYTES: Final = 64 * 1024 * 1024
#: Contacts that nobody has on record, one for each kind: they show what an absence or a closed set refutes.
STRANGERS: Final = (
    "400-882-1234",
    "+1 212 555 0147",
    "helpdesk.2026@example.net",
    "https://help-desk-2026.example/",
    "微信：helpdesk2026",
    "telegram: helpdesk2026",
    "whatsapp: +1 212 555 0147",
    "隐藏客服入口",
)


class Asked(msgspec.Struct, frozen=True):
    """One question, as `check` takes it."""

    contact: str
    claims: str | None = None
    kind: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | None = None

    @property
    def shown(self) -> str:
        """The question in a few words."""
        scope = ", ".join(filter(None, (self.audience, self.region, self.direction, self.as_of)))
        owner = f" of {self.claims}" if self.claims else ""
        return f"{self.contact!r}{owner}" + (f" ({scope})" if scope else "")


def asked_in(path: Path) -> Iterator[Asked]:
    """Yields the questions of a case file: JSON Lines with `contact` and the options of `check`; the rest is not read.

    Raises:
        DataError: the file cannot be read, or a line is no question; the error names the line.
    """
    try:
        if path.stat().st_size > MAX_CASES_BYTES:
            raise DataError(str(path), f"larger than {MAX_CASES_BYTES:,} bytes")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start}", "not UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.convert(json.loads(line), Asked)
            except (ValueError, RecursionError) as error:
                raise DataError(f"{path}: line {number}", f"is no question ({error})") from None


def asked_of(knowledge: Knowledge) -> Iterator[Asked]:
    """Yields what can be asked about everything on record: contacts with and without claim, names, strangers."""
    for platform in knowledge.platforms.values():
        for channel in platform.channels:
            if (contact := contact_of(channel)) is not None:
                yield Asked(contact)
                yield from (Asked(contact, platform.slug, audience=a, region=r) for a, r in _scopes(channel))
        for name in _names(platform):
            yield Asked(platform.home, name)
        for audience in _audiences(platform):
            yield from (Asked(contact, platform.slug, audience=audience) for contact in STRANGERS)


def _names(platform: Platform) -> Iterable[str]:
    return dict.fromkeys(name for names in platform.names.values() for name in names)


def _scopes(channel: Channel) -> Iterator[tuple[str | None, str | None]]:
    yield None, None
    for audience in channel.audience:
        yield audience, None
    for region in channel.regions[:1]:
        yield None, region


def _audiences(platform: Platform) -> Iterable[str | None]:
    return dict.fromkeys((None, *(audience for fact in platform.facts for audience in fact.audience)))
