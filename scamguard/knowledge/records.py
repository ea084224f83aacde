"""The platforms' records: decoded one by one, when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.entries import Statement
from scamguard.knowledge.index import RECORD_BITS, RECORD_MASK
from scamguard.knowledge.schema import Platform


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
