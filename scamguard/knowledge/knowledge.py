"""The knowledge base in memory: every look-up that a check makes, indexed when it is built."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from scamguard.knowledge import compiled as compiled_form
from scamguard.knowledge.channels import below_page, host_of, key_of, sources_of, suggestions_for, view_of
from scamguard.knowledge.load import Bundle, read_bundle
from scamguard.knowledge.names import PlatformNames
from scamguard.knowledge.protected import ProtectedNames
from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform
from scamguard.model.contacts import Account, App, Contact, Email, Phone, Url
from scamguard.model.verdict import FactView, KnowledgeVersion, Sentence, Suggestion
from scamguard.parse.hostnames import PublicSuffixes, parents
from scamguard.parse.portals import PortalWords

_HOST_KINDS: Final = frozenset({"domain", "host", "url"})


class Entry:
    """A channel of a platform, as the index gives it out."""

    __slots__ = ("channel", "platform")

    def __init__(self, platform: Platform, channel: Channel) -> None:
        self.platform = platform
        self.channel = channel


class Rulebook:
    """One platform's facts and lists that a check asks for, by modal."""

    __slots__ = ("checks", "lacks", "lists", "may", "never", "not_proof", "not_same", "only", "tickets")

    def __init__(self, platform: Platform) -> None:
        usable = [fact for fact in platform.facts if fact.status == "active"]
        self.lacks = _with(usable, "lacks")
        self.only = _with(usable, "only")
        self.never = tuple(fact for fact in _with(usable, "never") if fact.kinds)
        self.may = tuple(fact for fact in _with(usable, "may") if fact.kinds)
        self.not_same = _with(usable, "not-same")
        self.not_proof = tuple(fact for fact in _with(usable, "not-proof") if fact.kinds)
        self.checks = _with(usable, "check")
        self.tickets = tuple(
            (fact, re.compile(fact.pattern))
            for fact in _with(usable, "must")
            if fact.of == "ticket-id" and fact.pattern
        )
        self.lists: tuple[ChannelList, ...] = tuple(entry for entry in platform.lists if entry.complete)


def _with(facts: Iterable[Fact], modal: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.modal == modal)


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
        self.open_publishing = frozenset(bundle.lists.open_publishing)
        self._bundle = bundle
        self._rulebooks: dict[str, Rulebook] = {}
        self._suggestions: dict[tuple[str, str | None, str | None, str], tuple[Suggestion, ...]] = {}
        self._views: dict[tuple[str, str], FactView] = {}
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
    def from_folder(cls, folder: str | Path) -> Knowledge:
        """Returns the knowledge of a data folder (docs/data-format.md).

        Raises:
            DataError: a file cannot be used; the message names it and the place.
        """
        found, bundle = compiled_form.from_bytes(compiled_form.to_bytes(read_bundle(Path(folder))))
        return cls(bundle, found.version, found.date)

    def _index(self, platforms: Iterable[Platform]) -> None:
        hosts: dict[str, list[Entry]] = defaultdict(list)
        exact: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.not_same: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
        for platform in platforms:
            for channel in platform.channels:
                entry = Entry(platform, channel)
                if channel.kind in _HOST_KINDS:
                    hosts[host_of(channel)].append(entry)
                elif (key := key_of(channel)) is not None:
                    exact[key].append(entry)
            for fact in platform.facts:
                if fact.modal == "not-same" and fact.status == "active":
                    for value in fact.values:
                        self.not_same[value.lower()].append((platform.slug, fact))
        self._hosts = {host: tuple(entries) for host, entries in hosts.items()}
        self._exact = {key: tuple(entries) for key, entries in exact.items()}

    @functools.cached_property
    def protected(self) -> ProtectedNames:
        """The names and domains that lookalikes are measured against, computed from the data."""
        return ProtectedNames(self._bundle, self.suffixes)

    @functools.cached_property
    def portal_words(self) -> PortalWords:
        """The words that describe a hidden way in."""
        return PortalWords(self._bundle.portal_words)

    # ---- contacts to entries

    def entries_for(self, contact: Contact) -> tuple[Entry, ...]:
        """Returns the recorded channels that the contact is, or stands below, nearest first."""
        if isinstance(contact, Url):
            return self.entries_for_host(contact.host, contact.path)
        if isinstance(contact, Phone):
            return self._exact.get(("phone", contact.canonical), ())
        if isinstance(contact, Email):
            return self._exact.get(("email", contact.canonical.lower()), ()) or self._mail_domain(contact.domain)
        if isinstance(contact, Account):
            own = self._exact.get((contact.network, contact.canonical.casefold()), ())
            return own + (self._exact.get(("phone", contact.phone), ()) if contact.phone else ())
        if isinstance(contact, App):
            return self._exact.get(("app", contact.canonical), ())
        return ()

    def entries_for_host(self, host: str, path: str = "/") -> tuple[Entry, ...]:
        """Returns the channels that own a host (and, for single pages, its path), nearest first.

        A host below a place where anyone can publish belongs to whoever published there, not to the owner above.
        """
        known = self._hosts
        found: list[Entry] = []
        for parent in parents(host):
            if parent in known:
                found += [entry for entry in known[parent] if below_page(entry.channel, parent, host, path)]
            if parent in self.open_publishing or (parent != host and found == [] and self._is_private_suffix(parent)):
                break
        return tuple(found)

    def _is_private_suffix(self, host: str) -> bool:
        return host in self._private_suffixes

    @functools.cached_property
    def _private_suffixes(self) -> frozenset[str]:
        """Private suffixes below known domains: few, so that an official host is answered without the whole list."""
        owners = tuple("." + host for host in self._hosts)
        ends = {owner.rsplit(".", 2)[-2] for owner in owners if owner.count(".") > 1}
        candidates = (rule for rule in self._bundle.suffixes_private.split() if rule.rsplit(".", 2)[-2:][0] in ends)
        return frozenset(rule.removeprefix("*.") for rule in candidates if rule.removeprefix("*").endswith(owners))

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
    def lacking(self) -> dict[str, tuple[str, ...]]:
        """Contact class -> slugs of the platforms that document to have no contact of that class."""
        found: dict[str, list[str]] = defaultdict(list)
        for slug in self.platforms:
            for fact in self.rulebook(slug).lacks:
                for kind in fact.kinds:
                    if slug not in found[kind]:
                        found[kind].append(slug)
        return {kind: tuple(slugs) for kind, slugs in found.items()}

    def phone_regions(self, slug: str) -> tuple[str, ...]:
        """Returns the regions in which the platform has numbers on record."""
        channels = self.platforms[slug].channels
        return tuple(
            dict.fromkeys(r for channel in channels if channel.kind in ("phone", "sms") for r in channel.regions)
        )

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
        text = Sentence(
            f"The list of channels of kind {record.kind} is complete.", f"“{record.kind}”类渠道的名单是完整的。"
        )
        sources = sources_of(platform, record.sources)
        return FactView(slug, f"list-{record.kind}", "only", text, record.quote, record.quality, sources)
