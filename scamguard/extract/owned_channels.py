"""Channels that are somebody else's, and whose they are, as recorded."""

from __future__ import annotations

from collections.abc import Mapping

from scamguard.extract.claims import ChannelClaim


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
