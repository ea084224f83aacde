"""What characters stand for in disguised text: computed from Unicode's own tables, with a short list of signs.

Only characters that were assigned in Unicode 13 are looked at: their normal forms never change (Unicode stability
policy), so that every Python computes the same table.
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: Where styled letters and digits stand: superscripts, letterlike and number forms, enclosed, full-width, mathematical,
#: enclosed alphanumeric supplement.
_STYLED_RANGES: Final = (
    (0x00B2, 0x00B3), (0x00B9, 0x00B9), (0x2070, 0x209C), (0x2100, 0x214F), (0x2160, 0x217F), (0x2460, 0x24FF),
    (0x2776, 0x2793), (0x3280, 0x3289), (0xFF04, 0xFF5E), (0x1D400, 0x1D7FF), (0x1F100, 0x1F18A), (0x1F1E6, 0x1F1FF),
)  # fmt: skip
#: Punctuation of Chinese text, which is read as it stands.
_PUNCTUATION: Final = "，：；！？（）［］｛｝～＂＇＜＞｜＼＾｀"
_SMALL_CAPITAL: Final = "LATIN LETTER SMALL CAPITAL "
#: The scripts whose letters are taken for Latin ones.
_SCRIPTS: Final = ("GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC", "LATIN LETTER")


def glyphs_of(confusables: dict[str, str], extra: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Returns what styled characters, look-alikes and signs stand for.

    Args:
        confusables: character -> prototype (UTS #39).
        extra: what the tables of Unicode do not say, by sort (data/lexicon/disguises.toml).
    """
    styled = {c: plain for c in _characters() if (plain := _plain(c))}
    styled |= _small_capitals() | extra["styled"]
    lookalikes = {c: p for c, p in confusables.items() if _is_lookalike(c, p)} | extra["lookalikes"]
    lookalikes = {c: p for c, p in lookalikes.items() if c not in styled}
    signs = extra["signs"]
    return {
        "styled": dict(sorted((c, p) for c, p in styled.items() if c not in signs)),
        "lookalikes": dict(sorted((c, p) for c, p in lookalikes.items() if c not in signs)),
        "signs": dict(sorted(signs.items())),
    }


def _characters() -> list[str]:
    return [chr(point) for first, last in _STYLED_RANGES for point in range(first, last + 1)]


def _plain(character: str) -> str:
    """Returns the ASCII letters or digits that a styled character is a form of, or ""."""
    if character in _PUNCTUATION:
        return ""
    if 0x1F1E6 <= ord(character) <= 0x1F1FF:  # regional indicators
        return chr(ord(character) - 0x1F1E6 + ord("A"))
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    name = unicodedata.name(character, "")
    if name.startswith(("NEGATIVE CIRCLED LATIN", "NEGATIVE SQUARED LATIN", "SQUARED LATIN")):
        return name[-1]
    number = unicodedata.numeric(character, None)
    is_round = number is not None and number == int(number)
    if number is not None and is_round and (10 <= number <= 50 or 0x3280 <= ord(character) <= 0x3289):
        return str(int(number))
    plain = unicodedata.normalize("NFKC", character).strip("().°")
    return plain if plain.isascii() and plain != character and len(plain) == 1 else ""


def _small_capitals() -> dict[str, str]:
    found = {}
    for point in (*range(0x0250, 0x02B0), *range(0x1D00, 0x1D26), *range(0xA730, 0xA732)):
        name = unicodedata.name(chr(point), "")
        if name.startswith(_SMALL_CAPITAL) and len(name) == len(_SMALL_CAPITAL) + 1:
            found[chr(point)] = name[-1].lower()
    return found


def _is_lookalike(character: str, prototype: str) -> bool:
    return (
        len(prototype) == 1
        and prototype.isascii()
        and prototype.isalnum()
        and not character.isascii()
        and unicodedata.name(character, "").startswith(_SCRIPTS)
    )
