"""Findings, reasons and verdicts: what was observed, and how it is told."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

import msgspec

from scamguard.model.contacts import Contact, NoContact
from scamguard.model.scope import VerdictQuality

if TYPE_CHECKING:
    from collections.abc import Mapping


_BORDER = re.compile("(?<=[\u3400-\u9fff])(?=[A-Za-z0-9+])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])")


class Status(enum.StrEnum):
    """The judged outcome for one contact (docs/how-it-decides.md)."""

    OFFICIAL = "official"
    RETIRED = "retired"
    IMPERSONATION = "impersonation"
    SUSPICIOUS = "suspicious"
    UNVERIFIED = "unverified"
    INVALID = "invalid"


class Tier(enum.IntEnum):
    """Precedence of findings: the lowest tier decides, all are kept (docs/how-it-decides.md)."""

    INVALID = 0
    NOT_OFFICIAL = 1
    EXACT = 2
    OUT_OF_SCOPE = 3
    REFUTED = 4
    OTHER_PLATFORM = 5
    LOOKALIKE_OF_CLAIMED = 6
    LOOKALIKE = 7
    NOT_ON_LIST = 8
    WEAK_SIGN = 9
    NOTHING = 10
    NOTE = 11


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """The same sentence, or name, in the languages of the interface."""

    en: str
    zh: str

    def in_language(self, lang: str) -> str:
        """Returns the sentence in "en" or "zh"."""
        return self.zh if lang == "zh" else self.en


class Explanation(msgspec.Struct, frozen=True, gc=False):
    """The page of a reason code: what it means, why it matters, an example, what to do."""

    meaning: Sentence
    why: Sentence
    example: str
    action: Sentence


class Code(msgspec.Struct, frozen=True, gc=False):
    """A reason code with its sentence; `{placeholders}` are filled by the finding's parameters."""

    name: str
    sentence: Sentence
    statuses: tuple[Status, ...]
    explanation: Explanation


class SourceView(msgspec.Struct, frozen=True, gc=False):
    """A source as verdicts quote it; `date` is the page's own date, or else the day it was read."""

    title: str
    publisher: str
    url: str | None
    date: str
    kind: str


class FactView(msgspec.Struct, frozen=True, gc=False):
    """A fact or a channel as verdicts quote it."""

    platform: str
    id: str
    modal: str
    text: Sentence
    quote: str | None
    quality: str
    sources: tuple[SourceView, ...]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One rule's observation.

    Attributes:
        code: the reason code with its sentence.
        tier: its place in the precedence.
        status: the status that it supports.
        facts: the facts and channels that it rests on.
        found: the exact characters that it rests on.
        platform: slug of the platform that is imitated, refuted or matched.
        params: values for the sentence.
        quality: how well what it rests on is known.
    """

    code: Code
    tier: Tier
    status: Status
    facts: tuple[FactView, ...] = ()
    found: str = ""
    platform: str | None = None
    params: Mapping[str, str | Sentence] | None = None
    quality: VerdictQuality = "heuristic"


class Reason(msgspec.Struct, frozen=True, gc=False):
    """A finding as told to a person. It names the facts, or the exact characters (`found`), that it rests on."""

    finding: Finding

    @property
    def code(self) -> str:
        """Kebab-case reason code (docs/reasons.md)."""
        return self.finding.code.name

    @property
    def status(self) -> Status:
        """The status that this reason supports."""
        return self.finding.status

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts and channels it rests on, with their sources."""
        return self.finding.facts

    @property
    def found(self) -> str:
        """The exact characters it rests on."""
        return self.finding.found

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.in_language("en")

    def in_language(self, lang: str) -> str:
        """Returns the sentence in "en" or "zh"."""
        finding = self.finding
        values = {"found": finding.found}
        for key, value in (finding.params or {}).items():
            values[key] = value if isinstance(value, str) else value.in_language(lang)
        text = finding.code.sentence.in_language(lang).format_map(values)
        return to_spaced(text) if lang == "zh" else text


def to_spaced(text: str) -> str:
    """Returns Chinese text with a blank between its characters and Latin letters or digits, as it is set in print."""
    return _BORDER.sub(" ", text)


class Suggestion(msgspec.Struct, frozen=True, gc=False):
    """An official channel to use instead."""

    kind: str
    value: str
    label: Sentence
    audience: tuple[str, ...]
    regions: tuple[str, ...]
    platform: str


class KnowledgeVersion(msgspec.Struct, frozen=True, gc=False):
    """Which knowledge a verdict rests on: a digest of the data, and the newest date in it."""

    version: str
    date: str


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """The judged outcome for one contact.

    Attributes:
        contact: what was read; `NoContact` where the status is invalid.
        claims: slug of the platform that the contact is said to belong to.
        status: the outcome.
        quality: how well the deciding reason is known.
        reasons: why, the deciding one first.
        imitates: slug of the platform whose name or look it borrows.
        instead: official channels to use, best first.
        if_claimed: status by slug, for platforms where the claim would decide.
        as_of: the date that the verdict speaks about, ISO 8601.
        knowledge: version of the data.
    """

    contact: Contact | NoContact
    claims: str | None
    status: Status
    quality: VerdictQuality
    reasons: tuple[Reason, ...]
    imitates: str | None
    instead: tuple[Suggestion, ...]
    if_claimed: dict[str, Status]
    as_of: str
    knowledge: KnowledgeVersion
