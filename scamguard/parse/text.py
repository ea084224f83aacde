"""Unicode text made comparable: invisible characters taken out, disguised digits read.

Standards: normalization (UAX #15), general categories and numeric values (UAX #44).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Longest contact that is read, in characters; addresses in the wild stay under 2,083.
MAX_CONTACT_CHARS: Final = 8192

_SURROGATE = re.compile("[\ud800-\udfff]")

#: Digits as Chinese text writes and speaks them, with the financial and the radio forms.
CHINESE_DIGITS: Final = {
    ord(character): digit
    for digit, characters in {
        "0": "〇零○洞", "1": "一壹幺弌", "2": "二贰貳两兩弍", "3": "三叁參弎", "4": "四肆",
        "5": "五伍", "6": "六陆陸", "7": "七柒拐", "8": "八捌", "9": "九玖",
    }.items()
    for character in characters
}  # fmt: skip

#: Letters that stand for digits where a number is meant ("4OO-82O-l234").
LETTER_DIGITS: Final = {
    **dict.fromkeys(map(ord, "oOｏＯοОоΟ"), "0"),
    **dict.fromkeys(map(ord, "lIi|ｌＩіІ"), "1"),
    **dict.fromkeys(map(ord, "zZ"), "2"),
    **dict.fromkeys(map(ord, "зЗ"), "3"),
    **dict.fromkeys(map(ord, "sS"), "5"),
    **dict.fromkeys(map(ord, "bB"), "8"),
}

_INVISIBLE_CATEGORIES: Final = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})


def to_printable(text: str) -> str:
    """Returns the text with lone surrogates replaced by U+FFFD, so that it can be encoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def without_invisible(text: str) -> str:
    """Returns the text without format, control and combining characters; white space becomes a blank."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    )


#: Characters that UTS #46 ignores in a name, and so browsers do.
_IGNORED = re.compile("[\u00ad\u034f\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]")
#: Marks of writing direction: copied along at the ends; within a name browsers refuse them.
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Joiners: within a name they make another name (ContextJ, RFC 5892); at the ends they are nothing.
_JOINERS: Final = "\u200c\u200d"


def without_ignored(text: str) -> str:
    """Returns the text, trimmed, without the characters that UTS #46 ignores in a name; what changes a name stays."""
    if text.isascii():
        return text.strip()
    return _IGNORED.sub("", text).strip().strip(_DIRECTIONS + _JOINERS).strip()


def fold(text: str) -> str:
    """Returns the text in NFKC, trimmed and without invisible characters: full-width and styled forms become plain."""
    if text.isascii():
        return without_invisible(text).strip()
    return unicodedata.normalize("NFKC", without_invisible(text)).strip()


def to_digit(character: str) -> str | None:
    """Returns the ASCII digits that one character stands for in any script or style, or None.

    Circled, superscript and other styled digits count by their Unicode digit value, circled numbers ("⑬") by their
    compatibility form; letters do not count.
    """
    if "0" <= character <= "9":
        return character
    if character.isascii():
        return None
    value = unicodedata.digit(character, None)
    if value is not None:
        return str(value)
    if (digit := CHINESE_DIGITS.get(ord(character))) is not None:
        return digit
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and plain.isdigit() else None
