"""The words by which contacts are found, from `data/lexicon/`, made ready for one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import ahocorasick_rs
import msgspec

from scamguard.model.scope import Network

Lexicon = Mapping[str, Mapping[str, Mapping[str, object]]]
#: Networks whose words are looked for.
NETWORKS: Final[tuple[Network, ...]] = (
    "wechat", "wechat-official-account", "qq", "telegram", "whatsapp", "line", "messenger", "weibo", "douyin",
    "instagram", "viber", "zalo",
)  # fmt: skip


#: What is put between the two halves of a word, so that it is not found.
_BETWEEN: Final = ("", "-", " ", "*", ".", "_", "·", "/", "+", "】【", "－")


class NetworkWord(msgspec.Struct, frozen=True, gc=False):
    """A word of a network where it stands in a view; a weak one counts only close to an id that can be no other."""

    start: int
    end: int
    network: Network
    is_weak: bool


class ContactWords:
    """The words of networks, and those beside contacts.

    Args:
        lexicon: language -> section -> words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._networks: dict[str, tuple[Network, bool]] = {}
        for network in NETWORKS:
            for words in lexicon.values():
                self._add(network, _lists(words.get("network", {}).get(network)))
        #: Weak words of one Latin letter stand in every other word; they are looked for beside ids alone.
        self.letters = {word: self._networks.pop(word)[0] for word in list(self._networks) if _is_letter(word)}
        self._words = list(self._networks)
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        beside = [_lists(words.get("contact")) for words in lexicon.values()]
        self.add = _union(beside, "add")
        self.link = _union(beside, "link")
        self.cue = _union(beside, "cue")
        self.phone = _union(beside, "phone")
        self.short_code = _union(beside, "short-code")
        self.not_contact = _union(beside, "not-contact")
        self.unit = _union(beside, "unit")
        self.group = _union(beside, "group")
        self.telegram_context = _union(beside, "telegram-context")
        self.file_endings = frozenset(_union(beside, "file-ending"))
        self.not_hosts = frozenset(_union(beside, "not-host"))
        self.reply = _union(beside, "reply")
        self.hotline = _union(beside, "hotline")
        self.hotline_behind = _union(beside, "hotline-behind")
        self.india = _union(beside, "india")
        self.mail_hosts = _union(beside, "mail-hosts")

    def _add(self, network: Network, words: dict[str, list[str]]) -> None:
        for first in words.get("first", ()):
            for second in words.get("second", ()):
                for between in _BETWEEN:
                    self._networks.setdefault((first + between + second).lower(), (network, False))
        for word in words.get("not", ()):
            self._networks.pop(word.lower(), None)
        for word in words.get("words", ()):
            self._networks.setdefault(word.lower(), (network, False))
            if len(word) == 2 and not word.isascii():
                for between in _BETWEEN[1:]:
                    self._networks.setdefault(between.join(word).lower(), (network, False))
        for word in words.get("weak", ()):
            self._networks.setdefault(word.lower(), (network, True))

    def network_of(self, word: str) -> Network | None:
        """Returns the network that a word in lower case names, or None."""
        found = self._networks.get(word) or self._networks.get(word.removesuffix("id"))
        return found[0] if found else None

    def networks_in(self, folded: str) -> Iterator[NetworkWord]:
        """Yields the words of networks in a text in lower case, in its order; those in Latin letters only apart."""
        words, networks = self._words, self._networks
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            word = words[index]
            before = folded[start - 1 : start]
            if before.isascii() and (before.isalpha() or before == "_") and word[0].isascii() and word[0].isalpha():
                continue
            network, is_weak = networks[word]
            yield NetworkWord(start, end, network, is_weak)


def label_pattern(words: tuple[str, ...], before: str = "a-z") -> re.Pattern[str]:
    """Returns a pattern of any of the words; those in Latin letters count only whole, not behind some characters."""
    plain = [rf"(?<![{before}]){re.escape(w)}(?![a-z])" if w.isalpha() and w.isascii() else re.escape(w) for w in words]
    return re.compile("|".join(plain), re.IGNORECASE)


def unit_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Returns a pattern of the units behind a number; those in Latin letters count only whole."""
    return re.compile(
        r"\s?(?:" + "|".join(re.escape(w) + ("(?![A-Za-z])" if w.isascii() else "") for w in words) + ")", re.IGNORECASE
    )


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _lists(table: object) -> dict[str, list[str]]:
    return {key: value for key, value in table.items() if isinstance(value, list)} if isinstance(table, dict) else {}


def _union(tables: Iterable[dict[str, list[str]]], key: str) -> tuple[str, ...]:
    """Returns the words of all languages, the longest first."""
    words = {word.lower() for table in tables for word in table.get(key, ())}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
