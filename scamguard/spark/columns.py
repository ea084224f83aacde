"""The columns that users put into their frames, made on the driver."""

from __future__ import annotations

import datetime as dt
from typing import Final

from pyspark.sql import Column
from pyspark.sql.functions import arrow_udf, col

from scamguard.columns import Options
from scamguard.errors import UsageError
from scamguard.guard import Guard, default_guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.questions import local_date
from scamguard.spark.answering import ANSWERERS, Answering, Task
from scamguard.spark.sending import send
from scamguard.spark.types import to_spark

#: What a column is called where its user names it nothing.
_NAMES: Final[dict[Task, str]] = {"check": "verdict", "scan": "report"}


def check_column(
    contact: str | Column,
    *,
    claims: str | Column | None = None,
    kind: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    lang: str = "en",
    knowledge: Knowledge | None = None,
    with_json: bool = True,
) -> Column:
    """Returns a column of verdicts: a struct for each contact, with `error` where there is none (docs/spark.md).

    Args:
        contact: the column of contacts, or its name.
        claims: the platform that each is said to belong to: its name as a text, for all rows, or a column of names.
        kind: of all contacts: phone, email, url, account, app, portal or ticket; inferred where None.
        audience, region, direction: as `check` takes them.
        as_of: the date that the question is about; the driver's today where None, fixed now: every executor and every
            retry answers for the same day.
        lang: language of the sentences, "en" or "zh".
        knowledge: what is known, overlays included; the knowledge that ships with the package where None.
        with_json: whether the struct has the verdict's whole JSON, too, as `verdict`.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or there is no Spark session.
    """
    options = Options(
        claims=_name_of(claims),
        kind=kind,
        audience=audience,
        region=region,
        direction=direction,
        as_of=as_of if as_of is not None else local_date(),
        lang=lang,
        with_json=with_json,
    )
    return _column("check", contact, claims, options, knowledge)


def scan_column(
    text: str | Column,
    *,
    claims: str | Column | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    lang: str = "en",
    knowledge: Knowledge | None = None,
    with_json: bool = True,
) -> Column:
    """Returns a column of reports: for each text what is found in it, with `error` where there is none.

    Args:
        text: the column of messages, or its name.
        claims, audience, region, direction, as_of, lang, knowledge: as `check_column` takes them; what is not given is
            read from each text where it says so.
        with_json: whether the struct has the report's whole JSON, too, as `report`.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or there is no Spark session.
    """
    options = Options(
        claims=_name_of(claims),
        audience=audience,
        region=region,
        direction=direction,
        as_of=as_of if as_of is not None else local_date(),
        lang=lang,
        with_json=with_json,
    )
    return _column("scan", text, claims, options, knowledge)


def _name_of(claims: str | Column | None) -> str | None:
    """Returns the platform that all rows are said to belong to; None where a column says it row by row."""
    if claims is None or isinstance(claims, str | Column):
        return claims if isinstance(claims, str) else None
    raise UsageError(f"claims: a platform's name or a column is needed, not {type(claims).__name__}", "claims")


def _column(
    task: Task, texts: str | Column, claims: str | Column | None, options: Options, knowledge: Knowledge | None
) -> Column:
    guard = default_guard() if knowledge is None else Guard(knowledge)
    kind = ANSWERERS[task](guard, options).type  # also looks at the options, before anything is sent
    answering = Answering(task, options, send(guard.knowledge))
    beside = [claims] if isinstance(claims, Column) else []
    # Spark repeats what it takes for deterministic, as for a filter on the status: rows would be answered twice.
    answered = arrow_udf(answering.beside if beside else answering.alone, to_spark(kind)).asNondeterministic()
    return answered(col(texts) if isinstance(texts, str) else texts, *beside).alias(_NAMES[task])
