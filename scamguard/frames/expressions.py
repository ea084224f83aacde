"""Checks and scans as expressions of Polars: in a select, in a lazy frame, in a stream of batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypedDict, Unpack

from scamguard.extra import needing
from scamguard.frames.answering import answered
from scamguard.guard import Guard, default_guard

if TYPE_CHECKING:
    import polars as pl

    from scamguard.columns import Checking, Scanning

#: The name of the claims while they travel beside the contacts.
_CLAIMS = "scamguard claims"


class ScanOptions(TypedDict, total=False):
    """The options of `scan_column`, but for the claims and the guard."""

    audience: str | None
    region: str | None
    direction: str | None
    as_of: str | dt.date | None
    lang: str
    with_json: bool


class CheckOptions(ScanOptions, total=False):
    """The options of `check_column`, but for the claims and the guard."""

    kind: str | None


def check_expr(
    contacts: str | pl.Expr,
    *,
    claims: str | pl.Expr | None = None,
    guard: Guard | None = None,
    **options: Unpack[CheckOptions],
) -> pl.Expr:
    """Returns a Polars expression of verdicts, named as the contacts are.

    It is elementwise: a lazy frame runs it batch by batch, streaming too. Where no date is given, each batch is asked
    about the day on which it is answered.

    Args:
        contacts: the name of a column, or an expression of text.
        claims: a platform's name, or an expression of platforms (`pl.col("platform")`).
        guard: answers each contact; the guard over the shipped knowledge where None.
        options: as `check_column` takes them.

    Raises:
        UnknownPlatform: no platform has the name that is claimed for all.
        UsageError: an option has a value that it cannot have, or pyarrow is not installed.
    """
    with needing("frames"):
        from scamguard.columns import Checking, Options
    said = claims if isinstance(claims, str) else None
    return _expression(Checking(guard or default_guard(), Options(claims=said, **options)), contacts, claims)


def scan_expr(
    texts: str | pl.Expr,
    *,
    claims: str | pl.Expr | None = None,
    guard: Guard | None = None,
    **options: Unpack[ScanOptions],
) -> pl.Expr:
    """Returns a Polars expression of reports, named as the texts are; see `check_expr`.

    Args:
        texts: the name of a column, or an expression of text.
        claims: a platform's name, or an expression of platforms.
        guard: judges what is found; the guard over the shipped knowledge where None.
        options: as `scan_column` takes them.

    Raises:
        UnknownPlatform: no platform has the name that is claimed for all.
        UsageError: an option has a value that it cannot have, or pyarrow is not installed.
    """
    with needing("frames"):
        from scamguard.columns import Options, Scanning
    said = claims if isinstance(claims, str) else None
    return _expression(Scanning(guard or default_guard(), Options(claims=said, **options)), texts, claims)


def _expression(answering: Checking | Scanning, texts: str | pl.Expr, claims: str | pl.Expr | None) -> pl.Expr:
    import polars as pl

    from scamguard.frames.polars_series import to_dtype

    asked = pl.col(texts) if isinstance(texts, str) else texts
    answer: Callable[[pl.Series], pl.Series] = _alone(answering)
    if claims is not None and not isinstance(claims, str):
        asked, answer = pl.struct(asked, claims.alias(_CLAIMS)), _beside(answering)
    return asked.map_batches(answer, return_dtype=to_dtype(answering.type), is_elementwise=True)


def _alone(answering: Checking | Scanning) -> Callable[[pl.Series], pl.Series]:
    def answer(batch: pl.Series) -> pl.Series:
        found: pl.Series = answered(answering, batch, None, batch.name)
        return found

    return answer


def _beside(answering: Checking | Scanning) -> Callable[[pl.Series], pl.Series]:
    def answer(batch: pl.Series) -> pl.Series:
        texts, claims = batch.struct.fields[0], batch.struct.fields[1]
        found: pl.Series = answered(answering, batch.struct.field(texts), batch.struct.field(claims), batch.name)
        return found

    return answer
