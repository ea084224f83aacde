"""Columns of data frames answered: `check_column` and `scan_column`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from scamguard.extra import needing
from scamguard.frames.families import family_of
from scamguard.guard import Guard, default_guard

if TYPE_CHECKING:
    from scamguard.columns import Checking, Scanning

#: A column of Polars, pandas or Arrow.
Column = TypeVar("Column")


def check_column(
    contacts: Column,
    *,
    claims: Any = None,
    kind: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    lang: str = "en",
    guard: Guard | None = None,
    with_json: bool = True,
    workers: int | None = 1,
) -> Column:
    """Returns a column of verdicts, one struct for each contact, in the library that the contacts came in.

    A row that cannot be answered has nothing but an `error`; a null has a null.

    Args:
        contacts: text, as a `polars.Series`, a `pandas.Series`, or anything of Arrow (which gives a
            `pyarrow.ChunkedArray`).
        claims: the platform that all of them are said to belong to, or a column of platforms, one for each contact; a
            null claims nothing.
        kind, audience, region, direction, as_of: as `Guard.check` takes them, for all contacts; one date for the whole
            column where none is given.
        lang: language of the sentences, "en" or "zh".
        guard: answers each contact; the guard over the shipped knowledge where None.
        with_json: whether the struct has the whole JSON of the contract in its field `verdict`.
        workers: how many processes share the column (docs/frames.md); as many as there are cores where None.

    Raises:
        UnknownPlatform: no platform has the name that is claimed for all.
        UsageError: an option has a value that it cannot have, a column is not of text, they differ in length, or
            pyarrow is not installed.
        WorkersLost: worker processes cannot be started, or die whatever they are given.
    """
    with needing("frames"):
        from scamguard.columns import Checking, Options
    said = claims if isinstance(claims, str) else None
    options = Options(
        claims=said, kind=kind, audience=audience, region=region, direction=direction, as_of=as_of, lang=lang,
        with_json=with_json,
    )  # fmt: skip
    found: Column = answered(Checking(guard or default_guard(), options), contacts, claims, "contacts", workers)
    return found


def scan_column(
    texts: Column,
    *,
    claims: Any = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    lang: str = "en",
    guard: Guard | None = None,
    with_json: bool = True,
    workers: int | None = 1,
) -> Column:
    """Returns a column of reports, one struct for each text, in the library that the texts came in.

    A row that cannot be answered has nothing but an `error`; a null has a null.

    Args:
        texts: messages, articles, any text, as a column of the kinds that `check_column` takes.
        claims: the platform that all of them speak of, or a column of platforms, one for each text.
        audience, region, direction, as_of: as `scan` takes them, for all texts; one date for the whole column where
            none is given.
        lang: language of the sentences, "en" or "zh".
        guard: judges what is found; the guard over the shipped knowledge where None.
        with_json: whether the struct has the whole JSON of the contract in its field `report`.
        workers: how many processes share the column; as many as there are cores where None.

    Raises:
        UnknownPlatform: no platform has the name that is claimed for all.
        UsageError: an option has a value that it cannot have, a column is not of text, they differ in length, or
            pyarrow is not installed.
        WorkersLost: worker processes cannot be started, or die whatever they are given.
    """
    with needing("frames"):
        from scamguard.columns import Options, Scanning
    said = claims if isinstance(claims, str) else None
    options = Options(
        claims=said, audience=audience, region=region, direction=direction, as_of=as_of, lang=lang, with_json=with_json
    )
    found: Column = answered(Scanning(guard or default_guard(), options), texts, claims, "texts", workers)
    return found


def answered(answering: Checking | Scanning, column: Any, claims: Any, name: str, workers: int | None = 1) -> Any:
    """Returns a column answered, as a column of the same library; `name` is what errors call it."""
    import pyarrow as pa

    from scamguard.batch.workers import workers_of
    from scamguard.frames.sharing import shared

    family = family_of(column, name)
    texts, said = family.to_texts(column, name), None
    if claims is not None and not isinstance(claims, str):
        said = family_of(claims, "claims").to_texts(claims, "claims")
        family.require_beside(column, claims)
    pieces = shared(answering, texts, said, workers_of(workers))
    return family.to_column(pa.chunked_array(list(pieces), answering.type), column)
