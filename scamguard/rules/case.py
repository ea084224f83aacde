"""What every rule reads: one contact, one question about it, and what is recorded about both."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Protocol

import msgspec

from scamguard.knowledge.knowledge import Entry, Knowledge
from scamguard.knowledge.schema import Channel, ChannelList, Fact
from scamguard.knowledge.scope import covers, has_begun, has_ended
from scamguard.model.contacts import Contact, Email, Url
from scamguard.model.verdict import Code, FactView, Finding, Sentence, Status, Tier
from scamguard.rules.classes import classes_of
from scamguard.rules.hostparts import HostParts


class Question(msgspec.Struct, frozen=True, gc=False):
    """What is asked about a contact: who is claimed, for whom, where, in which direction, when."""

    claims: str | None
    audience: str | None
    region: str | None
    direction: str | None
    as_of: str


class Case:
    """One contact, one question, the knowledge, and the entries that the contact matches."""

    def __init__(self, contact: Contact, question: Question, knowledge: Knowledge) -> None:
        self.contact = contact
        self.question = question
        self.knowledge = knowledge
        self.claims = question.claims
        self.entries = knowledge.entries_for(contact)

    @functools.cached_property
    def classes(self) -> frozenset[str]:
        """The contact classes (docs/data-format.md, `kinds`) that the contact belongs to."""
        return classes_of(self.contact, self.knowledge)

    @property
    def host(self) -> str:
        """The host that the contact leads to: of the address, or of the mailbox; "" for others."""
        contact = self.contact
        return contact.host if isinstance(contact, Url) else contact.domain if isinstance(contact, Email) else ""

    @functools.cached_property
    def host_parts(self) -> HostParts:
        """The host, split where its owner's part begins."""
        return HostParts(self.host, self.knowledge.suffixes)

    @functools.cached_property
    def host_entries(self) -> tuple[Entry, ...]:
        """The recorded channels that own the host."""
        return self.knowledge.entries_for_host(self.host) if self.host else ()

    @functools.cached_property
    def subject(self) -> str | None:
        """The platform that the question is about: the claimed one."""
        return self.claims

    def asked(self, record: Channel | Fact | ChannelList) -> bool:
        """Answers whether a record speaks about the audience, region and date of the question."""
        question = self.question
        return (
            covers(record, question.audience, question.region)
            and has_begun(record.valid, question.as_of)
            and not has_ended(record.valid, question.as_of)
        )

    def name(self, slug: str) -> Sentence:
        """Returns a platform's name as people read it."""
        return self.knowledge.label(slug)

    def view(self, slug: str, record: Channel | Fact) -> FactView:
        """Returns a record as verdicts quote it."""
        return self.knowledge.view(slug, record)

    def lookalike_tier(self, slug: str) -> Tier:
        """Returns the precedence of a likeness to a platform: the claimed one's goes first."""
        return Tier.LOOKALIKE_OF_CLAIMED if slug == self.claims else Tier.LOOKALIKE


class Rule(Protocol):
    """A rule module: its code, and the function that finds."""

    CODE: Code

    @staticmethod
    def find(case: Case) -> Iterable[Finding]:
        """Yields what the rule observes; nothing where it is silent."""


__all__ = ["Case", "Code", "Entry", "Finding", "Question", "Rule", "Sentence", "Status", "Tier"]
