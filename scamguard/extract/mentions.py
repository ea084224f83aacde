"""Platforms that a text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import ahocorasick_rs
import msgspec

from scamguard.extract.denials import Lexicon, either, words_of
from scamguard.extract.view import View

#: Names of up to so many Latin letters are also words and initials: their case, and their neighbours, tell.
SHORT_NAME: Final = 3
#: Numbers of so many digits are contacts themselves, whoever carries them as a name.
LONG_NUMBER: Final = 5
#: How far beside a name that is also a word its neighbours are looked at, in characters.
BESIDE_CHARS: Final = 20
#: Least number of mentions, and their share of all, that make a platform the topic of a text.
TOPIC_COUNT: Final = 2
TOPIC_SHARE: Final = 0.5
#: What divides a sentence into parts: commas, and dashes between blanks.
COMMA: Final = re.compile(r"[,，;；]\s?|\s[-–—]+\s")
#: Longest address that a name is looked for in, in characters on either side.
_TOKEN_CHARS: Final = 80

_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_WORD: Final = re.compile("[a-z0-9]+")
_HUMP: Final = re.compile("(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_NO_TOKEN: Final = re.compile("[^!-~]")
_ADDRESS: Final = re.compile(r"@|://|[A-Za-z0-9]\.[a-z]{2,}|\.\w+/")
_GLUE: Final = frozenset("@./\\:_-=?&#%")
_APP: Final = re.compile(r"app(?![a-z0-9])")
_BETWEEN: Final = re.compile(r"(?:\s|的|官方|'s|official)*")


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A platform's name, and its place in the view."""

    slug: str
    start: int
    end: int


class PlatformMentions:
    """Finds the names of platforms in texts.

    Args:
        names: every name, as it is written -> slug (`PlatformNames.by_key`).
        lexicon: language -> section -> key -> words (data/lexicon); the section is "support".
    """

    def __init__(self, names: Mapping[str, str], lexicon: Lexicon) -> None:
        self._slugs: dict[str, str] = {}
        for name, slug in (*names.items(), *_more_names(lexicon)):
            for form in _forms(name):
                self._slugs.setdefault(form, slug)
        #: Words that hold a name and are none ("集中行动"): they begin before it or reach further, so they are found.
        self._words = frozenset(word.lower() for word in words_of(lexicon, "support", "holds-a-name"))
        self._names = sorted({*self._slugs, *self._words})
        words = frozenset(words_of(lexicon, "support", "careful"))
        self._careful = frozenset(n for n in self._names if n.isascii() and (len(n) <= SHORT_NAME or n in words))
        self._numbers = frozenset(name for name in self._names if name.isdigit())
        self._capitals = frozenset(name.lower() for name in names if name.isupper())
        self._chat = frozenset(word.lower() for word in words_of(lexicon, "support", "chat"))
        self._place = frozenset(word.lower() for word in words_of(lexicon, "support", "place"))
        self._chat_owner = re.compile(r"[\s]?" + either(words_of(lexicon, "support", "chat-owner")))
        self._place_use = re.compile(r"\s?[:：@]|\s?" + either(words_of(lexicon, "support", "place-use")))
        beside = words_of(lexicon, "support", "beside")
        self._beside_words = frozenset(word for word in beside if word.isascii())
        self._beside = re.compile(either(word for word in beside if not word.isascii()))
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._names,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,  # a tenth of the memory of the other one
        )

    def mentions_in(self, view: View) -> list[Mention]:
        """Returns the platforms that a view names, in its order.

        A name inside of an address or account is none, nor one that says where to write ("加微信 abc").
        """
        found: list[Mention] = []
        names = self._names
        for index, start, end in self._automaton.find_matches_as_indexes(view.folded):
            name = names[index]
            if name in self._words:
                continue
            last = found[-1].end if found else -1
            if self._is_mention(view, name, start, end) and not self._is_place(view.folded, name, start, end, last):
                found.append(Mention(self._slugs[name], start, end))
        return found

    def named_in(self, view: View) -> str | None:
        """Returns the platform that a short text names first: a title, or a sender's name."""
        found = self.mentions_in(view)
        return found[0].slug if found else None

    # ---- what is no mention

    def _is_mention(self, view: View, name: str, start: int, end: int) -> bool:
        folded = view.folded
        if not _is_whole(folded, name, start, end) or _is_in_address(view.text, start, end):
            return False
        if name in self._numbers:
            return len(name) < LONG_NUMBER and self._has_neighbour(folded, start, end)
        return name not in self._careful or self._is_meant(view, name, start, end)

    def _is_meant(self, view: View, name: str, start: int, end: int) -> bool:
        """Answers whether a name that is also a word is meant as one: by its capitals, or by its neighbours."""
        if self._has_neighbour(view.folded, start, end) or _signs(view.text, start, end):
            return True
        written = view.text[start:end]
        if name in self._capitals:
            return written.isupper() and not _is_shouted(view.text, start, end)
        return written[0].isupper() and not written.isupper() and not _begins_sentence(view.text, start)

    def _has_neighbour(self, folded: str, start: int, end: int) -> bool:
        """Answers whether a word that platforms stand with is close by, in the same clause."""
        before = folded[max(0, start - BESIDE_CHARS) : start]
        after = folded[end : end + BESIDE_CHARS]
        comma = COMMA.search(after)
        return self._has_telling(COMMA.split(before)[-1]) or self._has_telling(
            after[: comma.start()] if comma else after
        )

    def _has_telling(self, text: str) -> bool:
        if not self._beside_words.isdisjoint(_WORD.findall(text)):
            return True
        return not text.isascii() and bool(self._beside.search(text))

    def _is_place(self, folded: str, name: str, start: int, end: int, last: int) -> bool:
        """Answers whether the name only says where to write: a chat's own, or a site's with "account" behind it."""
        if name in self._chat:
            is_led = 0 <= last <= start and start - last <= BESIDE_CHARS and _BETWEEN.fullmatch(folded, last, start)
            return bool(is_led) or not self._chat_owner.match(folded, end)
        return name in self._place and bool(self._place_use.match(folded, end))


