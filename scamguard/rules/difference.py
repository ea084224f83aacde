"""What one letter makes of two texts: which change, where, and whether a finger or a bit could have slipped."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from scamguard.model.verdict import Sentence

#: Rows of the common Latin keyboards, each key with what stands beside it: QWERTY, QWERTZ, AZERTY.
_ROWS: Final = (
    ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"),
)
_VOWELS: Final = frozenset("aeiou")


class Change(enum.Enum):
    """What was done to one letter."""

    DOUBLED = enum.auto()
    UNDOUBLED = enum.auto()
    PLURAL = enum.auto()
    NUMBERED = enum.auto()
    VOWEL = enum.auto()
    SWAPPED = enum.auto()
    ADDED = enum.auto()
    KEY_ADDED = enum.auto()
    LEFT_OUT = enum.auto()
    NEIGHBOUR_KEY = enum.auto()
    ONE_BIT = enum.auto()
    REPLACED = enum.auto()


class Difference(msgspec.Struct, frozen=True, gc=False):
    """One change between a written text and the name that is meant.

    Attributes:
        change: what was done.
        at: where, counted in the written text.
        written: the characters that stand there.
        meant: the characters that the name has there.
    """

    change: Change
    at: int
    written: str
    meant: str

    @property
    def told(self) -> Sentence:
        """The difference in words."""
        en, zh = _TOLD[self.change]
        values = {"written": self.written, "meant": self.meant}
        return Sentence(en.format_map(values), zh.format_map(values))


_TOLD: Final = {
    Change.DOUBLED: ("“{written}” doubled", "“{written}”重复"),
    Change.UNDOUBLED: ("one “{meant}” instead of two", "两个“{meant}”只写了一个"),
    Change.PLURAL: ("“{written}” added", "多了“{written}”"),
    Change.NUMBERED: ("“{written}” added", "多了“{written}”"),
    Change.VOWEL: ("“{written}” for “{meant}”", "“{meant}”换成“{written}”"),
    Change.SWAPPED: ("“{meant}” swapped", "“{meant}”颠倒"),
    Change.ADDED: ("“{written}” added", "多了“{written}”"),
    Change.KEY_ADDED: ("“{written}” added, a key beside it", "多按了相邻键“{written}”"),
    Change.LEFT_OUT: ("“{meant}” left out", "少了“{meant}”"),
    Change.NEIGHBOUR_KEY: ("“{written}” for “{meant}”, the key beside it", "“{meant}”换成相邻键“{written}”"),
    Change.ONE_BIT: ("“{written}” for “{meant}”, one flipped bit", "“{meant}”变成“{written}”，只差一个比特"),
    Change.REPLACED: ("“{written}” for “{meant}”", "“{meant}”换成“{written}”"),
}


def difference_of(written: str, name: str) -> Difference | None:
    """Returns the one insertion, deletion, replacement or adjacent swap between two texts; None where more differs."""
    if not -1 <= len(written) - len(name) <= 2:
        return None
    at = next((i for i, (a, b) in enumerate(zip(written, name, strict=False)) if a != b), min(len(written), len(name)))
    if len(written) == len(name) + 1:
        return _added(written, name, at) if written[at + 1 :] == name[at:] else None
    if len(written) == len(name) + 2 and written[at : at + 2] == "es" and written[at + 2 :] == name[at:]:
        return Difference(Change.PLURAL, at, "es", "")
    if len(written) == len(name) - 1:
        return _left_out(written, name, at) if written[at:] == name[at + 1 :] else None
    if len(written) != len(name) or at == len(name):
        return None
    if written[at + 1 :] == name[at + 1 :]:
        return _replaced(written[at], name[at], at)
    if written[at : at + 2] == name[at : at + 2][::-1] and written[at + 2 :] == name[at + 2 :]:
        return Difference(Change.SWAPPED, at, written[at : at + 2], name[at : at + 2])
    return None


def _added(written: str, name: str, at: int) -> Difference:
    letter = written[at]
    if at and letter == name[at - 1]:
        return Difference(Change.DOUBLED, at, letter, letter)
    if at == len(name) and letter in "s0123456789":
        return Difference(Change.PLURAL if letter == "s" else Change.NUMBERED, at, letter, "")
    beside = NEIGHBOURS.get(letter, "")
    slipped = any(name[i] in beside for i in (at - 1, at) if 0 <= i < len(name))
    return Difference(Change.KEY_ADDED if slipped else Change.ADDED, at, letter, "")


def _left_out(written: str, name: str, at: int) -> Difference:
    letter = name[at]
    if at and letter == name[at - 1]:
        return Difference(Change.UNDOUBLED, at, "", letter)
    return Difference(Change.LEFT_OUT, at, "", letter)


def _replaced(letter: str, meant: str, at: int) -> Difference:
    if letter in _VOWELS and meant in _VOWELS:
        return Difference(Change.VOWEL, at, letter, meant)
    if letter in NEIGHBOURS.get(meant, ""):
        return Difference(Change.NEIGHBOUR_KEY, at, letter, meant)
    if (ord(letter) ^ ord(meant)).bit_count() == 1:
        return Difference(Change.ONE_BIT, at, letter, meant)
    return Difference(Change.REPLACED, at, letter, meant)


def _neighbours() -> dict[str, str]:
    """Returns key -> the keys around it, over the common keyboards: each row is shifted right by half a key."""
    found: dict[str, set[str]] = {}
    for rows in _ROWS:
        for number, row in enumerate(rows):
            for at, key in enumerate(row):
                around = found.setdefault(key, set())
                around.update(row[max(0, at - 1) : at + 2])
                if number:
                    around.update(rows[number - 1][at : at + 2])
                if number + 1 < len(rows):
                    around.update(rows[number + 1][max(0, at - 1) : at + 1])
    return {key: "".join(sorted(around - {key})) for key, around in found.items()}


#: Key -> the keys around it.
NEIGHBOURS: Final = _neighbours()
