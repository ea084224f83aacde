"""Where digits stand in a view: every number and nearly every id is found from them, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

#: Longest id of any network, in characters.
MAX_ID_CHARS: Final = 40

_BEFORE = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]+\Z")
_BEHIND = re.compile("[A-Za-z0-9_-]*")
#: What may stand between two digits of one number that was split: no sign that ends a clause.
GAP = r"(?:[^\w\n\u3400-\u9fff@:：,，.。;；|\[\](){}]|[ˉˇˊˋ]){0,3}"
CHINESE = "〇零一二三四五六七八九"
_GOES_ON = re.compile(rf"{GAP}[0-9]|[{CHINESE}]")
_SPLIT = re.compile(rf"[0-9{CHINESE}](?:{GAP}[0-9{CHINESE}]){{4,15}}")


class Token(msgspec.Struct, frozen=True, gc=False):
    """Letters and digits without a blank, digits split by signs, or Chinese numerals, with their place."""

    start: int
    end: int
    #: As it stands there.
    written: str
    #: The digits and letters alone.
    plain: str
    digits: int

    @property
    def is_number(self) -> bool:
        """It has no letters."""
        return self.digits == len(self.plain)


#: What stands around most numbers of a text: nothing here makes them part of an id.
_UNITS: Final = frozenset("年月日号天个条元")
_QUIET: Final = _UNITS.union(["", *" \n\t.,:;()[]/，。：；（）、》《”“%"])


def tokens_in(text: str, runs: list[tuple[int, int]]) -> Iterator[Token]:
    """Yields what could be ids: runs of letters and digits with two digits at least, and digits that were split.

    Args:
        text: what is read.
        runs: where digits stand in it, in its order.
    """
    done = 0
    for start, end in runs:
        if start < done:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        is_quiet = end - start < 5 and after in _QUIET and before in _QUIET
        if is_quiet and (after in _UNITS or not _GOES_ON.match(text, end)):
            continue  # years, prices, counts
        is_glued = (before.isascii() and (before.isalpha() or before in "_-")) or (after.isascii() and after.isalpha())
        if end - start < 5 and not is_glued:
            token = _split(text, start)
        else:
            token = _glued(text, start, end) if is_glued else _split(text, start) or _number(text, start, end)
        if token is not None:
            done = token.end
            yield token


def _glued(text: str, start: int, end: int) -> Token | None:
    found = _BEFORE.search(text, max(0, start - MAX_ID_CHARS), start)
    first = found.start() if found else start
    last = _BEHIND.match(text, end, max(end, first + MAX_ID_CHARS)).end()  # type: ignore[union-attr] # matches nothing, too
    written = text[first:last].strip("-")
    first += text[first:last].find(written)
    plain = written.replace("-", "").replace("_", "")
    digits = sum(map(str.isdigit, plain))
    if plain.isdigit():
        return _split(text, first) or _number(text, first, first + len(written))
    return Token(first, first + len(written), written, written, digits) if digits >= 2 else None


def _split(text: str, start: int) -> Token | None:
    found = _SPLIT.match(text, start)
    if found is None or (found.end() < len(text) and text[found.end()].isascii() and text[found.end()].isalnum()):
        return None
    plain = digits_of(found[0])
    return Token(start, found.end(), found[0], plain, len(plain))


def _number(text: str, start: int, end: int) -> Token:
    return Token(start, end, text[start:end], text[start:end], end - start)


_CHINESE_DIGITS: Final = {ord(c): d for c, d in zip(CHINESE, "00123456789", strict=True)}


def digits_of(written: str) -> str:
    """Returns the digits of a text, Chinese numerals read, everything else left out."""
    return "".join(c for c in written.translate(_CHINESE_DIGITS) if "0" <= c <= "9")
