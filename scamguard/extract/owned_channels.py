"""Channels that are somebody else's: whose they are, as recorded or as the text says itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from scamguard.extract.claim_words import ChannelClaimWords
from scamguard.extract.claims import ChannelClaim

#: Longest name of an owner, in characters.
MAX_OWNER_CHARS: Final = 16
_OWNER: Final = re.compile(r"[a-z0-9\u4e00-\u9fff]{2,16}$")


class OwnedChannels:
    """Channels that others call official, and whose they are, as recorded: "TT123官方微信群".

    Args:
        values: the values of `not-same` facts -> the platform that they are taken for.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {value.lower(): slug for value, slug in values.items() if not value.isascii()}

    def value_for(self, claim: ChannelClaim, folded: str) -> tuple[str, str] | None:
        """Returns the recorded value and its platform, where the text names the owner that the record names.

        Args:
            claim: what is claimed ("官方微信群").
            folded: the text around it, in lower case, that may name the owner ("TT123").
        """
        for value, slug in self._values.items():
            owner = value.removesuffix(claim.words)
            if owner and owner != value and owner in folded:
                return value, slug
        return None


def owner_in(folded: str, words: ChannelClaimWords) -> str | None:
    """Returns the name of whoever says that an account is theirs ("… 旗下公众号"), in lower case, or None."""
    for found in words.owned.finditer(folded):
        name = _OWNER.search(folded[max(0, found.start() - MAX_OWNER_CHARS) : found.start()])
        if name is not None and words.channel.match(folded, found.end()):
            return name[0]
    return None
