"""The knowledge base in memory: every look-up that a check makes, indexed when it is built."""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Final

import msgspec

from scamguard.knowledge import compiled as compiled_form
from scamguard.knowledge.channels import (
    domain_of,
    host_of,
    is_on_page,
    key_of,
    page_of,
    sources_of,
    suggestions_for,
    view_of,
)
from scamguard.knowledge.entries import Chain, Entry, Rulebook, Statement, nearest_of
from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.names import PlatformNames
from scamguard.knowledge.protected import ProtectedNames
from scamguard.knowledge.schema import Bundle, Channel, ChannelList, Fact, Platform, Reading
from scamguard.model.contacts import Account, App, Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, KnowledgeVersion, Sentence, Suggestion
from scamguard.parse.hostnames import PublicSuffixes, parents
from scamguard.parse.portals import PortalWords

#: How many last digits tell recorded numbers apart, whatever trunk prefix or country code was written before them.
NATIONAL_DIGITS: Final = 8
_HOST_KINDS: Final = frozenset({"domain", "host", "url"})


_NOBODY: Final[frozenset[str]] = frozenset()


def _spread_compromises(hosts: dict[str, list[Entry]], exact: dict[tuple[str, str], list[Entry]]) -> None:
    """Marks what stands at and below a domain that was in other hands: whoever holds it holds all of it, mail too."""
    taken = [
        (host, entry)
        for host, entries in hosts.items()
        for entry in entries
        if entry.channel.compromised and entry.channel.kind != "url"
    ]
    if not taken:
        return
    placed = [(host, entry) for host, entries in hosts.items() for entry in entries]
    placed += [(value.rpartition("@")[2], e) for (kind, value), found in exact.items() if "mail" in kind for e in found]
    for above, source in taken:
        for host, entry in placed:
            if entry is not source and (host == above or host.endswith("." + above)):
                entry.compromised = (*entry.compromised, *source.channel.compromised)


def _is_below(host: str, known: Container[str]) -> bool:
    """Answers whether a domain above a host is known; some five thousand hosts are asked about at the first check."""
    start = host.find(".") + 1
    while start:
        if host[start:] in known:
            return True
        start = host.find(".", start) + 1
    return False


