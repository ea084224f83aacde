"""Hostnames: labels, their Unicode form, and where an owner's part begins (Public Suffix List)."""

from __future__ import annotations

import functools
from typing import Final, NamedTuple

import can_ada

#: RFC 1035 §2.3.4: a name has at most 253 characters as text; each label at most 63 octets.
MAX_HOST_CHARS: Final = 253


class Suffix(NamedTuple):
    """Where a host's public suffix begins, as a number of labels, and whether a private owner runs it."""

    labels: int
    private: bool
    #: The suffix is on the list; otherwise the last label counts as one (the list's rule "*").
    listed: bool


class PublicSuffixes:
    """The Public Suffix List, compiled: answers which part of a host anyone can register below.

    Args:
        icann: rules of the ICANN section, one a line, in A-labels, as the list writes them (`*.ck`, `!www.ck`).
        private: rules of the private section.
    """

    def __init__(self, icann: str, private: str) -> None:
        self._icann_text = icann
        self._private_text = private

    @functools.cached_property
    def _icann(self) -> frozenset[str]:
        return frozenset(self._icann_text.split())

    @functools.cached_property
    def _private(self) -> frozenset[str]:
        return frozenset(self._private_text.split())

    def of(self, host: str) -> Suffix:
        """Returns the public suffix of an ASCII host (publicsuffix.org, "Algorithm"); longest rule wins."""
        icann, private = self._icann, self._private
        rest = host
        labels = host.count(".") + 1
        while labels > 1:
            parent = rest[rest.index(".") + 1 :]
            star, exception = "*." + parent, "!" + rest
            if rest in icann or rest in private:
                return Suffix(labels, rest in private, True)
            if exception in icann or exception in private:
                return Suffix(labels - 1, exception in private, True)
            if star in icann or star in private:
                return Suffix(labels, star in private, True)
            rest, labels = parent, labels - 1
        return Suffix(1, False, rest in icann)

    def registrable(self, host: str, *, private: bool = True) -> str:
        """Returns the registrable domain of a host, or "" where the host is itself a public suffix.

        Args:
            host: ASCII hostname without a trailing dot.
            private: count the private section (github.io) as suffixes too.
        """
        count = self.of(host).labels if private else self._icann_of(host)
        labels = host.split(".")
        return ".".join(labels[-count - 1 :]) if len(labels) > count else ""

    def _icann_of(self, host: str) -> int:
        icann = self._icann
        labels = host.split(".")
        for start in range(len(labels)):
            rest = ".".join(labels[start:])
            if rest in icann:
                return len(labels) - start
            if "!" + rest in icann:
                return len(labels) - start - 1
            if start + 1 < len(labels) and "*." + ".".join(labels[start + 1 :]) in icann:
                return len(labels) - start
        return 1


def to_unicode(host: str) -> str:
    """Returns the host with its A-labels decoded (UTS #46 ToUnicode); an ASCII host without them as it is."""
    if "xn--" not in host:
        return host
    return str(can_ada.idna_decode(host.encode()))  # type: ignore[arg-type] # its stub says str, it takes bytes


def is_address(host: str) -> bool:
    """Answers whether a host of a parsed URL is an IPv4 or IPv6 address (URL Standard, host serializing)."""
    return host.startswith("[") or (host[-1:].isdigit() and host.replace(".", "").isdigit())


def parents(host: str) -> list[str]:
    """Returns the host and every domain above it, longest first, without the last label alone."""
    found = [host]
    start = host.find(".") + 1
    while start and host.find(".", start) > 0:
        found.append(host[start:])
        start = host.find(".", start) + 1
    return found
