"""What the index gives out: channels and facts, each with what every verdict about it says."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from scamguard.knowledge.channels import host_of, role_label, view_of
from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform
from scamguard.knowledge.scope import is_compromised
from scamguard.knowledge.standing import Standing, constant_standing_of, standing_of
from scamguard.model.scope import CLASSES_WITHIN, CONTACT_CLASSES, ContactKind
from scamguard.model.verdict import FactView, Sentence


class Entry:
    """A channel of a platform, as the index gives it out, with what every verdict about it says."""

    __slots__ = ("_view", "channel", "compromised", "constant", "name", "platform", "role", "slug")

    def __init__(self, platform: Platform, channel: Channel, name: Sentence, view: FactView | None = None) -> None:
        self.platform = platform
        self.channel = channel
        self.slug = platform.slug
        self.name = name
        self.role = role_label(channel)
        #: How the channel stands at every date, where no scope is asked for; None where dates matter.
        self.constant = constant_standing_of(channel)
        #: When it was in other hands, itself or the domain that it stands below.
        self.compromised = channel.compromised
        self._view = view  # of what has sources of its own

    def standing(self, audience: str | None, region: str | None, as_of: str) -> Standing:
        """Returns how the channel stands for an audience, a region and a date."""
        if self.compromised and is_compromised(self.compromised, as_of):
            return Standing.COMPROMISED
        if self.constant is not None and audience is None and region is None:
            return self.constant
        return standing_of(self.channel, audience, region, as_of)

    @property
    def view(self) -> FactView:
        """The channel as verdicts quote it, with its sources."""
        if self._view is None:
            self._view = view_of(self.platform, self.channel)
        return self._view


class Statement:
    """A fact as the rulebook gives it out, with what every verdict that rests on it says."""

    __slots__ = ("_view", "domains", "fact", "is_timeless", "members", "params", "platform", "quality")

    def __init__(self, platform: Platform, fact: Fact) -> None:
        self.platform = platform
        self.fact = fact
        self.quality = fact.quality
        #: No date bounds it: it holds whenever the question is asked.
        self.is_timeless = fact.valid is None or (fact.valid.from_ is None and fact.valid.until is None)
        #: Values for the sentence of the rule that tells it.
        self.params = {"fact": Sentence(fact.en, fact.zh), "condition": _exception(fact)}
        #: For `only`: the channel ids, and the domains, that are inside the set.
        self.members = frozenset(member for member in fact.via if not member.startswith("domain:"))
        self.domains = tuple(m.removeprefix("domain:") for m in fact.via if m.startswith("domain:"))
        self._view: FactView | None = None

    @property
    def view(self) -> FactView:
        """The fact as verdicts quote it, with its sources."""
        if self._view is None:
            self._view = view_of(self.platform, self.fact)
        return self._view


def nearest_of(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Returns, of entries from the nearest host up, those of each platform's nearest host.

    What a platform says of a host is more than what it says of the domain above.
    """
    hosts: dict[str, str] = {}
    return tuple(
        entry for entry in entries if hosts.setdefault(entry.slug, host_of(entry.channel)) == host_of(entry.channel)
    )


def _exception(fact: Fact) -> Sentence:
    """Returns the fact's exception as a sentence, with the blank before it; empty where it has none."""
    return Sentence(f" Exception: {fact.unless.en}", f"例外：{fact.unless.zh}") if fact.unless else Sentence("", "")


class Chain(msgspec.Struct, frozen=True):
    """What is recorded of a known host and of the hosts above it."""

    #: Whole hosts: of each platform, the nearest.
    whole: tuple[Entry, ...]
    #: For each recorded page of the host, longest first: its path, and the entries with the page among them.
    pages: tuple[tuple[str, tuple[Entry, ...]], ...]


class Governing(msgspec.Struct, frozen=True):
    """One platform's facts that speak about one kind of contact."""

    lacks: tuple[Statement, ...]
    only: tuple[Statement, ...]
    never: tuple[Statement, ...]
    may: tuple[Statement, ...]
    lists: tuple[ChannelList, ...]


class Rulebook:
    """One platform's facts and lists that a check asks for."""

    __slots__ = ("_governing", "_lists", "_usable", "lacking", "not_proof", "tickets")

    def __init__(self, platform: Platform) -> None:
        self._usable = tuple(Statement(platform, fact) for fact in platform.facts if fact.status == "active")
        self._lists = tuple(entry for entry in platform.lists if entry.complete)
        self._governing: dict[str, Governing | None] = {}
        #: The documented absences.
        self.lacking = self._with("lacks", CONTACT_CLASSES)
        self.not_proof = self._with("not-proof", CONTACT_CLASSES)
        self.tickets = tuple(
            (statement, re.compile(statement.fact.pattern))
            for statement in self._usable
            if statement.fact.modal == "must" and statement.fact.of == "ticket-id" and statement.fact.pattern
        )

    def governing(self, kind: ContactKind) -> Governing | None:
        """Returns the facts that speak about a kind of contact or a class within it; None where there are none."""
        if kind not in self._governing:
            classes = CLASSES_WITHIN[kind]
            lacks, only, never, may = (self._with(modal, classes) for modal in ("lacks", "only", "never", "may"))
            lists = tuple(entry for entry in self._lists if entry.kind in classes)
            found = Governing(lacks, only, never, may, lists)
            self._governing[kind] = found if lacks or only or never or may or lists else None
        return self._governing[kind]

    def _with(self, modal: str, classes: frozenset[str]) -> tuple[Statement, ...]:
        return tuple(s for s in self._usable if s.fact.modal == modal and not classes.isdisjoint(s.fact.kinds))
