"""What a label looks like to the eye: UTS #39 skeletons without diacritics; digits and letter pairs as letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

#: Digits that are read as a letter in a word; "1" is read as both i and l.
_DIGIT_LETTERS: Final = str.maketrans("0345679", "oeasbtg")
_LETTER_DIGITS: Final = str.maketrans("lio", "110")
_EIGHT: Final = str.maketrans("8", "b")
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("ii", "u"))


class Skeletons:
    """UTS #39 §4 skeletons over one version of the confusables.

    Args:
        confusables: character -> prototype, as in confusables.txt.
    """

    __slots__ = ("_table",)

    def __init__(self, confusables: Mapping[str, str]) -> None:
        self._table = {ord(character): prototype for character, prototype in confusables.items()}

    def of(self, text: str) -> str:
        """Returns the skeleton of a label, in lower case and without diacritics: equal skeletons look alike."""
        bare = _without_marks(unicodedata.normalize("NFD", text.casefold()))
        return _without_marks(unicodedata.normalize("NFD", bare.translate(self._table))).casefold().translate(_MORE)


#: Prototypes that confusables.txt keeps apart by case or style and that a lower-case label does not.
_MORE: Final = {ord("ı"): "i", ord("ɩ"): "i", ord("ɑ"): "a", ord("|"): "l"}


def _without_marks(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Me")) if not text.isascii() else text


def as_letters(label: str) -> Iterator[str]:
    """Yields the label with digits and letter pairs replaced by the letters that they imitate, where there are any."""
    if not label.isalpha() and any("0" <= character <= "9" for character in label):
        plain = label.translate(_DIGIT_LETTERS).translate(_EIGHT)
        yield plain.replace("1", "i").replace("2", "z")
        yield plain.replace("1", "l").replace("2", "z")
        yield label.translate(_LETTER_DIGITS)
    for pair, letter in _PAIRS:
        if pair in label:
            yield label.replace(pair, letter)
