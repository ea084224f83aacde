"""Rows answered one by one: an answer, an error or a null for each, and the same question answered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Generic, TypeVar

import pyarrow as pa

from scamguard.columns.texts import NoText, Texts
from scamguard.errors import ScamguardError, UnknownPlatform, UsageError, own_fault
from scamguard.parse.text import to_printable

Answer = TypeVar("Answer")

#: Longest error of a row, in characters: it may repeat what the row says.
_MOST_CHARS: Final = 500
#: Rows that are read at once: a text may have megabytes.
_READ_ROWS: Final = 256
#: Rows, and parts of answers, in one Arrow array: strings of an array have 2 GiB together, and a long contact stands
#: in its answer several times.
_MAX_WEIGHT: Final = 8192
_CHARS_OF_A_PART: Final = 64


class Rows(Generic[Answer]):
    """Collects the answers of one piece of a column.

    Args:
        ask: answers one text and one claim.
        name: what a row holds, for the error of one that holds something else.
        weigh: how many parts an answer has beside itself.

    Attributes:
        answers: each different answer once.
        weight: how much the answers take together: more than none for each row.
    """

    def __init__(self, ask: Callable[[str, str | None], Answer], name: str, weigh: Callable[[Answer], int]) -> None:
        self.answers: list[Answer] = []
        self.weight = 0
        self._weigh = weigh
        self._ask = ask
        self._name = name
        self._places: list[int | None] = []
        self._errors: list[str | None] = []
        self._unknown: dict[str | None, str] = {}
        self._seen: dict[tuple[str, str | None], tuple[int | None, str | None]] = {}

    def add(self, text: object, claims: object) -> None:
        """Answers one row; nothing that it holds makes this raise."""
        place, error = (None, None) if text is None else self._answered(text, claims)
        self.weight += 1 + (0 if place is None else self._weigh(self.answers[place]))
        self.weight += len(text) // _CHARS_OF_A_PART if isinstance(text, str) else 0
        self._places.append(place)
        self._errors.append(error)

    def _answered(self, text: object, claims: object) -> tuple[int | None, str | None]:
        if not isinstance(text, str):
            return None, f"{self._name}: a text is needed, not {_name_of(text)}"
        if claims is not None and not isinstance(claims, str):
            return None, f"claims: a platform's name is needed, not {_name_of(claims)}"
        found = self._seen.get((text, claims))
        if found is None:
            found = self._seen[(text, claims)] = self._asked(text, claims)
        return found

    def _asked(self, text: str, claims: str | None) -> tuple[int | None, str | None]:
        if claims in self._unknown:
            return None, self._unknown[claims]
        try:
            self.answers.append(self._ask(text, claims))
        except UnknownPlatform as error:  # the nearest names take longer to find than many a verdict
            self._unknown[claims] = _sentence(error)
            return None, self._unknown[claims]
        except ScamguardError as error:
            return None, _sentence(error)
        except Exception as error:  # noqa: BLE001 - a fault of ours costs one row; its message may hold the contact
            return None, own_fault(error)
        return len(self.answers) - 1, None

    def spread(self, fields: Sequence[Any], kind: pa.StructType) -> pa.StructArray:
        """Returns one struct a row.

        Args:
            fields: an Arrow array for each field but `error`, which is the last, with one value for each of `answers`.
            kind: the type of the struct.
        """
        places = self._places
        errors = pa.array(self._errors, pa.string())
        if len(self.answers) == len(places):  # nothing is null, wrong or there twice
            return pa.StructArray.from_arrays([*fields, errors], fields=list(kind))
        taken = pa.array(places, pa.int32())
        mask = pa.array([place is None and error is None for place, error in zip(places, self._errors, strict=True)])
        spread = [field.take(taken) for field in fields]
        return pa.StructArray.from_arrays([*spread, errors], fields=list(kind), mask=mask)


def _name_of(value: object) -> str:
    return value.kind if isinstance(value, NoText) else type(value).__name__


def _sentence(error: ScamguardError) -> str:
    text = to_printable(str(error))
    return text if len(text) <= _MOST_CHARS else f"{text[: _MOST_CHARS // 2]} … {text[-_MOST_CHARS // 2 :]}"


def answered_rows(
    ask: Callable[[str, str | None], Answer],
    texts: Texts,
    claims: Texts | str | None,
    name: str,
    weigh: Callable[[Answer], int] = lambda _: 0,
) -> Iterator[Rows[Answer]]:
    """Yields the rows of a column, answered, as many at a time as Arrow can hold in one array.

    Args:
        ask: answers one text and one claim.
        texts: a column of any length.
        claims: a column of equal length, or one claim for all rows.
        name: what a row holds, for errors.
        weigh: how many parts an answer has beside itself.

    Raises:
        UsageError: the columns differ in length.
    """
    if not isinstance(claims, str):
        require_as_many(texts, claims)
    rows = Rows(ask, name, weigh)
    for start in range(0, len(texts), _READ_ROWS):
        stop = min(start + _READ_ROWS, len(texts))
        said = [claims] * (stop - start) if claims is None or isinstance(claims, str) else claims.values(start, stop)
        for text, claim in zip(texts.values(start, stop), said, strict=True):
            rows.add(text, claim)
            if rows.weight >= _MAX_WEIGHT:
                yield rows
                rows = Rows(ask, name, weigh)
    if rows.weight:
        yield rows


def require_as_many(texts: Texts, claims: Texts | None) -> None:
    """Looks whether two columns can belong together.

    Raises:
        UsageError: they differ in length.
    """
    if claims is not None and len(claims) != len(texts):
        raise UsageError(
            f"claims: {len(claims):,} rows beside {len(texts):,}; both columns need the same length", "claims"
        )


def joined(pieces: Iterable[pa.StructArray], kind: pa.StructType) -> pa.StructArray:
    """Returns pieces of a column as one array."""
    found = list(pieces)
    return found[0] if len(found) == 1 else pa.concat_arrays([*found, pa.array([], kind)])
