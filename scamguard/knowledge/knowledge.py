"""The knowledge base in memory: every look-up that a check makes, indexed when it is built."""

from __future__ import annotations

import functools
import os
import re
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from scamguard.knowledge import compiled as compiled_form
from scamguard.knowledge.channels import (
    is_on_page,
    page_of,
    sources_of,
    suggestions_for,
    view_of,
)
from scamguard.knowledge.compiled import Stored
from scamguard.knowledge.entries import Chain, Entry, Rulebook, Statement, nearest_of
from scamguard.knowledge.index import NATIONAL_DIGITS, RECORD_BITS, RECORD_MASK
from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.names import PlatformNames
from scamguard.knowledge.protected import ProtectedNames, ProtectedTable
from scamguard.knowledge.records import Records, Statements
from scamguard.knowledge.schema import Bundle, Channel, ChannelList, Fact, Reading
from scamguard.knowledge.standing import TRUSTED
from scamguard.model.contacts import Account, App, Contact, Email, Phone, Url
from scamguard.model.scope import NETWORKS
from scamguard.model.verdict import FactView, KnowledgeVersion, Sentence, Suggestion
from scamguard.parse.hostnames import PublicSuffixes, is_address, parents
from scamguard.parse.portals import PortalWords

if TYPE_CHECKING:
    from scamguard.knowledge.list_store import ListStore
    from scamguard.knowledge.user_lists import UserLists

