"""Finds the protected names in or near a text: the cost depends on the length of the text, not on how many names."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from scamguard.knowledge.protected import MIN_NAME, MIN_SHORT, ProtectedName, ProtectedNames, Weight
from scamguard.parse.skeleton import MAX_SWAPS, Skeletons, is_one_shape, outline, to_shape

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

#: Longest run of letters that is split into words, in characters: longer ones are no names that people choose.
MAX_SPLIT: Final = 40
_MAX_WORD: Final = 20
#: Shortest telling word that is no mere abbreviation.
MIN_TELLING: Final = 4
_NONE: Final[list[ProtectedName]] = []


class LikenessIndex:
    """Look-ups over the protected names; each part is built when it is first asked for.

    Args:
        protected: the names.
        confusables: character -> prototype, as in confusables.txt.
        keywords: words that imitators add to names, by language.
        longer: words of any language that hold a name (`amazonas`).
        words: English words, one a line: the common ones, and the others.
    """

    def __init__(
        self,
        protected: ProtectedNames,
        confusables: Mapping[str, str],
        keywords: Mapping[str, Iterable[str]],
        longer: Iterable[str],
        words: tuple[str, str],
    ) -> None:
        self.protected = protected
        self.names = protected.names
        self.domains = protected.domains
        self.keywords = frozenset(word for words in keywords.values() for word in words)
        self._confusables = confusables
        self._longer = frozenset(longer)
        self._word_text = words

    # ---- the index

    @functools.cached_property
    def skeletons(self) -> Skeletons:
        """UTS #39 skeletons."""
        return Skeletons(self._confusables)

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """English words."""
        return self.familiar_words.union(self._word_text[1].split("\n"))

    @functools.cached_property
    def _long_keywords(self) -> frozenset[str]:
        return frozenset(word for word in self.keywords if len(word) >= MIN_NAME or not word.isascii())

    @functools.cached_property
    def _pieces(self) -> frozenset[str]:
        """What labels are put together from: words of the language, and telling words of any."""
        return self.words | self.keywords

    @functools.cached_property
    def familiar_words(self) -> frozenset[str]:
        """Words that everybody knows: common English ones, and words of any language that hold a name."""
        return self._longer.union(self._word_text[0].split("\n"))

    @functools.cached_property
    def by_skeleton(self) -> dict[str, ProtectedName]:
        """Skeleton -> the name, of names with characters beyond ASCII."""
        others = [name for text, name in self.names.items() if not text.isascii()]
        return {self.skeletons.of(name.text): name for name in reversed(others)}

    def names_of(self, slug: str) -> list[ProtectedName]:
        """Returns the names of one platform."""
        return self.protected.by_platform.get(slug, [])

    @functools.cached_property
    def tails(self) -> frozenset[str]:
        """The labels that follow the name in a protected domain: com, cn, co."""
        return frozenset(domain.split(".")[1] for domain in self.domains)

    @functools.cached_property
    def _findable(self) -> list[str]:
        return [
            text
            for text, name in self.names.items()
            if name.weight is not Weight.COMMON and (len(text) >= MIN_SHORT or not text.isascii())
        ]

    @functools.cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick  # an official address is answered without it

        return AhoCorasick(self._findable or ["\0"])

    @functools.cached_property
    def _neighbourhood(self) -> dict[str, tuple[str, ...]]:
        """Strong names by themselves and by every text that leaves out one of their characters."""
        found: dict[str, tuple[str, ...]] = {}
        for text, name in self.names.items():
            if name.strong and text.isascii():
                for key in {text, *deletions(text)}:
                    found[key] = (*found[key], text) if key in found else (text,)
        return found

    @functools.cached_property
    def _halves(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first and the last halves of strong names.

        One edit leaves one half of a name alone; a swap in the middle of an even one moves a letter of each.
        """
        strong = [text for text, name in self.names.items() if name.strong and text.isascii()]
        first = {text[: len(text) // 2] for text in strong}
        first.update(text[: len(text) // 2 - 1] + text[len(text) // 2] for text in strong if len(text) % 2 == 0)
        return frozenset(first), frozenset(text[-(len(text) // 2) :] for text in strong)

    @functools.cached_property
    def _edit_lengths(self) -> frozenset[int]:
        """The lengths that a text one edit away from a strong name can have."""
        return frozenset(len(text) + more for text, name in self.names.items() if name.strong for more in (-1, 0, 1))

    @functools.cached_property
    def _by_shape(self) -> dict[str, dict[str, list[str]]]:
        """Outline -> shape key -> the names that have both; common words, numbers and pinyin are not compared so."""
        found: dict[str, dict[str, list[str]]] = {}
        for text, name in self.names.items():
            if text.isascii() and (name.weight is Weight.SHORT or name.strong):
                found.setdefault(outline(text), {}).setdefault(to_shape(text), []).append(text)
        return found

    # ---- questions

    def holds(self, text: str) -> bool:
        """Answers whether `inside` would find anything."""
        return bool(self._automaton.find_matches_as_indexes(text))

    def inside(self, text: str) -> list[tuple[ProtectedName, int, int]]:
        """Returns the names of four letters and more in a text, common words left out, with their places."""
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not hits:
            return []
        names, texts = self.names, self._findable
        return [(names[texts[which]], start, end) for which, start, end in hits]

    def near(self, label: str) -> list[ProtectedName]:
        """Returns the strong names that may be one insertion, deletion, replacement or adjacent swap away.

        Two texts one edit apart agree after one character is left out of one or of both: a look-up for every
        character finds the candidates, however many names there are. One edit leaves one half of a name alone, so
        that most labels need none of these look-ups, and most others half of them.
        """
        size = len(label)
        if size not in self._edit_lengths:
            return _NONE
        first, last = self._halves
        half = size // 2
        # The name may be one letter longer, or one shorter, and so may its half.
        other = half + 1 if size % 2 else half - 1
        begins = label[:half] in first or label[:other] in first
        ends = label[-half:] in last or label[-other:] in last
        if not begins and not ends:
            return _NONE
        low = min(half, other) - 1
        places = range(0 if ends else low, size if begins else size - low)
        keys = [label[:i] + label[i + 1 :] for i in places]
        keys.append(label)
        index = self._neighbourhood
        if index.keys().isdisjoint(keys):
            return _NONE
        texts = [text for key in keys if key in index for text in index[key]]
        return [self.names[text] for text in dict.fromkeys(texts) if text != label]

    def shaped(self, label: str) -> ProtectedName | None:
        """Returns the name that looks the same at a glance: digits and letters of like shape (rn, m, n) agree."""
        of_outline = self._by_shape.get(outline(label))
        if of_outline is None:
            return None
        size = len(label)
        for text in of_outline.get(to_shape(label), ()):
            if abs(len(text) - size) <= MAX_SWAPS and text != label and is_one_shape(label, text):
                return self.names[text]
        return None

    def is_made_of_keywords(self, text: str) -> bool:
        """Answers whether a text is nothing but telling words and digits, one after the other."""
        plain = text.strip("0123456789-")
        if not plain or plain in self.keywords:
            return True
        plain = plain.replace("-", "")
        if len(plain) > MAX_SPLIT:
            return False
        # Two letters (a country) count at one end, beside words that are longer.
        ends = [plain] + [
            part for part, two in ((plain[2:], plain[:2]), (plain[:-2], plain[-2:])) if two in self.keywords
        ]
        return any(_fewest_words(part, self._long_keywords) is not None for part in ends)

    def reads_as_other_words(self, label: str, start: int, end: int, *, ties: bool = False) -> bool:
        """Answers whether a label falls into words that cut a name in two (`blue` `bay`) rather than around it.

        Fewer words are the likelier reading: `paypal` `store` is one, `pay` `pals` `tore` is none.

        Args:
            label: letters and digits, without hyphens.
            start: where the name begins in it.
            end: where the name ends.
            ties: whether a reading with as many words is as good: the name is short.
        """
        if len(label) > MAX_SPLIT:
            return False
        words = self.words
        apart = [_fewest_words(label, self._pieces, border) for border in (start, end) if 0 < border < len(label)]
        other = min((count for count in apart if count is not None), default=None)
        if other is None:
            return False
        around = [
            1 if len(part) >= MIN_TELLING and part in self.keywords else _fewest_words(part, words)
            for part in (label[:start], label[end:])
            if part
        ]
        return any(count is None for count in around) or other < 1 + ties + sum(count or 0 for count in around)


def deletions(text: str) -> list[str]:
    """Returns the texts with one character left out."""
    return [text[:i] + text[i + 1 :] for i in range(len(text))]


def _fewest_words(text: str, words: frozenset[str], unbroken: int = -1) -> int | None:
    """Returns the least number of words that a text falls into; None where it does not.

    Args:
        text: letters and digits; a run of digits counts as a word.
        words: words of the language.
        unbroken: a place that no word may end at.
    """
    size = len(text)
    best: list[int | None] = [0] + [None] * size
    for start in range(size):
        count = best[start]
        if count is None or start == unbroken:
            continue
        for end in range(start + 1, min(size, start + _MAX_WORD) + 1):
            piece = text[start:end]
            known = best[end]
            if (known is None or known > count + 1) and (piece in words or piece.isdigit()):
                best[end] = count + 1
    return best[size]
