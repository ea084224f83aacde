"""The names and domains that lookalikes are measured against: computed from the data, never typed by hand."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.knowledge.channels import host_of
from scamguard.knowledge.names import to_name_key
from scamguard.knowledge.schema import Bundle, Channel, Platform
from scamguard.parse.hostnames import PublicSuffixes
from scamguard.parse.skeleton import Skeletons

#: Names shorter than this are looked for only as a whole word beside a telling word.
MIN_STRONG: Final = 6
MIN_NAME: Final = 3
#: Letters that a name needs beside a word of its trade before a near miss says anything.
MIN_OWN_LETTERS: Final = 4
_TRADES: Final = frozenset({"bank", "pay", "chat", "shop", "mobile", "express"})
#: Roles whose hosts carry no name that people know.
_NAMELESS_ROLES: Final = frozenset({"short-link", "cdn", "merchant-hosted", "claimed"})
_UNTRUSTED: Final = frozenset({"not-official", "disputed"})


class ProtectedName(msgspec.Struct, frozen=True, gc=False):
    """A name that imitators borrow.

    Attributes:
        text: lower-case letters and digits, without hyphens.
        slug: the platform.
        evidence: id of the channel that shows the name, or "" where it is one of the platform's names.
        strong: long and distinctive enough that a near miss is no coincidence.
        shown: how people read it (a domain, or the name).
    """

    text: str
    slug: str
    evidence: str
    strong: bool
    shown: str


class ProtectedNames:
    """Index over protected names: the cost of a question depends on the length of the host alone.

    Args:
        bundle: the knowledge.
        suffixes: to find the label that a registrable domain is known by.
    """

    def __init__(self, bundle: Bundle, suffixes: PublicSuffixes) -> None:
        self.skeletons = Skeletons(bundle.confusables)
        self.keywords = frozenset(word for words in bundle.lists.keywords.values() for word in words)
        self._common = frozenset(bundle.lists.common_words)
        self._suffixes = suffixes
        #: name text -> the name; the first platform that carries it keeps it.
        self.names: dict[str, ProtectedName] = {}
        #: registrable domain -> the name.
        self.domains: dict[str, ProtectedName] = {}
        for platform in bundle.platforms:
            self._add(platform)

    def _add(self, platform: Platform) -> None:
        for channel, domain in self._domains_of(platform):
            label = domain.partition(".")[0].replace("-", "")
            name = self._name(label, platform.slug, channel.id, domain)
            self.domains.setdefault(domain, name)
            if len(label) >= MIN_NAME:
                self.names.setdefault(label, name)
        home = next((channel.id for channel in platform.channels if channel.role == "home"), "")
        for written in (name for names in platform.names.values() for name in names):
            text = to_name_key(written)
            if text.isascii() and text.isalnum() and not text.isdigit() and len(text) >= MIN_NAME:
                self.names.setdefault(text, self._name(text, platform.slug, home, written))

    def _name(self, text: str, slug: str, evidence: str, shown: str) -> ProtectedName:
        strong = len(text) >= MIN_STRONG and text not in self._common and not text.isdigit()
        return ProtectedName(text, slug, evidence, strong, shown)

    def _domains_of(self, platform: Platform) -> Iterator[tuple[Channel, str]]:
        for channel in platform.channels:
            if channel.role in _NAMELESS_ROLES or channel.status in _UNTRUSTED:
                continue
            if channel.kind in ("domain", "host", "url", "mail-domain"):
                host = host_of(channel)
                yield channel, host if channel.kind == "domain" else self._suffixes.registrable(host) or host

    # ---- questions

    @functools.cached_property
    def _by_skeleton(self) -> dict[str, ProtectedName]:
        return {self.skeletons.of(name.text): name for name in reversed(self.names.values()) if len(name.text) >= 4}

    @functools.cached_property
    def _neighbourhood(self) -> dict[str, tuple[str, ...]]:
        """Strong names by themselves and by every text that leaves out one of their characters."""
        found: dict[str, tuple[str, ...]] = {}
        for text, name in self.names.items():
            if name.strong:
                for key in (text, *set(deletions(text))):
                    found[key] = (*found.get(key, ()), text)
        return found

    @functools.cached_property
    def _lengths(self) -> tuple[int, ...]:
        """The lengths that names have, longest first."""
        return tuple(sorted({len(text) for text in self.names}, reverse=True))

    @functools.cached_property
    def _edit_lengths(self) -> frozenset[int]:
        """The lengths that a text one edit away from a strong name can have."""
        return frozenset(len(n.text) + more for n in self.names.values() if n.strong for more in (-1, 0, 1))

    def with_skeleton(self, label: str) -> ProtectedName | None:
        """Returns the name that the label looks like to the eye."""
        return self._by_skeleton.get(self.skeletons.of(label))

    def one_edit_from(self, label: str) -> list[ProtectedName]:
        """Returns the strong names one insertion, deletion, replacement or adjacent swap away from the label.

        Two texts one edit apart agree after one character is left out of one or of both: a look-up for every
        character finds the candidates, however many names there are.
        """
        if len(label) not in self._edit_lengths:
            return []
        index = self._neighbourhood
        keys = (label, *deletions(label))
        found = [name for key in keys if key in index for name in index[key]]
        return [self.names[name] for name in dict.fromkeys(found) if is_one_edit(label, name)] if found else []

    def at_edge(self, label: str) -> list[tuple[ProtectedName, str]]:
        """Returns the names that the label begins or ends with, longest first, each with the rest of the label."""
        names, size = self.names, len(label)
        found = []
        for length in self._lengths:
            if length < size:
                if (name := names.get(label[:length])) is not None:
                    found.append((name, label[length:]))
                if (name := names.get(label[-length:])) is not None:
                    found.append((name, label[:-length]))
        return found

    def has_few_letters_of_its_own(self, name: ProtectedName) -> bool:
        """Answers whether a name is mostly a word of its trade (AgBank, tenpay): others of the trade come near it."""
        return any(name.text[size:] in _TRADES for size in range(1, MIN_OWN_LETTERS))

    def is_made_of_keywords(self, text: str) -> bool:
        """Answers whether a text is nothing but telling words and digits, one after the other."""
        return _is_made_of(text.strip("0123456789-"), self.keywords)


def deletions(text: str) -> list[str]:
    """Returns the texts with one character left out."""
    return [text[:i] + text[i + 1 :] for i in range(len(text))]


def is_one_edit(left: str, right: str) -> bool:
    """Answers whether one insertion, deletion, replacement or adjacent swap makes one text the other."""
    from rapidfuzz.distance import OSA  # only for the few candidates that the index gives

    return OSA.distance(left, right, score_cutoff=1) == 1


def _is_made_of(text: str, words: frozenset[str]) -> bool:
    """Answers by dynamic programming whether the text splits into words; hyphens may stand between."""
    ends = {0}
    for end in range(1, len(text) + 1):
        if any(start in ends and text[start:end].strip("-") in words for start in range(max(0, end - 16), end)):
            ends.add(end)
    return len(text) in ends and bool(text)
