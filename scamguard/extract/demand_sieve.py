"""Where in a whole text a demand may stand: a word that demands are made of, with an act or a frame near it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from scamguard.extract.demand_words import Grammar, is_latin, is_whole

#: How far around a word of a whole text is looked, in characters.
NEAR: Final = 64
#: What a word is good for, as bits: pressure; a purpose, or somebody to give it to; a frame; then classes of acts.
_PRESS: Final = 1
_PURPOSE: Final = 2
_FRAME: Final = 4
_FIRST_ACT: Final = 8
#: What counts outside of the sentence too.
_OUTSIDE: Final = _PRESS | _PURPOSE
_FLAGS: Final = {
    "press": _PRESS | _PURPOSE,
    "to": _PURPOSE,
    "lure": _PURPOSE,
    "private": _PURPOSE,
    "refers": _PURPOSE,
    "needs": _FRAME,
    "after": _FRAME,
}
#: Lists of object words that demand something by themselves.
_ALONE: Final = frozenset({"whole", "refers", "offers"})
#: What is hardly spoken of to somebody in good faith: pressure is enough.
LOUD: Final = frozenset({"safe-account", "unfreeze-fee", "remote-access", "gift-card", "import-wallet"})
#: What is done and not given: no frame without an act asks for it.
NEVER_GIVEN: Final = frozenset({"phone-call", "add-contact", "off-platform-payment"})


class _Need(msgspec.Struct, frozen=True, gc=False):
    """What must stand near a word.

    Attributes:
        any_of: bits, of which one has to stand there; 0 where nothing has to.
        purposeful: a purpose has to stand there too.
    """

    any_of: int
    purposeful: bool = False

    def is_met_by(self, flags: int) -> bool:
        """Answers whether words that are good for this are enough."""
        return bool(flags & self.any_of and (flags & _PURPOSE or not self.purposeful))


class Sieve:
    """Finds the places of a whole text that are worth reading closely.

    Args:
        grammars: the words of all languages.
    """

    def __init__(self, grammars: Collection[Grammar]) -> None:
        needs: dict[str, _Need] = {}
        flags: dict[str, int] = {}
        bits = _bits_of(grammars)
        for grammar in grammars:
            for word, need in _needs_in(grammar, bits):
                for form in (word, word.translate(grammar.to_traditional)):
                    needs[form] = _either(needs[form], need) if form in needs else need
            for word, flag in _flags_in(grammar, bits):
                for form in (word, word.translate(grammar.to_traditional)):
                    flags[form] = flags.get(form, 0) | flag
        self._cues = AhoCorasick(list(needs), matchkind=MatchKind.Standard)
        self._needs = list(needs.values())
        self._is_latin_cue = [is_latin(word) for word in needs]
        self._near = AhoCorasick(list(flags), matchkind=MatchKind.Standard)
        self._flags = list(flags.values())
        self._is_latin = [is_latin(word) for word in flags]

    def cues_in(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yields the words of a text that demands are made of: which one, where it begins and ends."""
        for cue, start, end in self._cues.find_matches_as_indexes(text, overlapping=True):
            if not self._is_latin_cue[cue] or is_whole(text, start, end):
                yield cue, start, end

    def is_worth_reading(self, text: str, cue: tuple[int, int, int], sentence: tuple[int, int]) -> bool:
        """Answers whether what makes a demand stands near a cue: acts in its sentence, pressure also outside of it."""
        which, start, end = cue
        need = self._needs[which]
        if not need.any_of:
            return True
        first, last = max(start - NEAR, sentence[0]), min(end + NEAR, sentence[1])
        # A part of the word itself is no act: "install" in "installer".
        own = (end, end) if need.purposeful else (start, end)
        found = self._flags_in(text, first, last, own)
        if need.is_met_by(found) or not need.is_met_by(found | _OUTSIDE):
            return need.is_met_by(found)
        before = self._flags_in(text, max(0, start - NEAR), first, own)
        behind = self._flags_in(text, last, end + NEAR, own)
        return need.is_met_by(found | ((before | behind) & _OUTSIDE))

    def _flags_in(self, text: str, start: int, end: int, own: tuple[int, int]) -> int:
        """Returns what the words in a part of a text are good for, all together."""
        found = 0
        part = text[start:end]
        for index, first, last in self._near.find_matches_as_indexes(part, overlapping=True):
            flags = self._flags[index]
            if flags & ~found and not (own[0] <= start + first and start + last <= own[1]):
                if self._is_latin[index] and not is_whole(part, first, last):
                    continue
                found |= flags
        return found


def _bits_of(grammars: Collection[Grammar]) -> dict[str, int]:
    """Returns the bit of each class of acts."""
    names = sorted({name for grammar in grammars for classes in grammar.classes.values() for name in classes})
    return {name: _FIRST_ACT << place for place, name in enumerate(names)}


def _needs_in(grammar: Grammar, bits: dict[str, int]) -> Iterator[tuple[str, _Need]]:
    """Yields the words to look for in a whole text, with what must stand near them."""
    every_act = sum(bits.values())
    named = {word for kind, _, word in grammar.entries if kind == "words" or kind in _ALONE}
    for kind, what, word in grammar.entries:
        if kind in _ALONE:
            yield word, _Need(0)
        elif kind == "services":
            yield word, _Need(every_act | _FRAME | _PRESS)
        elif kind == "words":
            acts = _acts_for(grammar, what, bits)
            yield word, _Need(acts | (_FRAME if what not in NEVER_GIVEN else 0) | (_PRESS if what in LOUD else 0))
        elif kind == "bare" and word not in named and _is_rare(word):
            yield word, _Need(_acts_for(grammar, what, bits), purposeful=True)
    for word in grammar.cues:
        if word not in named:
            yield word, _Need(every_act | _FRAME, purposeful=True)


def _acts_for(grammar: Grammar, what: str, bits: dict[str, int]) -> int:
    return sum(bits[name] for name in grammar.acts_of[what] if name in bits)


def _is_rare(word: str) -> bool:
    """Answers whether a common thing is named with several words, or several Chinese characters: "apple cards"."""
    return " " in word if word.isascii() else len(word) > 1


def _flags_in(grammar: Grammar, bits: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yields the words that make a demand of a word near them, with what they are good for."""
    for kind, _, word in grammar.entries:
        if kind == "act":
            yield word, sum(bits[name] for name in grammar.classes[word])
        elif kind in _FLAGS:
            yield word, _FLAGS[kind]


def _either(one: _Need, other: _Need) -> _Need:
    """Returns what either of two senses of a word needs."""
    if not one.any_of or not other.any_of:
        return _Need(0)
    return _Need(one.any_of | other.any_of, one.purposeful and other.purposeful)
