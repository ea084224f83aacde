"""Where an address in text ends: broken by blanks, glued to what follows, cut off."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from scamguard.extract.dots import LABEL, WRITTEN, WRITTEN_DOT, Place
from scamguard.extract.hosts import CUT_ENDINGS

#: Longest address that is read, in characters.
MAX_LINK_CHARS: Final = 2083
#: Signs that end a sentence or close a bracket, and no address.
TRAILING: Final = ".,;:!?'\"*)]}>~…-&"
_PORT_AND_PATH = re.compile(r"(?::\d{2,5}(?![\d]))?(?:[/?#][\x21-\x7e]*)?")
_STOP = re.compile(r"[\"'<>`{}|\\^]|(?<![_=/])\(|\[|https?://(?<![=/?&#%]https://)(?<![=/?&#%]http://)")
_SPACED_SCHEME = re.compile(r"(?:h[tx*]{1,2}ps?[\s:;.]{0,3}[/\\]{0,4}|//)\s\Z", re.IGNORECASE)
_HOST_CHARS = re.compile(r"[A-Za-z0-9.:%_\u00c0-\u024f-]+")
#: What ends an address for everybody, though a browser would read on: the next item, a closing sign.
_SEPARATORS: Final = frozenset(",;)]}>|`'’”：")
#: A host that goes on behind characters that stand in no host.
_GOES_ON = re.compile(r"(?:[.．。｡点點]|[\[({]\s?(?:\.|dot|点)\s?[\])}])[A-Za-z0-9-]{2,}", re.IGNORECASE)
#: Invitations to groups: 16 characters, and older ones of 22, are all there is to them.
_INVITATION = re.compile(r"(?:/\+[A-Za-z0-9_-]{16}|/joinchat/[A-Za-z0-9_-]{16,22})")
_NEXT_PIECE = re.compile(
    rf"(?:(?<=[-.])\s|\s(?=[.-]))(\.?[{LABEL}]{{1,63}}(?:(?:\.|{WRITTEN_DOT})[{LABEL}]{{1,63}}){{0,5}})",
    re.IGNORECASE,
)
#: A blank put before a dot or a hyphen in the middle of a host.
_SPACED_ENDING = re.compile(
    r"\s(?:\.(?:com|net|org|cn)(?![A-Za-z0-9])|[.-][A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}(?![A-Za-z0-9]))", re.IGNORECASE
)
_PIECE_BEHIND = re.compile(rf"\s[{LABEL}]{{1,63}}(?:\.[{LABEL}]{{2,}}|/)")
#: A break that was put before a dot or a hyphen; browsers drop lines and tabs.
_CUTS: Final = (" .", " -", "\n.", "\t.", "\n-")
_NEXT_PATH = re.compile(r"\s([A-Za-z0-9=_\-]{2,80}/?[A-Za-z0-9=_\-]{0,80})(?=[\s.,]|$)")


class LinkEnds:
    """Tells how far an address reaches.

    Args:
        english: common words, which are no piece of a path.
    """

    def __init__(self, english: frozenset[str]) -> None:
        self._english = english

    def named(self, text: str, start: int, end: int, run: str) -> Place:
        """Returns what stands for the host in the run of characters behind a scheme."""
        if "@" in run:
            name = run.rstrip(TRAILING)
            return Place(start, end + len(name), name, True, False)
        plain = _HOST_CHARS.match(run)
        name = plain[0] if plain else ""
        rest = run[len(name) :]
        if rest and rest[0] not in _SEPARATORS and (not name or _GOES_ON.search(rest)):
            name = run.rstrip(TRAILING)
        elif not _PIECE_BEHIND.match(text, end + len(name)) or name.rstrip(TRAILING) == name:
            name = name.rstrip(TRAILING)
        return self.joined(text, Place(start, end + len(name), name, True, False))

    def joined(self, text: str, place: Place) -> Place:
        """Returns the host with the pieces behind a blank that was put into it."""
        host, end = place.host, place.end
        if place.has_scheme or place.is_written or host.endswith("-") or _SPACED_ENDING.match(text, end):
            for _ in range(4):
                is_cut = text[end - 1] in "-." or text[end : end + 2] in _CUTS
                piece = _NEXT_PIECE.match(text, end) if is_cut else None
                if piece is None:
                    break
                host, end = host + WRITTEN.sub(".", piece[1]), piece.end()
        if place.has_scheme:
            missing = CUT_ENDINGS.get(host.rpartition(".")[2].lower())
            if missing and text[end : end + 1] == " " and text.startswith(missing, end + 1):
                after = text[end + 1 + len(missing) : end + 2 + len(missing)]
                if not after.isalnum():
                    host, end = host + missing, end + 1 + len(missing)
        return msgspec.structs.replace(place, host=host, end=end)

    def path(self, text: str, place: Place) -> tuple[int, str]:
        """Returns where the address ends, and what stands behind its host."""
        found = _PORT_AND_PATH.match(text, place.end, place.end + MAX_LINK_CHARS)
        tail = found[0] if found else ""
        if not tail and text.startswith("\\/", place.end):  # escaped, as in JSON
            return self.path(text, msgspec.structs.replace(place, end=place.end + 1))
        if invitation := _INVITATION.match(tail):
            return place.end + invitation.end(), invitation[0]
        stop = _STOP.search(tail)
        tail = tail[: stop.start()] if stop else tail
        bare = tail.rstrip(TRAILING)
        if "(" in bare and tail[len(bare) : len(bare) + 1] == ")":
            bare += ")"
        tail = bare or ("/" if tail.startswith("/") else "")
        end = place.end + len(tail)
        if tail.endswith("/") or _is_spaced(text, place):
            piece = _NEXT_PATH.match(text, end)
            if piece and tail and self._is_piece_of_path(text, place, piece[1]):
                return piece.end(1), tail + piece[1]
        return end, tail

    def _is_piece_of_path(self, text: str, place: Place, piece: str) -> bool:
        if piece.lower() in self._english or (piece.isalpha() and not _is_spaced(text, place)):
            return False
        return any(c.isdigit() or c == "=" for c in piece) and not piece.isdigit()


def _is_spaced(text: str, place: Place) -> bool:
    return place.has_scheme and _SPACED_SCHEME.search(text, max(0, place.start - 12), place.start) is not None
