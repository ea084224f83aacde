"""The JSON of the contract as types: what a program on the other side of a pipe or a wire reads.

`scamguard.render.json` writes this JSON from verdicts and reports; the HTTP API's document is generated from these
types, and `scamguard.client` reads into them. A test holds the three together.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from scamguard.model.report import ALARMS, FindingKind
from scamguard.model.scope import Category, ContactKind, Network, VerdictQuality
from scamguard.model.verdict import FactView, KnowledgeVersion, Status


class ContactAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was read; which parts it has depends on the kind, and parts with their usual value are left out.

    For status invalid the kind is the one that was asked for, or null, and `canonical` is null.
    """

    raw: str
    kind: ContactKind | None
    canonical: str | None
    #: phone: ISO 3166-1 region of the numbering plan.
    region: str | None = None
    #: phone: dialled as it stands.
    short: bool = False
    #: phone: some digits are hidden, `x` in `canonical`.
    masked: bool = False
    extension: str | None = None
    area_code: str | None = None
    international: bool = False
    disguise: str | None = None
    unassigned: bool = False
    #: email: the parts of the address, and the name shown over it.
    local: str | None = None
    domain: str | None = None
    display_name: str | None = None
    #: url: as a browser reads it.
    scheme: str | None = None
    host: str | None = None
    path: str = "/"
    port: int | None = None
    username: str | None = None
    carries: tuple[str, ...] = ()
    defanged: bool = False
    #: url, in a scan: the account or app that the link opens.
    opens: ContactAnswer | None = None
    #: account
    network: Network | None = None
    phone: str | None = None
    group: bool = False
    #: app
    store: str | None = None
    #: portal: what it is said to be.
    medium: str | None = None


class ReasonAnswer(msgspec.Struct, frozen=True):
    """Why; `found` are the exact characters that it rests on, `facts` what is on record."""

    code: str
    status: Status
    text: str
    found: str | None
    facts: tuple[FactView, ...]


class SuggestionAnswer(msgspec.Struct, frozen=True):
    """A channel to use instead; an empty `audience` or `regions` means everybody, everywhere."""

    kind: str
    value: str
    label: str
    audience: tuple[str, ...]
    regions: tuple[str, ...]


class VerdictAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The judged outcome for one contact (docs/json.md)."""

    contact: ContactAnswer
    claims: str | None
    status: Status
    quality: VerdictQuality
    reasons: tuple[ReasonAnswer, ...]
    imitates: str | None
    instead: tuple[SuggestionAnswer, ...]
    if_claimed: dict[str, Status]
    as_of: str
    knowledge: KnowledgeVersion


class ClaimAnswer(msgspec.Struct, frozen=True):
    """Where it is said whose a contact is; null offsets where the words stand outside of the text."""

    origin: Literal["text", "title", "sender", "topic", "option"]
    surface: str
    start: int | None
    end: int | None


class FindingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with its place in a text, in code points; `contact` is null for a claim or a demand."""

    finding: FindingKind
    file: str | None
    start: int
    end: int
    line: int
    column: int
    surface: str
    claim: ClaimAnswer | None
    warned_of: bool
    contact: ContactAnswer | None
    claims: str | None
    status: Status
    quality: VerdictQuality
    reasons: tuple[ReasonAnswer, ...]
    imitates: str | None
    instead: tuple[SuggestionAnswer, ...]
    if_claimed: dict[str, Status]
    as_of: str
    knowledge: KnowledgeVersion

    @property
    def is_alarm(self) -> bool:
        """The finding is retired, suspicious or an impersonation, and the text does not say so itself."""
        return self.status in ALARMS and not self.warned_of


class ReportAnswer(msgspec.Struct, frozen=True):
    """What was found in one text."""

    file: str | None
    notes: tuple[str, ...]
    findings: tuple[FindingAnswer, ...]
    #: Findings that are not in the answer because it would be too large: never alarms before others.
    left_out: int = 0

    @property
    def alarms(self) -> tuple[FindingAnswer, ...]:
        """The findings that are retired, suspicious or an impersonation."""
        return tuple(found for found in self.findings if found.is_alarm)


class PlatformLine(msgspec.Struct, frozen=True):
    """A platform in the list of all."""

    slug: str
    category: Category
    names: dict[str, tuple[str, ...]]
    home: str | None
    checked: str


class AboutAnswer(msgspec.Struct, frozen=True):
    """Who answers, and from what."""

    scamguard: str
    knowledge: KnowledgeVersion