def topic_of(mentions: Sequence[Mention]) -> str | None:
    """Returns the platform that a text names most, where it stands out."""
    if len(mentions) < TOPIC_COUNT:
        return None
    counts = Counter(mention.slug for mention in mentions)
    slug, count = counts.most_common(1)[0]
    return slug if count >= TOPIC_COUNT and count > TOPIC_SHARE * counts.total() else None


def _signs(text: str, start: int, end: int) -> bool:
    """Answers whether a name stands where messages are signed, with a capital: "UPS: your parcel", "【Line】"."""
    opens = text[start - 1 : start] in ("", "\n", "【", "[")
    return opens and text[end : end + 1] in (":", "：", "】", "]") and text[start].isupper()


# ---- names


def _more_names(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yields names that people use and no platform's file has, with their slugs."""
    for sections in lexicon.values():
        for slug, names in sections.get("support", {}).get("names", {}).items():
            for name in names:
                yield name, slug


def _forms(name: str) -> Iterator[str]:
    """Yields the ways in which a name is written, in lower case: with and without blanks, with its humps apart."""
    yield name.lower()
    if name.isascii() and " " in name:
        yield name.lower().replace(" ", "")
        yield name.lower().replace(" ", "-")
    if name.isascii() and _HUMP.search(name):
        yield _HUMP.sub(" ", name).lower()


def _is_whole(folded: str, name: str, start: int, end: int) -> bool:
    """Answers whether a Latin name stands as a word; beside Chinese it does, and before "app"."""
    if name[0] in _LATIN and start and folded[start - 1] in _LATIN:
        return False
    if name[-1] not in _LATIN or end == len(folded) or folded[end] not in _LATIN:
        return True
    return bool(_APP.match(folded, end))


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Answers whether a place is a part of an address or an account."""
    if text[start - 1 : start] not in _GLUE and text[end : end + 1] not in _GLUE:
        return False
    first, last = max(0, start - _TOKEN_CHARS), end + _TOKEN_CHARS
    left = text[max(first, text.rfind(" ", first, start) + 1, text.rfind("\n", first, start) + 1) : start]
    left = left if left.isascii() else _NO_TOKEN.split(left)[-1]
    behind = _NO_TOKEN.search(text, end, last)
    right = text[end : behind.start() if behind else last].removesuffix(".")
    return left.endswith("@") or bool(_ADDRESS.search(f"{left}a{right}"))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Answers whether the words around are in capitals, too: "UPS AND DOWNS"."""
    around = text[max(0, start - BESIDE_CHARS) : start] + text[end : end + BESIDE_CHARS]
    return bool(re.search("[A-Z]{3}", around)) and not re.search("[a-z]{3}", around)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t\"'“‘(*_")
    return not before or before[-1] in ".!?。！？\n\r"
