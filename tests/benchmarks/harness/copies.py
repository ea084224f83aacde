"""A knowledge with several times the platforms: copies of the records under other names, hosts and numbers.

Letters change places with letters of their sort, Chinese characters with others of the records, digits with digits. So
a copy's names are as long, as speakable and as far apart as the genuine ones, and those of one copy do not resemble
another's.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping
from typing import Final

import msgspec

from scamguard.knowledge.schema import Bundle, Channel, Platform
from scamguard.parse.hostnames import PublicSuffixes

_SORTS: Final = ("aeiou", "bcdfghjklmnpqrstvwxyz")
#: A number keeps so many characters at its beginning: the country, and what says that it is a mobile.
_KEPT: Final = 5
_HOSTS: Final = frozenset({"domain", "host", "mail-domain"})


def multiplied(bundle: Bundle, factor: int) -> Bundle:
    """Returns the knowledge with so many times the platforms, the genuine ones first."""
    suffixes = PublicSuffixes(bundle.suffixes_icann, bundle.suffixes_private)
    characters = sorted({char for p in bundle.platforms for name in p.names.get("zh", ()) for char in name})
    chinese = [char for char in characters if "\u3400" <= char <= "\u9fff"]
    copies = [
        _Renaming(number, chinese, suffixes).platform(platform)
        for number in range(1, factor)
        for platform in bundle.platforms
    ]
    return msgspec.structs.replace(bundle, platforms=(*bundle.platforms, *copies))


class _Renaming:
    """Renames everything by which one copy of the records is found."""

    def __init__(self, number: int, chinese: list[str], suffixes: PublicSuffixes) -> None:
        self._number = number
        self._letters = _exchanged(number, tuple(chinese))
        self._suffixes = suffixes

    def platform(self, old: Platform) -> Platform:
        """Returns the copy of a platform."""
        return msgspec.structs.replace(
            old,
            slug=self._slug(old.slug),
            home=self._host(old.home),
            names={language: tuple(map(self._name, names)) for language, names in old.names.items()},
            not_same=tuple(map(self._slug, old.not_same)),
            channels=tuple(map(self._channel, old.channels)),
            facts=tuple(
                msgspec.structs.replace(fact, values=tuple(map(self._value, fact.values))) for fact in old.facts
            ),
        )

    def _slug(self, slug: str) -> str:
        return f"{slug}-{self._number}"

    def _name(self, name: str) -> str:
        return name.translate(self._letters)

    def _channel(self, old: Channel) -> Channel:
        if old.kind in _HOSTS:
            return msgspec.structs.replace(old, value=self._host(old.value))
        if old.kind == "account":
            return msgspec.structs.replace(old, value=self._name(old.value))
        return msgspec.structs.replace(old, value=self._value(old.value))

    def _value(self, value: str) -> str:
        """Returns a number, address or link of the copy; of anything else the value as it is."""
        if value.lstrip("+").isdigit():
            return self._digits(value)
        before, sign, rest = value.rpartition("@") if "@" in value else value.partition("://")
        if not sign:
            return value
        if sign == "://":
            host, slash, path = rest.partition("/")
            return f"{before}{sign}{self._host(host)}{slash}{path}"
        return f"{before}{sign}{self._host(rest)}"

    def _host(self, host: str) -> str:
        """Returns the host with another name before its public suffix; what stands below the name stays."""
        whole = self._suffixes.registrable(host)
        if whole is None or not host.endswith(whole):
            return host
        label, dot, suffix = whole.partition(".")
        return f"{host[: len(host) - len(whole)]}{self._label(label)}{dot}{suffix}"

    def _label(self, label: str) -> str:
        return label if label.startswith("xn--") else self._digits(label.translate(self._letters), kept=0)

    def _digits(self, text: str, kept: int = _KEPT) -> str:
        """Returns the text with its digits moved on, each place by another step; short numbers keep fewer of them."""
        kept = min(kept, max(0, len(text) - 3))
        moved = (
            str((int(char) + self._number * (3 + at % 5) + at * (self._number // 10)) % 10)
            if char in "0123456789"
            else char
            for at, char in enumerate(text[kept:])
        )
        return text[:kept] + "".join(moved)


@functools.cache
def _exchanged(number: int, chinese: tuple[str, ...]) -> Mapping[int, str]:
    chance = random.Random(number)
    table: dict[int, str] = {}
    for sort in (*_SORTS, chinese):
        others = list(sort)
        chance.shuffle(others)
        table.update({ord(old): new for old, new in zip(sort, others, strict=True)})
        if sort is not chinese:
            table.update({ord(old.upper()): new.upper() for old, new in zip(sort, others, strict=True)})
    return table
