"""Who signs a message: the name in brackets that a text message begins with, "【工商银行】您尾号…"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from scamguard.extract.denials import Lexicon, either, words_of
from scamguard.extract.mentions import Mention

#: How far before a place its message may begin, in characters: longer than a text message of several parts.
MAX_TO_SIGNATURE_CHARS: Final = 600
_SIGNATURE: Final = re.compile(r"(?:^|\n)[^\S\n]*[【\[](?P<name>[^【】\[\]\n]{1,24})[】\]]")


class Signature(msgspec.Struct, frozen=True, gc=False):
    """Who signs: a platform, or None for an organisation that is on no record."""

    mention: Mention | None


class SignatureWords:
    """The words that organisations' names end with.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); the section is "support".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._organisation = re.compile(either(words_of(lexicon, "support", "organisation")) + "$")

    def above(self, folded: str, place: int, mentions: Sequence[Mention]) -> Signature | None:
        """Returns who signs the message that a place stands in, or None.

        Args:
            folded: the text, in lower case.
            place: where the contact begins.
            mentions: the platforms that the text names, in its order.
        """
        begin = max(0, place - MAX_TO_SIGNATURE_CHARS)
        if folded.find("】", begin, place) < 0 and folded.find("]", begin, place) < 0:
            return None
        signed = None
        for found in _SIGNATURE.finditer(folded, begin, place):
            signed = found
        if signed is None:
            return None
        first, last = signed.span("name")
        for mention in mentions:
            if mention.start >= last:
                break
            if first <= mention.start and mention.end <= last:
                return Signature(mention)
        return Signature(None) if self._organisation.search(signed["name"]) else None
