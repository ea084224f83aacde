"""A host split once, for every lookalike rule to read."""

from __future__ import annotations

from scamguard.parse.hostnames import PublicSuffixes, is_address, to_unicode


class HostParts:
    """A hostname, its labels, and where its owner's part begins.

    Args:
        host: ASCII host of a parsed address.
        suffixes: the Public Suffix List.

    Attributes:
        is_address: an IP address: it has no labels.
        is_customer: the suffix is run by a private owner, whose customers publish below it (github.io).
        chosen: the labels that somebody chose: those before the suffix, without a leading `www`, in Unicode.
        owner_label: the label that the owner chose, as it stands in the host.
    """

    __slots__ = ("_labels", "_own", "chosen", "host", "is_address", "is_customer", "owner_label")

    def __init__(self, host: str, suffixes: PublicSuffixes) -> None:
        self.host = host
        # A name ends in a letter (RFC 3696 §2), an address in a digit or a bracket.
        self.is_address = False
        if not host or (not host[-1].isalpha() and is_address(host)):
            self.is_address = bool(host)
            self._labels, self._own, self.chosen, self.is_customer, self.owner_label = [], 0, [], False, ""
            return
        labels = self._labels = host.split(".")
        suffix = suffixes.of(host)
        own = self._own = len(labels) - suffix.labels
        self.is_customer = suffix.private
        self.owner_label = labels[own - 1] if own > 0 else ""
        chosen = labels[:own]
        if own > 1 and chosen[0] == "www":
            del chosen[0]
        if "xn--" in host:
            chosen = [to_unicode(label) for label in chosen]
        self.chosen = chosen

    @property
    def suffix(self) -> str:
        """The public suffix."""
        return ".".join(self._labels[self._own :])

    @property
    def registrable(self) -> str:
        """The registrable domain, or the host itself where it is a suffix or an address."""
        return ".".join(self._labels[self._own - 1 :]) if self.owner_label else self.host
