"""The knowledge base in memory: every look-up that a check makes, indexed when it is built."""

from __future__ import annotations

import functools
import os
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from scamguard.knowledge import compiled as compiled_form
from scamguard.knowledge.channels import sources_of, suggestions_for, view_of
from scamguard.knowledge.compiled import Stored
from scamguard.knowledge.entries import Entry, Rulebook, Statement
from scamguard.knowledge.host_index import HostIndex
from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.names import PlatformNames
from scamguard.knowledge.protected import ProtectedNames, ProtectedTable
from scamguard.knowledge.records import Entries, Records, Statements
from scamguard.knowledge.schema import Bundle, Channel, ChannelList, Fact, Reading
from scamguard.model.contacts import Account, App, Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, KnowledgeVersion, Sentence, Suggestion
from scamguard.parse.hostnames import PublicSuffixes
from scamguard.parse.portals import PortalWords

if TYPE_CHECKING:
    from scamguard.knowledge.list_store import ListStore
    from scamguard.knowledge.user_lists import UserLists


class Knowledge:
    """What is known about all platforms: immutable, safe to share between threads.

    Build it with `Knowledge.shipped()`, `Knowledge.installed()` or `Knowledge.from_folder(path)`.
    """

    def __init__(self, stored: Stored, version: str = "unversioned", date: str = "") -> None:
        index = stored.index
        self.version = KnowledgeVersion(version, date)
        self.platforms = Records(index.slugs, stored.records)
        self.names = PlatformNames(index.names)
        self.suffixes = PublicSuffixes(stored.suffixes_icann, stored.suffixes_private)
        #: What is documented to be somebody else's: value -> the statements.
        self.not_same = Statements(self.platforms, index.not_same)
        self.entries = Entries(self.platforms, self.names, index)
        self.hosts = HostIndex(self.entries, index, stored.lists, self.suffixes)
        self._stored = stored
        self._index = index
        self._rulebooks: dict[str, Rulebook] = {}
        self._suggestions: dict[tuple[str, str | None, str | None, str], tuple[Suggestion, ...]] = {}
        self._views: dict[tuple[str, str], FactView] = {}
        #: The user's own lists (`with_lists`); None for most.
        self.lists: UserLists | None = None

    @classmethod
    def shipped(cls) -> Knowledge:
        """Returns the knowledge that ships with the package.

        Raises:
            DataError: its file is missing or damaged.
        """
        found, stored = compiled_form.read_shipped()
        return cls(stored, found.version, found.date)

    @classmethod
    def installed(cls) -> Knowledge:
        """Returns the newest knowledge on this machine: what `scamguard update` has installed, else what ships.

        Raises:
            DataError: the installed knowledge cannot be used; its `place` is `compiled.installed_path()`. Or the
                shipped one cannot.
        """
        path = compiled_form.installed_path()
        if path is None or not os.path.lexists(path):
            return cls.shipped()
        from scamguard.knowledge.installed import read_newest  # most users have installed none

        found, stored = read_newest(path)
        return cls(stored, found.version, found.date)

    @classmethod
    def from_folder(cls, folder: str | os.PathLike[str]) -> Knowledge:
        """Returns the knowledge of a data folder (docs/data-format.md).

        Raises:
            DataError: a file cannot be used; the message names it and the place.
        """
        from pathlib import Path

        from scamguard.knowledge.load import read_bundle  # the shipped knowledge needs no TOML

        found, stored = compiled_form.from_bytes(compiled_form.to_bytes(read_bundle(Path(folder))))
        return cls(stored, found.version, found.date)

    def bundle(self) -> Bundle:
        """Returns everything that is known, all of it decoded: to lay overlays over it, or to compile it again."""
        return compiled_form.to_bundle(self._stored)

    def to_bytes(self) -> bytes:
        """Returns the compiled form, for another process; `from_bytes` reads it."""
        return compiled_form.stored_bytes(self._stored, self.version.version, self.version.date)

    @classmethod
    def from_bytes(cls, compiled: bytes) -> Knowledge:
        """Returns the knowledge that `to_bytes` has written.

        Raises:
            DataError: the bytes are damaged, or from another version of scamguard.
        """
        found, stored = compiled_form.from_bytes(compiled)
        return cls(stored, found.version, found.date)

    def __reduce__(self) -> tuple[Callable[..., Knowledge], tuple[object, ...]]:
        if self.lists is None:
            return Knowledge.from_bytes, (self.to_bytes(),)
        return _with_opened, (self.to_bytes(), self.version, self.lists.opened)

    def with_lists(self, *paths: str | os.PathLike[str]) -> Knowledge:
        """Returns this knowledge with the user's own lists beside it (docs/lists.md); this one stays as it is.

        The lists are read in place. Another process that gets the knowledge opens them again, by their paths.

        Args:
            paths: files that `scamguard data list build` has written.

        Raises:
            DataError: a file cannot be used; the message names it and says why.
        """
        if not paths:
            return self
        from scamguard.knowledge.list_store import ListStore  # most users have no list

        return self._beside(tuple(ListStore(os.fspath(path)) for path in paths))

    def _beside(self, stores: tuple[ListStore, ...]) -> Knowledge:
        """Returns a copy that shares everything, with lists; its version ends in a digest of them."""
        from scamguard.knowledge.user_lists import UserLists

        both = (*(self.lists.stores if self.lists is not None else ()), *stores)
        stores = tuple({store.head.id: store for store in both}.values())  # each list once
        found = Knowledge.__new__(Knowledge)
        found.__dict__.update(self.__dict__)
        found.lists = UserLists(stores, self.hosts)
        ids = " ".join(store.head.id for store in stores).encode()
        plain = self.version.version if self.lists is None else self.version.version.rpartition("+")[0]
        found.version = KnowledgeVersion(f"{plain}+{zlib.crc32(ids):08x}", self.version.date)
        return found

    @functools.cached_property
    def protected(self) -> ProtectedNames:
        """The names and domains that lookalikes are measured against."""
        return ProtectedNames(msgspec.msgpack.decode(self._stored.protected, type=ProtectedTable))

    @functools.cached_property
    def likeness(self) -> LikenessIndex:
        """Finds protected names in or near a text."""
        stored = self._stored
        return LikenessIndex(
            self.protected,
            msgspec.msgpack.decode(stored.confusables, type=dict[str, str]),
            stored.lists.keywords,
            stored.lists.longer_words,
            (stored.words_common, stored.words),
        )

    @functools.cached_property
    def portal_words(self) -> PortalWords:
        """The words that describe a hidden way in."""
        return PortalWords(self._stored.portal_words)

    @functools.cached_property
    def reading(self) -> Reading:
        """What free text is read with: words, and the characters of disguises."""
        return msgspec.msgpack.decode(self._stored.reading, type=Reading)

    @functools.cached_property
    def common_words(self) -> frozenset[str]:
        """The common words of English, in lower case."""
        return frozenset(self._stored.words_common.split())

    def entries_for(self, contact: Contact) -> tuple[Entry, ...]:
        """Returns the recorded channels that the contact is, or stands below, nearest first."""
        entries = self.entries
        if isinstance(contact, Url):
            return self.hosts.entries_for(contact.host, contact.path)
        if isinstance(contact, Phone):
            return entries.exact("phone", contact.canonical)
        if isinstance(contact, Email):
            return entries.exact("email", contact.canonical.lower()) or entries.at_mail_domain(contact.domain)
        if isinstance(contact, Account):
            own = entries.exact(contact.network, contact.canonical.casefold())
            return own + entries.exact("phone", contact.phone) if contact.phone else own
        return entries.exact("app", contact.canonical) if isinstance(contact, App) else ()

    def speakers_of(self, contact: Contact) -> frozenset[str]:
        """Returns whose contact it is on record to be; a place where customers publish is nobody's."""
        return frozenset(e.slug for e in self.entries_for(contact) if e.channel.role != "merchant-hosted")

    # ---- platforms

    def rulebook(self, slug: str) -> Rulebook:
        """Returns one platform's facts by modal."""
        found = self._rulebooks.get(slug)
        if found is None:
            found = self._rulebooks[slug] = Rulebook(self.platforms[slug])
        return found

    @functools.cached_property
    def lacking(self) -> dict[str, tuple[tuple[str, tuple[Statement, ...]], ...]]:
        """Contact class -> the platforms that document to have no contact of that class, with their statements."""
        found = {}
        for kind, owners in self._index.lacking.items():
            rows = []
            for number, places in owners:
                platform = self.platforms.at(number)
                rows.append((platform.slug, tuple(Statement(platform, platform.facts[place]) for place in places)))
            found[kind] = tuple(rows)
        return found

    def home_region(self, slug: str) -> str | None:
        """Returns the region that a platform is at home in: the first of its regions; None where it names none."""
        return self._index.home_regions[self.platforms.number_of(slug)] or None

    def label(self, slug: str) -> Sentence:
        """Returns the platform's name as people read it."""
        return self.names.labels[slug]

    def suggestions(self, slug: str, audience: str | None, region: str | None, as_of: str) -> tuple[Suggestion, ...]:
        """Returns official channels to use instead, best first."""
        key = (slug, audience, region, as_of)
        found = self._suggestions.get(key)
        if found is None:
            found = suggestions_for(self.platforms[slug], audience, region, as_of)
            if len(self._suggestions) < 4096:  # dates come from callers: bounded
                self._suggestions[key] = found
        return found

    # ---- evidence

    def view(self, slug: str, record: Channel | Fact) -> FactView:
        """Returns a fact or channel as verdicts quote it, with its sources."""
        key = (slug, record.id)
        found = self._views.get(key)
        if found is None:
            found = self._views[key] = view_of(self.platforms[slug], record)
        return found

    def list_view(self, slug: str, record: ChannelList) -> FactView:
        """Returns the statement that a list is complete, as verdicts quote it."""
        platform = self.platforms[slug]
        text = Sentence(f"The list of {record.kind} channels is complete.", f"“{record.kind}”类渠道的名单是完整的。")
        sources = sources_of(platform, record.sources)
        return FactView(slug, f"list-{record.kind}", "only", text, record.quote, record.quality, sources)


def _with_opened(compiled: bytes, version: KnowledgeVersion, opened: tuple[tuple[str, str], ...]) -> Knowledge:
    """Returns the knowledge of another process, with its lists opened again.

    Raises:
        DataError: a list is not there any more, or is another one by now.
    """
    from scamguard.knowledge.list_store import ListStore

    found = Knowledge.from_bytes(compiled)._beside(tuple(ListStore(path, list_id) for path, list_id in opened))
    found.version = version
    return found
