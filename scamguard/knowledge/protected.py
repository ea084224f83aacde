"""The names and domains that lookalikes are measured against: computed from the data, never typed by hand."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
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
        self.longest = max(map(len, self.names), default=0)

    def _add(self, platform: Platform) -> None:
        for channel, domain in self._domains_of(platform):
            label = domain.partition(".")[0].replace("-", "")
            name = self._name(label, platform.slug, channel.id, domain)
            self.domains.setdefault(domain, name)
            if len(label) >= MIN_NAME:
                self.names.setdefault(label, name)
        home = next((channel.id for channel in platform.channels if channel.role == "home"), "")
        for written in (platform.slug, *(name for names in platform.names.values() for name in names)):
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
    def _by_deletion(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for text, name in self.names.items():
            if name.strong:
                for shorter in deletions(text):
                    found[shorter] = (*found.get(shorter, ()), text)
        return found

    def with_skeleton(self, label: str) -> ProtectedName | None:
        """Returns the name that the label looks like to the eye."""
        return self._by_skeleton.get(self.skeletons.of(label))

    def one_edit_from(self, label: str) -> Iterator[ProtectedName]:
        """Yields the strong names one insertion, deletion, replacement or adjacent swap away from the label."""
        seen = set()
        for candidate in self._near(label):
            if candidate not in seen and candidate != label and is_one_edit(label, candidate):
                seen.add(candidate)
                yield self.names[candidate]

    def _near(self, label: str) -> Iterator[str]:
        index = self._by_deletion
        yield from index.get(label, ())
        for shorter in deletions(label):
            if shorter in self.names and self.names[shorter].strong:
                yield shorter
            yield from index.get(shorter, ())

    def at_edge(self, label: str) -> Iterator[tuple[ProtectedName, str]]:
        """Yields the names that the label begins or ends with, longest first, each with the rest of the label."""
        for length in range(min(len(label) - 1, self.longest), MIN_NAME - 1, -1):
            if (name := self.names.get(label[:length])) is not None:
                yield name, label[length:]
            if (name := self.names.get(label[-length:])) is not None:
                yield name, label[:-length]

    def is_made_of_keywords(self, text: str) -> bool:
        """Answers whether a text is nothing but telling words and digits, one after the other."""
        return _is_made_of(text.strip("0123456789-"), self.keywords)


def deletions(text: str) -> Iterable[str]:
    """Returns the texts with one character left out."""
    return {text[:i] + text[i + 1 :] for i in range(len(text))}


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