class Knowledge:
    """What is known about all platforms: immutable, safe to share between threads.

    Build it with `Knowledge.shipped()` or `Knowledge.from_folder(path)`.
    """

    def __init__(self, bundle: Bundle, version: str = "unversioned", date: str = "") -> None:
        self.version = KnowledgeVersion(version, date)
        self.platforms: dict[str, Platform] = {platform.slug: platform for platform in bundle.platforms}
        self.names = PlatformNames(bundle.platforms)
        self.suffixes = PublicSuffixes(bundle.suffixes_icann, bundle.suffixes_private)
        self.free_mail = frozenset(bundle.lists.free_mail)
        self.short_links = frozenset(bundle.lists.short_links)
        places = [place.partition("/") for place in bundle.lists.open_publishing]
        self.open_publishing = frozenset(host for host, _, path in places if not path)
        #: Of these, the places where people write about everything.
        self.talk = frozenset(bundle.lists.talk)
        self._open_paths: dict[str, tuple[str, ...]] = {}
        for host, _, path in places:
            if path:
                self._open_paths[host] = (*self._open_paths.get(host, ()), "/" + path)
        #: Independent sites whose names resemble a platform's: registrable domain -> what it is.
        self.namesakes = {site.host: site for site in bundle.lists.namesakes}
        self._bundle = bundle
        self._rulebooks: dict[str, Rulebook] = {}
        self._suggestions: dict[tuple[str, str | None, str | None, str], tuple[Suggestion, ...]] = {}
        self._views: dict[tuple[str, str], FactView] = {}
        self._chains: dict[str, Chain] = {}
        self._index(bundle.platforms)

    @classmethod
    def shipped(cls) -> Knowledge:
        """Returns the knowledge that ships with the package.

        Raises:
            DataError: its file is missing or damaged.
        """
        found, bundle = compiled_form.read_shipped()
        return cls(bundle, found.version, found.date)

    @classmethod
    def from_folder(cls, folder: str | os.PathLike[str]) -> Knowledge:
        """Returns the knowledge of a data folder (docs/data-format.md).

        Raises:
            DataError: a file cannot be used; the message names it and the place.
        """
        from pathlib import Path

        from scamguard.knowledge.load import read_bundle  # the shipped knowledge needs no TOML

        found, bundle = compiled_form.from_bytes(compiled_form.to_bytes(read_bundle(Path(folder))))
        return cls(bundle, found.version, found.date)

    def _index(self, platforms: Iterable[Platform]) -> None:
        hosts: dict[str, list[Entry]] = defaultdict(list)
        national: dict[str, list[str]] = defaultdict(list)
        exact: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.not_same: dict[str, list[Statement]] = defaultdict(list)
        for platform in platforms:
            for channel in platform.channels:
                entry = Entry(platform, channel, self.names.labels[platform.slug])
                if channel.kind in _HOST_KINDS:
                    hosts[host_of(channel)].append(entry)
                elif (key := key_of(channel)) is not None:
                    exact[key].append(entry)
                    if key[0] == "phone" and key[1].startswith("+"):
                        national[key[1][-NATIONAL_DIGITS:]].append(key[1])
            for fact in platform.facts:
                if fact.modal == "not-same" and fact.status == "active":
                    for value in fact.values:
                        self.not_same[value.lower()].append(Statement(platform, fact))
        _spread_compromises(hosts, exact)
        self._hosts = {host: tuple(entries) for host, entries in hosts.items()}
        self._exact = {key: tuple(entries) for key, entries in exact.items()}
        self._national = {digits: tuple(dict.fromkeys(numbers)) for digits, numbers in national.items()}

    @functools.cached_property
    def protected(self) -> ProtectedNames:
        """The names and domains that lookalikes are measured against, computed from the data."""
        return ProtectedNames(self._bundle, self.suffixes)

    @functools.cached_property
    def likeness(self) -> LikenessIndex:
        """Finds protected names in or near a text."""
        bundle = self._bundle
        return LikenessIndex(
            self.protected,
            bundle.confusables,
            bundle.lists.keywords,
            bundle.lists.longer_words,
            (bundle.words_common, bundle.words),
        )

    @functools.cached_property
    def portal_words(self) -> PortalWords:
        """The words that describe a hidden way in."""
        return PortalWords(self._bundle.portal_words)

    @functools.cached_property
    def reading(self) -> Reading:
        """What free text is read with: words, and the characters of disguises."""
        return msgspec.msgpack.decode(self._bundle.reading, type=Reading)

    @functools.cached_property
    def common_words(self) -> frozenset[str]:
        """The common words of English, in lower case."""
        return frozenset(self._bundle.words_common.split())

    # ---- contacts to entries

    def entries_for(self, contact: Contact) -> tuple[Entry, ...]:
        """Returns the recorded channels that the contact is, or stands below, nearest first."""
        if isinstance(contact, Url):
            return self.entries_for_host(contact.host, contact.path)
        exact = self._exact
        if isinstance(contact, Phone):
            return exact.get(("phone", contact.canonical), ())
        if isinstance(contact, Email):
            return exact.get(("email", contact.canonical.lower()), ()) or self._mail_domain(contact.domain)
        if isinstance(contact, Account):
            own = exact.get((contact.network, contact.canonical.casefold()), ())
            return own + (exact.get(("phone", contact.phone), ()) if contact.phone else ())
        return exact.get(("app", contact.canonical), ()) if isinstance(contact, App) else ()

    def entries_for_host(self, host: str, path: str = "/") -> tuple[Entry, ...]:
        """Returns the channels that own a host (and, for single pages, its path): of each platform, the nearest.

        A host below a place where anyone can publish belongs to whoever published there, not to the owner above.
        """
        known, stops = self._hosts, self._stops
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

    def _is_open(self, host: str, path: str) -> bool:
        """Answers whether anyone can publish at a path of a host that is otherwise its owner's."""
        return any(path == prefix or path.startswith(prefix + "/") for prefix in self._open_paths[host])

    def _chain(self, host: str) -> Chain:
        """Returns the entries of a known host and of the known hosts above it, up to where anyone can publish."""
        found: list[Entry] = []
        for parent in parents(host):
            if parent in self._stops and parent != host:
                break
            found += self._hosts.get(parent, ())
            if parent in self.open_publishing:
                break
        hosts = [entry for entry in found if entry.channel.kind != "url"]
        pages = {page_of(entry.channel) for entry in self._hosts.get(host, ()) if entry.channel.kind == "url"}
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
        if host in self._hosts:  # an official host needs no set of all the others
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
                *self._hosts,
                *self._stops,
                *self._open_paths,
                *self._related,
                *self.namesakes,
                *(value.partition("://")[2].partition("/")[0] or value for value in self.not_same),
                *self.free_mail,
                *self.short_links,
            )
        )

    def owns_parts_of(self, host: str) -> bool:
        """Answers whether a host is on record, though anyone can publish in parts of it."""
        return host in self._hosts or host in self._open_paths

    def is_known_apart(self, registrable: str) -> bool:
        """Answers whether a registrable domain is known: some channel stands below it, or it is a known namesake."""
        return registrable in self._related or registrable in self.namesakes or registrable in self._hosts

    def owners_related_to(self, registrable: str) -> frozenset[str]:
        """Returns the platforms that have any channel below a registrable domain.

        It makes nothing official; it says that a likeness there is no coincidence and no imitation.
        """
        return self._related.get(registrable, _NOBODY)

    @functools.cached_property
    def _related(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for platform in self.platforms.values():
            for channel in platform.channels:
                host = domain_of(channel) if channel.status in ("active", "retired") else ""
                if host and host not in self.free_mail and not any(p in self.open_publishing for p in parents(host)):
                    whole = host if channel.kind == "domain" else self.suffixes.registrable(host) or host
                    found[whole].add(platform.slug)
        return {host: frozenset(slugs) for host, slugs in found.items()}

    def recorded_numbers_like(self, digits: str) -> tuple[str, ...]:
        """Returns the recorded numbers that end in the same digits, in canonical form."""
        return self._national.get(digits[-NATIONAL_DIGITS:], ())

    @functools.cached_property
    def _stops(self) -> frozenset[str]:
        """Hosts at which the way up to an owner ends: places to publish, and private suffixes below known domains.

        The second are few, so an official host is answered without the whole Public Suffix List.
        """
        rules = (rule.removeprefix("*.") for rule in self._bundle.suffixes_private.split())
        known = self._hosts
        below = {rule for rule in rules if _is_below(rule, known)}
        return self.open_publishing | below

    def _mail_domain(self, domain: str) -> tuple[Entry, ...]:
        for parent in parents(domain):
            if found := self._exact.get(("mail-domain", parent)):
                return found
        return ()

    def matching_mask(self, pattern: str) -> tuple[Entry, ...]:
        """Returns the recorded numbers that a masked number could be."""
        mask = re.compile(re.escape(pattern).replace("x", r"\d") + "$")
        return tuple(
            e for (kind, value), found in self._exact.items() if kind == "phone" and mask.match(value) for e in found
        )

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
        found: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
        for slug in self.platforms:
            for statement in self.rulebook(slug).lacking:
                for kind in statement.fact.kinds:
                    found[kind].setdefault(slug, []).append(statement)
        return {
            kind: tuple((slug, tuple(statements)) for slug, statements in by_slug.items())
            for kind, by_slug in found.items()
        }

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
