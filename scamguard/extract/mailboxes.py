"""Mail addresses in text, also with a blank or a written sign put into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.view import View
from scamguard.parse.emails import parse_email
from scamguard.parse.hostnames import PublicSuffixes
from scamguard.parse.text import fold

#: RFC 5321 §4.5.3.1.1: a local part has at most 64 octets.
MAX_LOCAL_CHARS: Final = 64
_LOCAL = re.compile(r"(?<![A-Za-z0-9._%+'*=-])[A-Za-z0-9_%+=*'-][A-Za-z0-9._%+'*=-]*\Z")
_AT_IN_BRACKETS = re.compile(r"\s?[\[({（【]\s?(?:@|[Aa][Tt]|艾特)\s?[\])}）】]\s?|艾特")
#: What stands in a text that holds the sign in brackets; few texts hold any.
_IN_BRACKETS: Final = ("@)", "@]", "at)", "at]", "AT)", "at ]", "艾特")
#: "name#qq.com (换@)": the # stands for the sign.
_HASH_WORDS: Final = ("换@", "换成@", "改@", "換@")
_WORD_AT = re.compile(r"\sat\s(?=[A-Za-z0-9-]{1,63}\sdot\s)", re.IGNORECASE)
_HASH = re.compile(r"(?<=[A-Za-z0-9_])#(?=[A-Za-z0-9-]+\.(?:com|cn|net|org)(?![A-Za-z]))")
_SIGN = r"(?:\s?(?:[.。．点點]|[\[({]\s?(?:\.|dot|点)\s?[\])}])\s?|\sdot\s)"
#: A provider whose dot was left out.
_PROVIDER = "|".join(rf"(?<={name})\s(?=com)" for name in ("gmail", "yahoo", "hotmail", "outlook", "qq", "163"))
_DOMAIN = re.compile(
    rf"\s?([A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:(?:{_SIGN}|{_PROVIDER})[A-Za-z0-9][A-Za-z0-9-]{{0,62}}){{1,6}})",
    re.IGNORECASE,
)
_DOT = re.compile(rf"{_SIGN}|{_PROVIDER}", re.IGNORECASE)
_GLUED: Final = ("com", "net", "org", "cn")


class MailboxFinder:
    """Finds mail addresses.

    Args:
        suffixes: the Public Suffix List: a domain ends as some registry gives it out.
    """

    def __init__(self, suffixes: PublicSuffixes) -> None:
        self._suffixes = suffixes

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the mail addresses of a view, and takes their places."""
        for start, end in _signs_in(view.text):
            if not taken.is_free(start, end):
                continue
            if (masked := self._masked(view.text, start, end)) > 0:
                taken.take(start, masked)  # "Ray*****@gmail.com": whose it is, nobody can tell
            elif (found := self._at(view, start, end)) is not None and taken.is_free(found.start, found.end):
                taken.take(found.start, found.end)
                yield found

    @staticmethod
    def _masked(text: str, start: int, end: int) -> int:
        """Returns where a mailbox ends that is partly hidden, or 0."""
        domain = _DOMAIN.match(text, end) if text[start - 1 : start] == "*" else None
        return domain.end(1) if domain else 0

    def _at(self, view: View, start: int, end: int) -> Candidate | None:
        text = view.text
        domain = _DOMAIN.match(text, end)
        local = self._local(text, start) if domain else None
        if local is None or domain is None or "*" in local[0]:
            return None
        pieces = _DOT.split(domain[1])
        length = self._length(pieces)
        if not length:
            return None
        host, stop = ".".join(pieces[:length]), domain.end(1)
        if length < len(pieces):
            for _ in range(len(pieces) - length):
                stop = [m.start() for m in _DOT.finditer(text, domain.start(1), stop)][-1]
        if (glued := _without_glue(pieces[length - 1])) and not self._is_suffix(pieces[length - 1]):
            stop -= len(pieces[length - 1]) - len(glued)
            host = ".".join([*pieces[: length - 1], glued])
        first = local.end() - len(local[0].rpartition("=")[2].lstrip("'"))
        name = _as_written(view, first, local.end()) or text[first : local.end()].strip("'")
        try:
            found = parse_email(f"{name}@{_as_written(view, domain.start(1), stop) or host}")
        except InvalidContact:
            return None
        return Candidate(first, stop, msgspec.structs.replace(found, raw=view.surface(first, stop)))

    @staticmethod
    def _local(text: str, start: int) -> re.Match[str] | None:
        """Returns what stands before the sign; set apart with a blank it must look like a name of its own."""
        found = _LOCAL.search(text, max(0, start - MAX_LOCAL_CHARS - 1), start)
        if found is None and text[start - 1 : start] == " ":
            found = _LOCAL.search(text, max(0, start - MAX_LOCAL_CHARS - 2), start - 1)
            if found is not None and (found[0].isdigit() or not any(c.isdigit() or c in "._" for c in found[0])):
                return None
        return found

    def _length(self, pieces: list[str]) -> int:
        """Returns how many of the pieces between dots are a domain: the last ones may be the next sentence."""
        for length in range(len(pieces), 1, -1):
            if self._is_suffix(pieces[length - 1]) or (length == len(pieces) and _without_glue(pieces[length - 1])):
                return length
        return 0

    def _is_suffix(self, label: str) -> bool:
        return self._suffixes.of("a." + label.lower()).listed


def _signs_in(text: str) -> Iterator[tuple[int, int]]:
    """Yields where the sign of a mailbox stands, plain or in brackets."""
    if any(map(text.__contains__, _IN_BRACKETS)):
        for match in _AT_IN_BRACKETS.finditer(text):
            yield match.span()
    if "#" in text and any(map(text.__contains__, _HASH_WORDS)):
        for match in _HASH.finditer(text):
            yield match.span()
    if " dot " in text:
        for match in _WORD_AT.finditer(text):
            yield match.span()
    place = text.find("@")
    while place >= 0:
        yield place, place + 1
        place = text.find("@", place + 1)


def _without_glue(label: str) -> str:
    """Returns the ending that letters were glued to ("comPlease"), or ""."""
    return next(
        (label[: len(e)] for e in _GLUED if label.startswith(e) and len(label) > len(e) and label[len(e)].isupper()), ""
    )


def _as_written(view: View, start: int, end: int) -> str:
    """Returns a part of a mailbox in its original characters, "" where these are plain: a Cyrillic letter stays one."""
    shown = view.surface(start, end)
    written = "" if shown.isascii() else "".join(_DOT.sub(".", fold(shown)).split())
    return "" if written.isascii() else written
