"""A host split once, for every lookalike rule to read."""

from __future__ import annotations

from scamguard.parse.hostnames import NO_SUFFIX, PublicSuffixes, is_address, to_unicode


class HostParts:
    """A hostname, its labels, and where its owner's part begins.

    Args:
        host: ASCII host of a parsed address.
        suffixes: the Public Suffix List.

    Attributes:
        labels: all labels; none for an address.
        suffix: the public suffix.
        is_customer: the suffix is run by a private owner, whose customers publish below it (github.io).
        chosen: the labels that somebody chose: those before the suffix, without a leading `www`, in Unicode.
        owner_label: the label that the owner chose, as it stands in the host.
    """

    __slots__ = ("chosen", "host", "is_address", "is_customer", "labels", "owner_label", "suffix")

    def __init__(self, host: str, suffixes: PublicSuffixes) -> None:
        self.host = host
        self.is_address = is_address(host)
        self.labels = labels = [] if self.is_address or not host else host.split(".")
        suffix = suffixes.of(host) if labels else NO_SUFFIX
        count = suffix.labels
        self.is_customer = suffix.private
        self.suffix = ".".join(labels[-count:]) if count else ""
        self.owner_label = labels[-count - 1] if len(labels) > count else ""
        chosen = labels[:-count] if count else []
        if chosen and chosen[0] == "www":
            del chosen[0]
        if "xn--" in host:
            chosen = [to_unicode(label) for label in chosen]
        self.chosen = chosen

    @property
    def registrable(self) -> str:
        """The registrable domain, or the host itself where it is a suffix or an address."""
        return f"{self.owner_label}.{self.suffix}" if self.owner_label else self.host
