"""The platforms' records, their facts and their channels: decoded one by one, when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.entries import Entry, Statement
from scamguard.knowledge.index import NATIONAL_DIGITS, RECORD_BITS, RECORD_MASK, Index
from scamguard.knowledge.names import PlatformNames
from scamguard.knowledge.schema import Platform
from scamguard.knowledge.standing import TRUSTED
from scamguard.model.scope import NETWORKS
from scamguard.parse.hostnames import parents

_NOTHING: Final[Mapping[str, tuple[int, ...]]] = {}


class Records(Mapping[str, Platform]):
    """Slug -> the platform's whole record.

    Args:
        slugs: the platforms, in the order that codes number them.
        encoded: of each, its record in msgpack.
    """

    __slots__ = ("_decoded", "_encoded", "_numbers", "_slugs")

    def __init__(self, slugs: Sequence[str], encoded: Sequence[msgspec.Raw]) -> None:
        self._slugs = slugs
        self._encoded = encoded
        self._numbers = {slug: number for number, slug in enumerate(slugs)}
        self._decoded: dict[int, Platform] = {}

    def at(self, number: int) -> Platform:
        """Returns the platform with this number.

        Raises:
            DataError: its record is of another version of the format.
        """
        found = self._decoded.get(number)
        if found is None:
            try:
                found = msgspec.msgpack.decode(self._encoded[number], type=Platform)
            except msgspec.DecodeError as error:
                place = f"compiled knowledge: {self._slugs[number]}"
                raise DataError(place, f"of another version ({error}); run: scamguard data compile") from None
            self._decoded[number] = found
        return found

    def slug_at(self, number: int) -> str:
        """Returns the slug of the platform with this number."""
        return self._slugs[number]

    def number_of(self, slug: str) -> int:
        """Returns the number of the platform with this slug."""
        return self._numbers[slug]

    def __getitem__(self, slug: str) -> Platform:
        """Returns the platform with this slug."""
        return self.at(self._numbers[slug])

    def __contains__(self, slug: object) -> bool:
        """Answers whether there is such a platform, without reading its record."""
        return slug in self._numbers

    def __iter__(self) -> Iterator[str]:
        """Yields the slugs, in their order."""
        return iter(self._slugs)

    def __len__(self) -> int:
        """Returns how many platforms there are."""
        return len(self._slugs)


class Statements(Mapping[str, tuple[Statement, ...]]):
    """Value -> the facts that are about it.

    Args:
        records: the platforms.
        codes: value -> the codes of the facts.
    """

    __slots__ = ("_built", "_codes", "_records")

    def __init__(self, records: Records, codes: Mapping[str, tuple[int, ...]]) -> None:
        self._records = records
        self._codes = codes
        self._built: dict[str, tuple[Statement, ...]] = {}

    def owners(self, value: str) -> tuple[str, ...]:
        """Returns the slugs of the platforms that have a fact about a value, without reading their records."""
        return tuple(self._records.slug_at(code >> RECORD_BITS) for code in self._codes.get(value, ()))

    def about(self, value: str) -> tuple[Statement, ...]:
        """Returns the facts about a value: none about most."""
        return self[value] if value in self._codes else ()

    def __getitem__(self, value: str) -> tuple[Statement, ...]:
        """Returns the facts about a value."""
        found = self._built.get(value)
        if found is None:
            found = self._built[value] = tuple(map(self._statement, self._codes[value]))
        return found

    def _statement(self, code: int) -> Statement:
        platform = self._records.at(code >> RECORD_BITS)
        return Statement(platform, platform.facts[code & RECORD_MASK])

    def __contains__(self, value: object) -> bool:
        """Answers whether there is a fact about a value."""
        return value in self._codes

    def __iter__(self) -> Iterator[str]:
        """Yields the values."""
        return iter(self._codes)

    def __len__(self) -> int:
        """Returns how many values there are."""
        return len(self._codes)


class Entries:
    """The channels of all platforms, each built when it is first asked for.

    Args:
        records: the platforms.
        names: what they are called.
        index: their look-ups.
    """

    __slots__ = ("_built", "_exact", "_hosts", "_index", "_names", "_national", "_records")

    def __init__(self, records: Records, names: PlatformNames, index: Index) -> None:
        self._records = records
        self._names = names
        self._index = index
        self._exact = index.exact
        self._hosts = index.hosts
        self._national = index.national
        self._built: dict[int, Entry] = {}

    def at(self, code: int) -> Entry:
        """Returns the channel with this code."""
        found = self._built.get(code)
        if found is None:
            platform = self._records.at(code >> RECORD_BITS)
            found = Entry(platform, platform.channels[code & RECORD_MASK], self._names.labels[platform.slug])
            for source in self._index.compromised.get(code, ()):
                above = self._records.at(source >> RECORD_BITS).channels[source & RECORD_MASK]
                found.compromised = (*found.compromised, *above.compromised)
            self._built[code] = found
        return found

    def exact(self, kind: str, value: str) -> tuple[Entry, ...]:
        """Returns the channels of a class of contacts with exactly this value."""
        codes = self._exact.get(kind, _NOTHING).get(value)
        return tuple(map(self.at, codes)) if codes else ()

    def at_host(self, host: str) -> tuple[Entry, ...]:
        """Returns the channels on a host itself."""
        return tuple(map(self.at, self._hosts.get(host, ())))

    def at_mail_domain(self, domain: str) -> tuple[Entry, ...]:
        """Returns the channels that any mailbox at a domain stands for: of it, or of the nearest domain above."""
        for parent in parents(domain):
            if found := self.exact("mail-domain", parent):
                return found
        return ()

    def accounts_named(self, name: str) -> tuple[Entry, ...]:
        """Returns the accounts in use that are called so, on any network."""
        wanted = name.lstrip("@").casefold()
        found = (entry for network in NETWORKS for entry in self.exact(network, wanted))
        return tuple(entry for entry in found if entry.constant in TRUSTED)

    def numbers_like(self, digits: str) -> tuple[str, ...]:
        """Returns the recorded numbers that end in the same digits, in canonical form."""
        return self._national.get(digits[-NATIONAL_DIGITS:], ())

    def numbers_masked(self, mask: str) -> tuple[Entry, ...]:
        """Returns the recorded numbers that a masked number ("+8640012xxxxx") could be."""
        pattern = re.compile(re.escape(mask).replace("x", r"\d") + "$")
        numbers = self._exact.get("phone", _NOTHING)
        return tuple(self.at(code) for value, codes in numbers.items() if pattern.match(value) for code in codes)

    def of(self, slug: str) -> tuple[Entry, ...]:
        """Returns one platform's channels."""
        code = self._records.number_of(slug) << RECORD_BITS
        return tuple(self.at(code + place) for place in range(len(self._records[slug].channels)))
