"""The words by which channels are claimed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

import ahocorasick_rs

from scamguard.extract.denials import DenialWords, Lexicon, either, words_of

Way = Literal["official", "service", "hidden"]
#: Key of the lexicon -> how its words begin a claim.
_WAYS: Final[dict[str, Way]] = {
    "official": "official", "service": "service", "hidden": "hidden", "hidden-weak": "hidden",
}  # fmt: skip
_SIGNS: Final = r"[\s“”\"'‘’「」『』《》【】-]"


class ChannelClaimWords:
    """The words by which channels are claimed.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); sections "channel-claim" and "denial".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def words(key: str) -> list[str]:
            return words_of(lexicon, "channel-claim", key)

        self.denial = DenialWords(lexicon)
        self._cues: dict[str, Way] = {}
        for key, way in _WAYS.items():
            self._cues.update((word.lower(), way) for word in words(key))
        self._ordered = sorted(self._cues)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._ordered,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )
        self.weak = frozenset(word.lower() for word in words("hidden-weak"))
        self.channel = re.compile(_channels(lexicon))
        self.filler = re.compile(either(words("filler")))
        self.support = re.compile(either(words("support")))
        #: The letters that a channel, or what leads to one, can begin with: most names are followed by others.
        self.first_letters = frozenset(
            word[0].lower()
            for key in ("filler", "will", "lead", "phone", "wechat-official-account", "scanned")
            for word in words(key)
        ) | frozenset(word[0].lower() for word in _network_words(lexicon))
        #: "官方会提供…", "Amazon has a …": between the owner and the channel.
        self.lead = re.compile(
            rf"\s?(?:{either(words('will'))}\s?)?{either(words('lead'))}\s?(?:了|an?\s|its\s|their\s)?"
        )
        self.scan = re.compile(either(words("scan")))
        self.asserts = re.compile(either(words("assert")))
        self.asking = re.compile(either(words("asking")))
        self.context = re.compile(either(words("context")))
        media = "|".join(f"(?P<{kind}>{either(words('hidden-' + kind))})" for kind in ("phone", "url", "any"))
        self.hidden = re.compile(rf"{_SIGNS}{{0,2}}(?:{either(words('between'))}{_SIGNS}{{0,2}}){{0,4}}(?:{media})")

    def cues_in(self, folded: str) -> Iterator[tuple[Way, int, int]]:
        """Yields the words of a text in lower case that may begin a claim, whole ones only."""
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            word = self._ordered[index]
            if not word.isascii() or not (_is_latin(folded, start - 1) or _is_latin(folded, end)):
                yield self._cues[word], start, end


def _is_latin(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()


def _channels(lexicon: Lexicon) -> str:
    """Returns a pattern with one group a channel, `-` in its name written as `_`."""
    networks: dict[str, list[str]] = {}
    for sections in lexicon.values():
        for network, words in _networks(sections):
            networks.setdefault(network, []).extend(words)
    suffix = _begun(words_of(lexicon, "channel-claim", "suffix"))
    groups = {key: either(words_of(lexicon, "channel-claim", key)) for key in ("phone", "wechat-official-account")}
    groups |= {network: f"{_begun(words)}{suffix}?" for network, words in networks.items()}
    groups["scanned"] = either(words_of(lexicon, "channel-claim", "scanned"))
    return "|".join(f"(?P<{key.replace('-', '_')}>{pattern})" for key, pattern in groups.items())


def _networks(sections: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, list[str]]]:
    """Returns the networks of one language with their words."""
    networks: Mapping[str, list[str]] = sections.get("channel-claim", {}).get("networks", {})
    return networks.items()


def _network_words(lexicon: Lexicon) -> Iterator[str]:
    for sections in lexicon.values():
        for _, words in _networks(sections):
            yield from words


def _begun(words: list[str]) -> str:
    """Returns a pattern of words that may go on: "whatsapp群", "qq群"."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
