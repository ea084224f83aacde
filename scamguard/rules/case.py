"""What every rule reads: one contact, one question about it, and what is recorded about both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from scamguard.knowledge.entries import Entry, Governing, Statement
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Channel, ChannelList, Fact
from scamguard.knowledge.scope import covers, has_begun, has_ended
from scamguard.knowledge.standing import TRUSTED, Standing
from scamguard.model.contacts import Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, Sentence, Tier
from scamguard.parse.hostnames import PublicSuffixes
from scamguard.rules.classes import classes_of
from scamguard.rules.hostparts import HostParts

if TYPE_CHECKING:
    from scamguard.knowledge.user_lists import Listed  # most users have no list

#: Longest contact that a sentence repeats as it was written, in characters.
MAX_SHOWN_CHARS: Final = 80


#: Stands for what has not been looked for yet, where None is an answer.
_UNKNOWN: Final = HostParts("", PublicSuffixes("", ""))


class Question(msgspec.Struct, frozen=True, gc=False):
    """What is asked about a contact: who is claimed, for whom, where, in which direction, when."""

    claims: str | None
    audience: str | None
    region: str | None
    direction: str | None
    as_of: str


class Record(msgspec.Struct, frozen=True, gc=False):
    """A recorded channel of another platform that the contact is, or stands below, and how it stands."""

    entry: Entry
    standing: Standing


#: Of contacts that nobody recorded, shared by all of them: never written to.
_NO_OWN: Final[dict[Standing, list[Entry]]] = {}
_NO_FOREIGN: Final[list[Record]] = []


class Case:
    """One contact, one question, the knowledge, and the records that the contact matches.

    Attributes:
        also: channels that a user's own list makes of the contact, beside those on record.
        own: the records of the claimed platform (of all, where none is claimed) by how they stand, one a platform.
        foreign: the records of other platforms than the claimed one.
    """

    # What rules ask for is kept by hand: cached_property takes a lock in Python 3.11, and needs a dictionary.
    __slots__ = (
        "_classes", "_facts", "_foreign_host", "_host_entries", "_host_parts", "_listed", "claims", "contact", "entries",
        "foreign", "host", "is_mentioned", "knowledge", "own", "question",
    )  # fmt: skip

    def __init__(
        self, contact: Contact, question: Question, knowledge: Knowledge, also: tuple[Entry, ...] = ()
    ) -> None:
        self.contact = contact
        self.question = question
        self.knowledge = knowledge
        self.claims = claims = question.claims
        #: The host that the contact leads to: of the address, or of the mailbox; "" for others.
        self.host = contact.host if isinstance(contact, Url) else contact.domain if isinstance(contact, Email) else ""
        #: The host stands somewhere in the data, as a channel, a place to publish, a namesake or a service.
        self.is_mentioned = not self.host or knowledge.hosts.mentions(self.host)
        self.entries = knowledge.entries_for(contact) if self.is_mentioned or not isinstance(contact, Url) else ()
        if also:
            self.is_mentioned, self.entries = True, also + self.entries
        self._facts: Governing | None = None
        self._classes: frozenset[str] | None = None
        self._host_entries: tuple[Entry, ...] | None = None
        self._host_parts: HostParts | None = None
        self._foreign_host: HostParts | None = _UNKNOWN
        self._listed: tuple[Listed, ...] | None = None
        self.own = _NO_OWN
        self.foreign = _NO_FOREIGN
        if self.entries:
            self._sort_entries(claims)

    def _sort_entries(self, claims: str | None) -> None:
        question = self.question
        self.own = {}
        self.foreign = []
        for entry in self.entries:
            standing = entry.standing(question.audience, question.region, question.as_of)
            if claims is not None and entry.slug != claims:
                self.foreign.append(Record(entry, standing))
                continue
            alike = self.own.setdefault(standing, [])
            if not any(other.slug == entry.slug for other in alike):
                alike.append(entry)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """What the user's own lists say of the contact.

        Raises:
            DataError: a list is damaged, or was written over while it was in use.
        """
        if self._listed is None:
            lists = self.knowledge.lists
            self._listed = lists.rows_for(self.contact) if lists is not None else ()
        return self._listed

    def standing_as(self, standing: Standing) -> list[Entry]:
        """Returns the claimed platform's entries (all, where none is claimed) that stand so, one a platform."""
        return self.own.get(standing, [])

    @property
    def is_official(self) -> bool:
        """The contact is an official channel of the claimed platform (of any, where none is claimed)."""
        return Standing.OFFICIAL in self.own

    @property
    def shown(self) -> str:
        """The contact as a person wrote it, or its canonical form where that is long or holds what cannot be printed."""
        raw = self.contact.raw
        return raw if len(raw) <= MAX_SHOWN_CHARS and raw.isprintable() else self.contact.canonical[:MAX_SHOWN_CHARS]

    @property
    def facts(self) -> Governing | None:
        """What the claimed platform documents about such contacts; None where nothing, or where nobody is claimed."""
        if self._facts is None and self.claims is not None:
            self._facts = self.knowledge.rulebook(self.claims).governing(self.contact.kind)
        return self._facts

    @property
    def classes(self) -> frozenset[str]:
        """The contact classes (docs/data-format.md, `kinds`) that the contact belongs to."""
        if self._classes is None:
            self._classes = classes_of(self.contact, self.knowledge)
        return self._classes

    @property
    def host_parts(self) -> HostParts:
        """The host, split where its owner's part begins."""
        parts = self._host_parts
        if parts is None:
            parts = self._host_parts = HostParts(self.host, self.knowledge.suffixes)
        return parts

    @property
    def host_entries(self) -> tuple[Entry, ...]:
        """The recorded channels that own the host."""
        if self._host_entries is None:
            self._host_entries = self.knowledge.hosts.entries_for(self.host) if self.host else ()
        return self._host_entries

    @property
    def host_owners(self) -> frozenset[str]:
        """The platforms that own the host and speak there."""
        question = self.question
        return frozenset(
            entry.slug
            for entry in self.host_entries
            if entry.standing(question.audience, question.region, question.as_of) in TRUSTED
        )

    @property
    def is_hosting(self) -> bool:
        """The contact stands where customers publish, and nobody on record speaks there: the place says nothing of it."""
        return bool(self.entries) and all(entry.channel.role == "merchant-hosted" for entry in self.entries)

    @property
    def is_stranger(self) -> bool:
        """An address that nothing on record mentions, asked about without a claim: only its looks can speak."""
        contact = self.contact
        return (
            not self.is_mentioned
            and self.claims is None
            and isinstance(contact, Url)
            and not contact.username
            and not contact.carries
            and self.question.direction != "inbound"
        )

    @property
    def foreign_host(self) -> HostParts | None:
        """The parts of a host that no platform is known to own, or None: what is owned imitates nobody."""
        if self._foreign_host is _UNKNOWN:
            self._foreign_host = self._find_foreign_host()
        return self._foreign_host

    def _find_foreign_host(self) -> HostParts | None:
        host = self.host
        knowledge = self.knowledge
        if not host:
            return None
        if not self.is_mentioned:
            return self.host_parts if self.host_parts.chosen else None
        if not self.is_hosting and (self.entries or knowledge.hosts.owns_parts_of(host)):
            return None
        if host in knowledge.hosts.free_mail:
            return None
        parts = self.host_parts
        return parts if parts.chosen and not knowledge.hosts.is_known_apart(parts.registrable) else None

    @property
    def _shown_region(self) -> str | None:
        """The region of a number, where nobody says what region is asked about: what holds in others says nothing."""
        contact = self.contact
        return contact.region if isinstance(contact, Phone) else None

    @property
    def scope(self) -> tuple[str | None, str | None, str]:
        """For whom, where and when what is on record has to hold: all that `asked` and `states` depend on."""
        question = self.question
        return question.audience, question.region or self._shown_region, question.as_of

    def asked(self, record: Channel | Fact | ChannelList) -> bool:
        """Answers whether a record speaks about the audience, region and date of the question."""
        question = self.question
        return covers(record, question.audience, question.region or self._shown_region) and (
            record.valid is None
            or (has_begun(record.valid, question.as_of) and not has_ended(record.valid, question.as_of))
        )

    def states(self, statement: Statement) -> bool:
        """Answers whether a documented statement speaks about the audience, region and date of the question."""
        question = self.question
        is_for_all = question.audience is None and question.region is None and not statement.fact.regions
        if statement.is_timeless and is_for_all:
            return True
        return self.asked(statement.fact)

    def name(self, slug: str) -> Sentence:
        """Returns a platform's name as people read it."""
        return self.knowledge.label(slug)

    def view(self, slug: str, record: Channel | Fact) -> FactView:
        """Returns a record as verdicts quote it."""
        return self.knowledge.view(slug, record)

    def lookalike_tier(self, slug: str) -> Tier:
        """Returns the precedence of a likeness to a platform: the claimed one's goes first."""
        return Tier.LOOKALIKE_OF_CLAIMED if slug == self.claims else Tier.LOOKALIKE
