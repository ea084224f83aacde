"""The words that demands are made of, by language, with what finds them in one pass over a sentence.

All of them are data: `[demand.…]` in data/lexicon/<lang>.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

#: Most words of the lexicon that are read in one sentence.
MAX_MATCHES: Final = 160
#: Most words of one list that are read in one sentence.
MAX_ALIKE: Final = 32
#: Lists of object words; of overlapping ones the longest counts, of equal ones the first in this order.
OBJECT_LISTS: Final = ("none", "offers", "services", "whole", "refers", "words", "bare")
#: Frames that are no lists of words to look for in a sentence.
_NOT_READ: Final = frozenset({"ordinary", "soft", "cues"})
_CHINESE: Final = re.compile("[\u3400-\u9fff]")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A word of the lexicon in a sentence.

    Attributes:
        start, end: its place in the sentence.
        list: the list that it stands in: one of `OBJECT_LISTS`, "act", or a frame.
        what: for objects: what is asked for.
        word: the word, as the lexicon has it.
    """

    start: int
    end: int
    list: str
    what: str
    word: str


class Grammar:
    """The words of one language.

    Args:
        lang: "en" or "zh".
        section: the language's `[demand]` in the lexicon.
    """

    def __init__(self, lang: str, section: Mapping[str, object]) -> None:
        self.lang = lang
        what, act, frame = (_table(section.get(key)) for key in ("what", "act", "frame"))
        #: What is asked for -> the classes of acts that ask for it.
        self.acts_of = {name: frozenset(_words(_table(value).get("acts"))) for name, value in what.items()}
        #: What is asked for -> words that must stand somewhere before a phrase that refers to it ("read it back").
        self.contexts = {name: _words(_table(value).get("context")) for name, value in what.items()}
        #: Act -> its classes.
        self.classes: dict[str, set[str]] = {}
        for name, words in act.items():
            for word in _words(words):
                self.classes.setdefault(word, set()).add(name)
        self.ordinary = frozenset(_words(frame.get("ordinary")))
        self.soft = frozenset(_words(frame.get("soft")))
        #: Words that stand for the `bare` ones, which are too common to look for in a whole text.
        self.cues = _words(frame.get("cues"))
        #: Every word: its list, what it asks for, itself.
        self.entries = [*_objects_of(what), *(("act", "", word) for word in self.classes), *_frames_of(frame)]
        self._finder = AhoCorasick([word for _, _, word in self.entries], matchkind=MatchKind.Standard)
        self._is_latin = [is_latin(word) for _, _, word in self.entries]
        pairs = _words(_table(section.get("script")).get("pairs"))
        self.to_traditional = {ord(pair[0]): pair[1] for pair in reversed(pairs)}
        self._to_simplified = {ord(pair[1]): pair[0] for pair in pairs if pair[0] != pair[1]}
        self._traditional = re.compile(f"[{''.join(map(chr, self._to_simplified))}]") if self._to_simplified else None

    def simplified(self, text: str) -> str:
        """Returns a text in the characters of the lexicon, letter by letter."""
        if self._traditional is None or self._traditional.search(text) is None:
            return text
        return text.translate(self._to_simplified)

    def hits_in(self, sentence: str) -> dict[str, list[Hit]]:
        """Returns the words of the lexicon in a sentence, by list, in their order."""
        found: dict[str, list[Hit]] = {}
        entries = self.entries
        matches = self._finder.find_matches_as_indexes(sentence, overlapping=True)
        for index, start, end in matches[:MAX_MATCHES]:
            if self._is_latin[index] and not is_whole(sentence, start, end):
                continue
            name, what, word = entries[index]
            alike = found.setdefault(name, [])
            if len(alike) < MAX_ALIKE:
                alike.append(Hit(start, end, name, what, word))
        return found


class Grammars:
    """The words of all languages.

    Args:
        lexicon: language -> section -> words (`Knowledge.reading.lexicon`).
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, Mapping[str, object]]]) -> None:
        self.by_language = {
            lang: Grammar(lang, sections["demand"]) for lang, sections in lexicon.items() if "demand" in sections
        }

    def grammar_for(self, sentence: str) -> Grammar:
        """Returns the language of a sentence: Chinese where it holds a Chinese character."""
        return self.by_language["zh" if _CHINESE.search(sentence) else "en"]


def is_latin(word: str) -> bool:
    """Answers whether a word begins or ends with a Latin letter or a digit, so that more could go on beside it."""
    return word[0].isascii() or word[-1].isascii()


def is_whole(text: str, start: int, end: int) -> bool:
    """Answers whether a match is whole words: Latin letters and digits do not go on beside it."""
    first, last = text[start], text[end - 1]
    return not (
        (start and first.isascii() and first.isalnum() and text[start - 1].isascii() and text[start - 1].isalnum())
        or (end < len(text) and last.isascii() and last.isalnum() and text[end].isascii() and text[end].isalnum())
    )


def _objects_of(what: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    for name, value in what.items():
        for kind in OBJECT_LISTS:
            yield from ((kind, name, word) for word in _words(_table(value).get(kind)))


def _frames_of(frame: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    for name, words in frame.items():
        if name not in _NOT_READ:
            yield from ((name, "", word) for word in _words(words))


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
