"""Arrow arrays built field by field, from Python lists: rows as dicts would cost several times as much."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pyarrow as pa

from scamguard.columns.schema import IF_CLAIMED, SUGGESTION
from scamguard.model.verdict import Suggestion
from scamguard.render.json import encode

Item = TypeVar("Item")


def to_texts(values: Sequence[str | None]) -> pa.Array:
    """Returns a column of strings."""
    return pa.array(values, pa.string())


def to_json_texts(objects: Iterable[dict[str, Any]]) -> pa.Array:
    """Returns a column of JSON. What our own encoder wrote is UTF-8: nothing looks at it again."""
    return pa.array([encode(value) for value in objects], pa.binary()).view(pa.string())


def to_lists(
    lists: Sequence[Sequence[Item]], to_fields: Callable[[list[Item]], list[pa.Array]], kind: pa.StructType
) -> pa.Array:
    """Returns a column of lists of structs.

    Args:
        lists: what each row lists.
        to_fields: makes the fields of the items of all rows.
        kind: the type of an item.
    """
    offsets = pa.array([0, *itertools.accumulate(map(len, lists))], pa.int32())
    items = pa.StructArray.from_arrays(to_fields([item for one in lists for item in one]), fields=list(kind))
    return pa.ListArray.from_arrays(offsets, items, type=pa.list_(kind))


def to_suggestions(rows: Sequence[tuple[Suggestion, ...]], lang: str) -> pa.Array:
    """Returns a column of channels to use instead; the knowledge gives the same tuple to many verdicts."""
    places: dict[int, int] = {}
    different: list[tuple[Suggestion, ...]] = []
    for row in rows:
        if id(row) not in places:
            places[id(row)] = len(different)
            different.append(row)
    lists = to_lists(different, lambda items: _suggested(items, lang), SUGGESTION)
    return lists.take(pa.array([places[id(row)] for row in rows], pa.int32()))


def _suggested(items: list[Suggestion], lang: str) -> list[pa.Array]:
    return [
        to_texts([item.kind for item in items]),
        to_texts([item.value for item in items]),
        to_texts([item.label.in_language(lang) for item in items]),
    ]


def to_if_claimed(rows: Sequence[Mapping[str, str]]) -> pa.Array:
    """Returns a column of what other claims would give."""
    return to_lists([tuple(row.items()) for row in rows], _claimed, IF_CLAIMED)


def _claimed(items: list[tuple[str, str]]) -> list[pa.Array]:
    return [to_texts([platform for platform, _ in items]), to_texts([status for _, status in items])]
