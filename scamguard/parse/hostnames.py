"""Hostnames: labels, their Unicode form, and where an owner's part begins (Public Suffix List)."""

from __future__ import annotations

import functools
from typing import Final

import can_ada
import msgspec

#: RFC 1035 §2.3.4: a name has at most 253 characters as text; each label at most 63 octets.
MAX_HOST_CHARS: Final = 253


_PLAIN, _PRIVATE, _WILDCARD, _WILD_PRIVATE, _EXCEPTION = 1, 2, 4, 8, 16


class Suffix(msgspec.Struct, frozen=True, gc=False):
    """Where a host's public suffix begins, as a number of labels, and whether a private owner runs it."""

    labels: int
    private: bool
    #: The suffix is on the list; otherwise the last label counts as one (the list's rule "*").
    listed: bool


#: Of a host that has none: an address, or nothing.
NO_SUFFIX: Final = Suffix(0, False, False)
#: Suffixes of up to this many labels are made once.
_KEPT: Final = 8
_SUFFIXES: Final = {
    (labels, private, listed): Suffix(labels, private, listed)
    for labels in range(_KEPT)
    for private in (False, True)
    for listed in (False, True)
}
_LISTED: Final = _SUFFIXES[1, False, True]
_UNLISTED: Final = _SUFFIXES[1, False, False]


def _suffix(labels: int, private: bool, listed: bool) -> Suffix:
    return _SUFFIXES.get((labels, private, listed)) or Suffix(labels, private, listed)


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

    def of(self, host: str) -> Suffix:
        """Returns the public suffix of an ASCII host (publicsuffix.org, "Algorithm"); longest rule wins."""
        rules = self._rules
        rest = host
        labels = host.count(".") + 1
        kind = rules.get(rest)
        while labels > 1:
            if kind is not None:
                if kind & _EXCEPTION:
                    return _suffix(labels - 1, kind & _PRIVATE > 0, True)
                if kind & _PLAIN:
                    return _suffix(labels, kind & _PRIVATE > 0, True)
            rest = rest[rest.index(".") + 1 :]
            kind = rules.get(rest)
            if kind is not None and kind & _WILDCARD:
                return _suffix(labels, kind & _WILD_PRIVATE > 0, True)
            labels -= 1
        return _LISTED if kind is not None and kind & _PLAIN else _UNLISTED

    @functools.cached_property
    def _rules(self) -> dict[str, int]:
        """Every rule's name without its sign -> what the list says of it, as a sum of flags."""
        found: dict[str, int] = {}
        for text, owner in ((self._icann_text, 0), (self._private_text, _PRIVATE)):
            for rule in text.split():
                if rule[0] == "!":
                    name, flag = rule[1:], _EXCEPTION | owner
                elif rule[0] == "*":
                    name, flag = rule[2:], _WILDCARD | (_WILD_PRIVATE if owner else 0)
                else:
                    name, flag = rule, _PLAIN | owner
                found[name] = found.get(name, 0) | flag
        return found

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
    shown = _decoded(host)
    if shown.isprintable() and "" not in shown.split("."):
        return shown
    return ".".join(map(_shown, host.split(".")))


def _shown(label: str) -> str:
    """Returns one label decoded where that is a name: not a sign that hides, turns or breaks the text around it."""
    shown = _decoded(label)
    return shown if (shown and shown.isprintable()) or can_ada.idna_encode(shown) == label.encode() else label


def _decoded(host: str) -> str:
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
