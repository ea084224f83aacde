"""Text of others made safe to show: no control reaches a terminal or a page, nothing hides, nothing turns round."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Stands for a character that would act, hide or turn the text round.
PLACEHOLDER: Final = "\ufffd"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PICTURE: Final = "\u2600-\u27bf\U0001f300-\U0001faff"
#: Joiners that hold an emoji together.
_EMOJI_JOINER: Final = re.compile(f"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])")
#: White space to Python, and yet no blank: separators of files and records, of lines and paragraphs.
_NO_BLANKS: Final = "\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def to_encodable(text: str) -> str:
    """Returns the text with lone surrogates replaced one for one, so that it can be written as UTF-8."""
    return text if text.isascii() else _SURROGATE.sub(PLACEHOLDER, text)


def to_visible(text: str) -> str:
    """Returns the text on one line: tabs and blanks of every kind as blanks, other invisible characters marked."""
    return text if text.isprintable() else "".join(map(_shown, text))


def to_visible_lines(text: str) -> str:
    """Returns the text with its lines, tabs and emoji whole; other invisible characters are marked."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    joiners = {match.start() for match in _EMOJI_JOINER.finditer(plain)}
    return "".join(
        character if character in "\n\t\u3000" or index in joiners else _shown(character)
        for index, character in enumerate(plain)
    )


def columns_of(character: str) -> int:
    """Returns how many columns of a terminal a visible character takes (UAX #11): 0 for a combining mark, 1 or 2."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character == "\u3000":
        return "  "  # an ideographic blank, two columns wide
    return " " if character.isspace() and character not in _NO_BLANKS else PLACEHOLDER
