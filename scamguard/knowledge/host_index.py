"""Whose a host is: the way up from it to the owner, and the places on that way where anyone can publish."""

from __future__ import annotations

import functools
from typing import Final

from scamguard.knowledge.channels import is_on_page, page_of
from scamguard.knowledge.entries import Chain, Entry, nearest_of
from scamguard.knowledge.index import Index
from scamguard.knowledge.records import Entries
from scamguard.knowledge.schema import Lists
from scamguard.parse.hostnames import PublicSuffixes, is_address, parents

_NOBODY: Final[frozenset[str]] = frozenset()


class HostIndex:
    """Look-ups by host: every one is a walk up its labels, however many platforms there are.

    Args:
        entries: the channels.
        index: the look-ups of all platforms.
        lists: the hosts that are nobody's in particular.
        suffixes: where what belongs to an owner begins.
    """

    def __init__(self, entries: Entries, index: Index, lists: Lists, suffixes: PublicSuffixes) -> None:
        self.free_mail = frozenset(lists.free_mail)
        self.short_links = frozenset(lists.short_links)
        #: Hosts, and paths of hosts ("paypal.com/paypalme"), where anyone can publish.
        self.open_places = lists.open_publishing
        places = [place.partition("/") for place in self.open_places]
        self.open_publishing = frozenset(host for host, _, path in places if not path)
        #: Of these, the places where people write about everything.
        self.talk = frozenset(lists.talk)
        #: Independent sites whose names resemble a platform's: registrable domain -> what it is.
        self.namesakes = {site.host: site for site in lists.namesakes}
        self._open_paths: dict[str, tuple[str, ...]] = {}
        for host, _, path in places:
            if path:
                self._open_paths[host] = (*self._open_paths.get(host, ()), "/" + path)
        self._stops = self.open_publishing.union(index.stops)
        self._entries = entries
        self._index = index
        self._suffixes = suffixes
        self._chains: dict[str, Chain] = {}

    def entries_for(self, host: str, path: str = "/") -> tuple[Entry, ...]:
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
        return is_address(host) or self._suffixes.of(host).labels <= domain.count(".")

    def _is_open(self, host: str, path: str) -> bool:
        """Answers whether anyone can publish at a path of a host that is otherwise its owner's."""
        return any(path == prefix or path.startswith(prefix + "/") for prefix in self._open_paths[host])

    def _chain(self, host: str) -> Chain:
        """Returns the entries of a known host and of the known hosts above it, up to where anyone can publish."""
        found: list[Entry] = []
        for parent in parents(host):
            if parent in self._stops and parent != host:
                break
            found += self._entries.at_host(parent)
            if parent in self.open_publishing:
                break
        hosts = [entry for entry in found if entry.channel.kind != "url"]
        pages = {page_of(entry.channel) for entry in self._entries.at_host(host) if entry.channel.kind == "url"}
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
                *(value.partition("://")[2].partition("/")[0] or value for value in self._index.not_same),
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
