"""What a label looks like to the eye: UTS #39 skeletons without diacritics; digits and letter groups by their shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

_DIGIT: Final = re.compile("[0-9]")
#: Digits that are read as a letter in a word; "1" is read as both i and l.
_DIGIT_LETTERS: Final = str.maketrans("023456789", "ozeasbtbg")
_LETTER_DIGITS: Final = str.maketrans("lio", "110")
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("ii", "u"))

#: Prototypes that confusables.txt keeps apart by case or style and that a lower-case label does not.
_MORE: Final = {
    "ı": "i",
    "ɩ": "i",
    "ɑ": "a",
    "|": "l",
    "ə": "a",
    "ĸ": "k",
    "ʍ": "m",
    "ƅ": "b",
    "ь": "b",
    "ƽ": "s",
    "ƻ": "z",
    "ß": "b",
    "β": "b",
    "п": "n",
    "ω": "w",
    "ш": "w",
    "þ": "p",
}
#: "LATIN SMALL LETTER X WITH …", "LATIN LETTER SMALL CAPITAL X": the letter that a reader sees.
_LATIN_NAME: Final = re.compile(
    r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL|CAPITAL LETTER|SMALL LETTER SMALL CAPITAL) ([A-Z])(?: WITH .*| BAR)?$"
)
#: The blocks that Latin letters with hooks, strokes and small capitals stand in.
_LATIN_BLOCKS: Final = ((0x0180, 0x0250), (0x0250, 0x02B0), (0x1D00, 0x1DC0), (0x2C60, 0x2C80), (0xA720, 0xA800))
#: How many characters are remembered with their letters: more than any one alphabet has.
MAX_KEPT: Final = 8192


class Skeletons:
    """UTS #39 §4 skeletons over one version of the confusables.

    Args:
        confusables: character -> prototype, as in confusables.txt.
    """

    __slots__ = ("_kept", "_table")

    def __init__(self, confusables: Mapping[str, str]) -> None:
        self._kept: dict[str, str] = {}
        base = {**_latin_bases(), **{ord(character): letter for character, letter in _MORE.items()}}
        self._table: dict[int, str] = {
            ord(character): _bare(prototype).lower().translate(base) for character, prototype in confusables.items()
        }
        self._table.update(base)
        self._table.update({ord(letter): letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789-."})

    def of(self, text: str) -> str:
        """Returns the skeleton of a label, in lower case and without diacritics: equal skeletons look alike."""
        return "".join(self.letters_of(text))

    def letters_of(self, text: str) -> list[str]:
        """Returns the skeleton of each character: "" for a mark, a hyphen for a sign that is no letter or digit."""
        kept = self._kept
        return [kept[c] if c in kept else self._letter(c) for c in text.lower()]

    def _letter(self, character: str) -> str:
        seen = _bare(character).translate(self._table)
        letter = "".join(filter(str.isalnum, seen)) or ("-" if seen and character != "." else seen)
        if len(self._kept) < MAX_KEPT:
            self._kept[character] = letter
        return letter


def _bare(text: str) -> str:
    """Returns the text without its diacritics (canonical decomposition, marks left out)."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in ("Mn", "Me"))


def _latin_bases() -> dict[int, str]:
    """Returns the letters that are a plain Latin letter with a hook, a stroke or in small capitals."""
    found = {}
    for first, last in _LATIN_BLOCKS:
        for code in range(first, last):
            match = _LATIN_NAME.match(unicodedata.name(chr(code), ""))
            if match:
                found[code] = match[1].lower()
    return found


#: Letters and digits that are hard to tell apart at a glance, each as one of its class.
_SHAPES: Final = str.maketrans("e1i0dnrvq698", "cllobmmugggb")


#: The same for a key: letters that come and go with groups (l of cl, lb, lh, lc; c, d, b, k themselves) are left out.
_KEY: Final = {
    code: None if shape in "clbk" else "uu" if shape == "w" else shape
    for code, shape in ((code, chr(code).translate(_SHAPES)) for code in range(128))
}


def to_shape(label: str) -> str:
    """Returns a key that labels of one shape share (0 o, 1 l i, rn m, vv w, cl d); others may share it, too."""
    text = label.translate(_KEY)
    while "mm" in text:
        text = text.replace("mm", "m")
    while "uu" in text:
        text = text.replace("uu", "u")
    return text


