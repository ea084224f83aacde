"""A host split once, for every lookalike rule to read."""

from __future__ import annotations

import functools

from scamguard.parse.hostnames import PublicSuffixes, is_address, to_unicode


class HostParts:
    """A hostname, its labels, and where its owner's part begins.

    Args:
        host: ASCII host of a parsed address.
        suffixes: the Public Suffix List.
    """

    def __init__(self, host: str, suffixes: PublicSuffixes) -> None:
        self.host = host
        self.is_address = is_address(host)
        self.labels = [] if self.is_address else host.split(".")
        suffix = suffixes.of(host) if self.labels else None
        count = suffix.labels if suffix else 0
        #: The suffix is run by a private owner, whose customers publish below it (github.io).
        self.is_customer = bool(suffix and suffix.private)
        self.suffix = ".".join(self.labels[-count:]) if count else ""
        #: The label that the owner chose, and those below it, outermost last.
        self.owner_label = self.labels[-count - 1] if len(self.labels) > count else ""
        self.subdomains = self.labels[: -count - 1]

    @functools.cached_property
    def registrable(self) -> str:
        """The registrable domain, or the host itself where it is a suffix or an address."""
        return f"{self.owner_label}.{self.suffix}" if self.owner_label else self.host

    @functools.cached_property
    def shown_label(self) -> str:
        """The owner's label in Unicode, as a person sees it."""
        return to_unicode(self.owner_label)