_NOBODY: Final[frozenset[str]] = frozenset()
_NOTHING: Final[Mapping[str, tuple[int, ...]]] = {}


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
        self.free_mail = frozenset(stored.lists.free_mail)
        self.short_links = frozenset(stored.lists.short_links)
        #: Hosts, and paths of hosts ("paypal.com/paypalme"), where anyone can publish.
        self.open_places = stored.lists.open_publishing
        places = [place.partition("/") for place in self.open_places]
        self.open_publishing = frozenset(host for host, _, path in places if not path)
        #: Of these, the places where people write about everything.
        self.talk = frozenset(stored.lists.talk)
        self._open_paths: dict[str, tuple[str, ...]] = {}
        for host, _, path in places:
            if path:
                self._open_paths[host] = (*self._open_paths.get(host, ()), "/" + path)
        #: Independent sites whose names resemble a platform's: registrable domain -> what it is.
        self.namesakes = {site.host: site for site in stored.lists.namesakes}
        #: What is documented to be somebody else's: value -> the statements.
        self.not_same = Statements(self.platforms, index.not_same)
        self._stored = stored
        self._index = index
        self._stops = self.open_publishing.union(index.stops)
        self._entries: dict[int, Entry] = {}
        self._rulebooks: dict[str, Rulebook] = {}
        self._suggestions: dict[tuple[str, str | None, str | None, str], tuple[Suggestion, ...]] = {}
        self._views: dict[tuple[str, str], FactView] = {}
        self._chains: dict[str, Chain] = {}
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
        stores = tuple({store.head.id: store for store in reversed(both)}.values())[::-1]  # each list once
        found = Knowledge.__new__(Knowledge)
        found.__dict__.update(self.__dict__)
        found.lists = UserLists(stores, self.free_mail, found.reaches)
        ids = " ".join(store.head.id for store in stores).encode()
        plain = self.version.version if self.lists is None else self.version.version.rpartition("+")[0]
        found.version = KnowledgeVersion(f"{plain}+{zlib.crc32(ids):08x}", self.version.date)
        return found

    def entry_of(self, slug: str, channel: str) -> Entry:
        """Returns a platform's channel by its id, as the index gives it out."""
        number = self.platforms.number_of(slug)
        places = {known.id: place for place, known in enumerate(self.platforms[slug].channels)}
        return self._entry(number << RECORD_BITS | places[channel])

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

    # ---- contacts to entries

    def entries_for(self, contact: Contact) -> tuple[Entry, ...]:
        """Returns the recorded channels that the contact is, or stands below, nearest first."""
        if isinstance(contact, Url):
            return self.entries_for_host(contact.host, contact.path)
        if isinstance(contact, Phone):
            return self._exact("phone", contact.canonical)
        if isinstance(contact, Email):
            return self._exact("email", contact.canonical.lower()) or self.entries_for_mail(contact.domain)
        if isinstance(contact, Account):
            own = self._exact(contact.network, contact.canonical.casefold())
            return own + self._exact("phone", contact.phone) if contact.phone else own
        return self._exact("app", contact.canonical) if isinstance(contact, App) else ()

    def _exact(self, kind: str, value: str) -> tuple[Entry, ...]:
        """Returns the channels of a class of contacts with exactly this value."""
        codes = self._index.exact.get(kind, _NOTHING).get(value)
        return tuple(map(self._entry, codes)) if codes else ()

    def _at_host(self, host: str) -> tuple[Entry, ...]:
        """Returns the channels on a host itself."""
        return tuple(map(self._entry, self._index.hosts.get(host, ())))

    def _entry(self, code: int) -> Entry:
        """Returns the channel with this code; its platform's record is read where nobody asked for it before."""
        found = self._entries.get(code)
        if found is None:
            platform = self.platforms.at(code >> RECORD_BITS)
            found = Entry(platform, platform.channels[code & RECORD_MASK], self.names.labels[platform.slug])
            for source in self._index.compromised.get(code, ()):
                above = self.platforms.at(source >> RECORD_BITS).channels[source & RECORD_MASK]
                found.compromised = (*found.compromised, *above.compromised)
            self._entries[code] = found
        return found

    def speakers_of(self, contact: Contact) -> frozenset[str]:
        """Returns whose contact it is on record to be; a place where customers publish is nobody's."""
        return frozenset(e.slug for e in self.entries_for(contact) if e.channel.role != "merchant-hosted")

    def entries_for_host(self, host: str, path: str = "/") -> tuple[Entry, ...]:
        """Returns the channels that own a host (and, for single pages, its path): of each platform, the nearest.

        A host below a place where anyone can publish belongs to whoever published there, not to the owner above.
        """
        known, stops = self._index.hosts, self._stops
        parent = host
        while parent not in known and parent not in stops:
            dot = parent.find(".")
            if dot < 0:
                return ()
            parent = parent[dot + 1 :]
        if (parent in stops and parent != host) or (host in self._open_paths and self._is_open(host, path)):
            return ()
        chain = self._chains.get(parent) or self._chain(parent)
        if parent == host:
            for page, entries in chain.pages:
                if path.startswith(page) and (len(path) == len(page) or page == "/" or path[len(page)] == "/"):
                    return entries
        return chain.whole

    def open_place_of(self, host: str) -> str | None:
        """Returns the place on the host's way up where anyone can publish, the host itself included, or None."""
        places = self.open_publishing
        start = 0
        while True:
            if host[start:] in places:
                return host[start:]
            start = host.find(".", start) + 1
            if not start:
                return None

    def reaches(self, domain: str, host: str, path: str) -> bool:
        """Answers whether whoever holds a domain speaks at a host (and path) of it: nobody else can publish there."""
        place = self.open_place_of(host)
        is_open = place is not None and len(place) >= len(domain)
        if is_open or (host in self._open_paths and self._is_open(host, path)):
            return False
        return is_address(host) or self.suffixes.of(host).labels <= domain.count(".")

    def _is_open(self, host: str, path: str) -> bool:
        """Answers whether anyone can publish at a path of a host that is otherwise its owner's."""
        return any(path == prefix or path.startswith(prefix + "/") for prefix in self._open_paths[host])

    def _chain(self, host: str) -> Chain:
        """Returns the entries of a known host and of the known hosts above it, up to where anyone can publish."""
        found: list[Entry] = []
        for parent in parents(host):
            if parent in self._stops and parent != host:
                break
            found += self._at_host(parent)
            if parent in self.open_publishing:
                break
        hosts = [entry for entry in found if entry.channel.kind != "url"]
        pages = {page_of(entry.channel) for entry in self._at_host(host) if entry.channel.kind == "url"}
        chain = self._chains[host] = Chain(
            nearest_of(hosts),
            tuple(
                (page, nearest_of([*(e for e in found if is_on_page(e.channel, host, page)), *hosts]))
                for page in sorted(pages, key=len, reverse=True)
            ),
        )
        return chain

    def mentions(self, host: str) -> bool:
        """Answers whether a host, or a domain above it, stands anywhere in the data: one walk for all look-ups."""
        if host in self._index.hosts:  # an official host needs no set of all the others
            return True
        mentioned = self._mentioned
        start = 0
        while True:
            if host[start:] in mentioned:
                return True
            start = host.find(".", start) + 1
            if not start:
                return False

    @functools.cached_property
    def _mentioned(self) -> frozenset[str]:
        return frozenset(
            (
                *self._index.hosts,
                *self._stops,
                *self._open_paths,
                *self._index.related,
                *self.namesakes,
                *(value.partition("://")[2].partition("/")[0] or value for value in self.not_same),
                *self.free_mail,
                *self.short_links,
            )
        )

    def owns_parts_of(self, host: str) -> bool:
        """Answers whether a host is on record, though anyone can publish in parts of it."""
        return host in self._index.hosts or host in self._open_paths

    def is_known_apart(self, registrable: str) -> bool:
        """Answers whether a registrable domain is known: some channel stands below it, or it is a known namesake."""
        index = self._index
        return registrable in index.related or registrable in self.namesakes or registrable in index.hosts

    def owners_related_to(self, registrable: str) -> frozenset[str]:
        """Returns the platforms that have any channel below a registrable domain.

        It makes nothing official; it says that a likeness there is no coincidence and no imitation.
        """
        numbers = self._index.related.get(registrable)
        return frozenset(self._index.slugs[number] for number in numbers) if numbers else _NOBODY

    def recorded_numbers_like(self, digits: str) -> tuple[str, ...]:
        """Returns the recorded numbers that end in the same digits, in canonical form."""
        return self._index.national.get(digits[-NATIONAL_DIGITS:], ())

    def entries_for_mail(self, domain: str) -> tuple[Entry, ...]:
        """Returns the channels that any mailbox at a domain stands for: of it, or of the nearest domain above."""
        for parent in parents(domain):
            if found := self._exact("mail-domain", parent):
                return found
        return ()

    def accounts_named(self, name: str) -> tuple[Entry, ...]:
        """Returns the accounts in use that are called so, on any network."""
        wanted = name.lstrip("@").casefold()
        found = (entry for network in NETWORKS for entry in self._exact(network, wanted))
        return tuple(entry for entry in found if entry.constant in TRUSTED)

    def matching_mask(self, pattern: str) -> tuple[Entry, ...]:
        """Returns the recorded numbers that a masked number could be."""
        mask = re.compile(re.escape(pattern).replace("x", r"\d") + "$")
        numbers = self._index.exact.get("phone", _NOTHING)
        return tuple(self._entry(code) for value, codes in numbers.items() if mask.match(value) for code in codes)

    # ---- platforms

    def channels_of(self, slug: str) -> tuple[Entry, ...]:
        """Returns one platform's recorded channels, as look-ups give them out."""
        code = self.platforms.number_of(slug) << RECORD_BITS
        return tuple(self._entry(code + place) for place in range(len(self.platforms[slug].channels)))

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