#: Groups of two letters that look like one letter.
_GROUPS: Final = {"rn": "m", "nn": "m", "cl": "d", "dl": "d", "lb": "b", "lh": "h", "lc": "k", "vv": "w"}
_GROUP_CLASSES: Final = {group.translate(_SHAPES): letter for group, letter in _GROUPS.items()}
#: How many letters may be written otherwise before a name is another word.
MAX_SWAPS: Final = 2


def shape_swaps(written: str, name: str) -> tuple[tuple[str, str], ...] | None:
    """Returns the letters that are written as others of their shape, each with what is meant.

    None where the texts do not have one shape, where more than two letters differ, or where none does. A group (rn for
    m) counts as one swap, and as two where one of its letters is swapped as well (nr for m).
    """
    if abs(len(written) - len(name)) > MAX_SWAPS or outline(written) != outline(name):
        return None  # so are nearly all pairs: the table below is for the others
    left, right = written.translate(_SHAPES), name.translate(_SHAPES)
    #: Of each place in `written`, the places in `name` that it can stand against: how many swaps that takes, and which.
    reached: dict[int, dict[int, tuple[int, tuple[tuple[str, str], ...]]]] = {0: {0: (0, ())}}
    for i in range(len(written)):
        row = reached.pop(i, None)
        if row is None:
            continue
        for j in sorted(row):
            count, swaps = row[j]
            for di, dj, cost in _steps(written[i : i + 2], name[j : j + 2], left[i : i + 2], right[j : j + 2]):
                if count + cost > MAX_SWAPS:
                    continue
                swap = ((written[i : i + di], name[j : j + dj]),) if cost else ()
                after = reached.setdefault(i + di, {})
                if j + dj not in after or after[j + dj][0] > count + cost:
                    after[j + dj] = (count + cost, swaps + swap)
        if not reached:
            return None
    found = reached.get(len(written), {}).get(len(name))
    return found[1] if found is not None and found[0] else None


def is_one_shape(written: str, name: str) -> bool:
    """Answers whether two texts are the same, or at most two letters are written as others of their shape."""
    return written == name or shape_swaps(written, name) is not None


def _steps(written: str, name: str, left: str, right: str) -> Iterator[tuple[int, int, int]]:
    """Yields how many letters of each text can be read as the same, and how many swaps that takes.

    Args:
        written: the next two letters of one text.
        name: of the other.
        left: the shapes of the first two.
        right: of the others.
    """
    if not written or not name:
        return
    if written[0] == name[0]:
        yield 1, 1, 0
    elif left[0] == right[0]:
        yield 1, 1, 1
    for group, shapes, letter, di, dj in ((written, left, name[0], 2, 1), (name, right, written[0], 1, 2)):
        if _GROUPS.get(group) == letter:
            yield di, dj, 1
        elif dj == 1 and _GROUP_CLASSES.get(shapes) == letter:
            yield di, dj, 2


#: Letters that look like nothing but themselves; all others may change, or come and go, with the shape.
_OUTLINE: Final = {code: chr(code) if chr(code) in "afhpstxyz" else "-" for code in range(128)}


def outline(label: str) -> str:
    """Returns what two ASCII labels of one shape must share: cheap to compare first.

    That is the letters that look like nothing but themselves, with a hyphen where any others stand between them; before
    an h there may be an l that belongs to it (lh), so nothing is said of that place.
    """
    found = label.translate(_OUTLINE)
    while "--" in found:
        found = found.replace("--", "-")
    return found.replace("-h", "h")


def as_letters(label: str) -> Iterator[str]:
    """Yields the label with digits and letter pairs replaced by the letters that they imitate, where there are any."""
    if _DIGIT.search(label):
        plain = label.translate(_DIGIT_LETTERS)
        yield plain.replace("1", "i")
        if "1" in plain:
            yield plain.replace("1", "l")
        if (digits := label.translate(_LETTER_DIGITS)) != label:
            yield digits
    for pair, letter in _PAIRS:
        if pair in label:
            yield label.replace(pair, letter)
