"""A host split once, for every lookalike rule to read."""

from __future__ import annotations

from scamguard.parse.hostnames import NO_SUFFIX, PublicSuffixes, is_address, to_unicode


class HostParts:
    """A hostname, its labels, and where its owner's part begins.

    Args:
        host: ASCII host of a parsed address.
        suffixes: the Public Suffix List.
    """

    __slots__ = ("host", "is_address", "is_customer", "labels", "owner_label", "plain_label", "subdomains", "suffix")

    def __init__(self, host: str, suffixes: PublicSuffixes) -> None:
        self.host = host
        self.is_address = is_address(host)
        self.labels = [] if self.is_address or not host else host.split(".")
        suffix = suffixes.of(host) if self.labels else NO_SUFFIX
        count = suffix.labels
        #: The suffix is run by a private owner, whose customers publish below it (github.io).
        self.is_customer = suffix.private
        self.suffix = ".".join(self.labels[-count:]) if count else ""
        #: The label that the owner chose, the same without hyphens, and the labels below it.
        self.owner_label = self.labels[-count - 1] if len(self.labels) > count else ""
        self.plain_label = self.owner_label.replace("-", "")
        self.subdomains = self.labels[: -count - 1]

    @property
    def registrable(self) -> str:
        """The registrable domain, or the host itself where it is a suffix or an address."""
        return f"{self.owner_label}.{self.suffix}" if self.owner_label else self.host

    @property
    def shown_label(self) -> str:
        """The owner's label in Unicode, as a person sees it."""
        return to_unicode(self.owner_label)
