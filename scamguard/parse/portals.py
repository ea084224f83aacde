"""Ways in that are described and not addressed ("隐藏入口", "internal hotline"), and ids of support tickets."""

from __future__ import annotations

import re
from typing import Final

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Portal, Ticket
from scamguard.parse.text import fold

#: Longest description that is read, in characters: a sentence or two.
MAX_PORTAL_CHARS: Final = 300

_TICKET = re.compile(r"^[A-Z]{2,6}[-#](?=(?:[A-Z]*[0-9]){3}|X{3,}$)[0-9A-Z]{1,24}$")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_TICKET_LABEL = re.compile(
    r"^(?:工单(?:编?号)?|ticket(?: ?id| number| no\.?)?|case(?: ?id)?)\s*(?:是|为)?\s*[:：#]?\s*", re.IGNORECASE
)
_TICKET_FORCED = re.compile(r"^[0-9A-Z][0-9A-Z_#-]{1,40}$")


class PortalWords:
    """The words that describe a hidden way in, from `data/lexicon/`.

    Args:
        lexicon: language -> {"secret": words, "phone": nouns, "url": nouns, "any": nouns}.
    """

    __slots__ = ("_media", "_pattern")

    def __init__(self, lexicon: dict[str, dict[str, list[str]]]) -> None:
        self._media = {
            noun: medium for words in lexicon.values() for medium in ("phone", "url") for noun in words[medium]
        }
        alone = "|".join(re.escape(word) for found in lexicon.values() for word in found.get("alone", []))
        self._pattern = re.compile(
            "|".join([*(self._for(language, words) for language, words in lexicon.items()), alone]), re.IGNORECASE
        )

    @staticmethod
    def _for(language: str, words: dict[str, list[str]]) -> str:
        nouns = sorted((noun for medium in ("phone", "url", "any") for noun in words[medium]), key=len, reverse=True)
        secret = "|".join(map(re.escape, sorted(words["secret"], key=len, reverse=True)))
        noun = "|".join(map(re.escape, nouns))
        if language == "zh":
            return f"(?:{secret})[^,，。;；]{{0,8}}(?:{noun})"
        return rf"\b(?:{secret})\b[^.,;]{{0,24}}\b(?:{noun})s?\b"

    def find(self, raw: str) -> Portal | None:
        """Returns the portal that the text describes, or None."""
        if len(raw) > MAX_PORTAL_CHARS:
            return None
        found = self._pattern.search(fold(raw))
        if found is None:
            return None
        phrase = found[0].lower()
        medium = next(
            (medium for noun, medium in self._media.items() if phrase.rstrip("s").endswith(noun.rstrip("s"))), None
        )
        return Portal(raw, phrase, medium)


def find_ticket(raw: str) -> Ticket | None:
    """Returns the ticket id that the text is, or None."""
    if len(raw) > 80:
        return None
    text = fold(raw).translate(_DASHES)
    bare = _TICKET_LABEL.sub("", text)
    shape = _TICKET_FORCED if bare != text else _TICKET
    return Ticket(raw, bare.upper()) if shape.match(bare.upper()) else None


def parse_ticket(raw: str) -> Ticket:
    """Returns the ticket id that the text is, when a caller says that it is one.

    Raises:
        InvalidContact: the text has no shape of an id.
    """
    text = _TICKET_LABEL.sub("", fold(raw[:81])).upper()
    if not _TICKET_FORCED.match(text):
        raise InvalidContact("not-a-ticket", raw[:64])
    return Ticket(raw, text)
