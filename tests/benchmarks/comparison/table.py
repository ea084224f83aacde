"""The tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from comparison.measure import Answers, Count, macro
from comparison.peer import Peer


class Row(NamedTuple):
    """Everything measured of one peer; times in microseconds a host, None where so many names are out of its reach."""

    peer: Peer
    answers: Answers
    few: float
    many: float | None


def to_markdown(rows: Sequence[Row], few: int, many: int) -> str:
    """Returns the three tables: all measures, dnstwist's classes, names with words."""
    return "\n\n".join(
        (
            _measures(rows, few, many),
            "Caught of dnstwist's permutations, class by class:",
            _by_kind(rows, "class", lambda answers: answers.permutations),
            "Caught of names with words, shape by shape:",
            _by_kind(rows, "shape", lambda answers: answers.worded),
        )
    )


def _measures(rows: Sequence[Row], few: int, many: int) -> str:
    head = [
        "",
        "dnstwist's classes caught (macro)",
        "names with words caught (macro)",
        f"alarms on {rows[0].answers.popular.hosts:,} popular hosts",
        f"alarms on {rows[0].answers.sisters.hosts:,} genuine sister domains",
        f"µs a host, {few} names",
        f"µs a host, {many:,} names",
        "hosts given in",
    ]
    return _table(head, map(_measured, rows))


def _measured(row: Row) -> list[str]:
    answers = row.answers
    return [
        f"{row.peer.name} {row.peer.version}" + (f", {row.peer.variant}" if row.peer.variant else ""),
        f"{macro(answers.permutations):.1%}",
        f"{macro(answers.worded):.1%}",
        f"{answers.popular.alarms} ({answers.popular.share:.2%})" if answers.popular.hosts else "not measured",
        f"{answers.sisters.alarms} ({answers.sisters.share:.0%})",
        _time(row.few),
        "not built" if row.many is None else _time(row.many),
        answers.writing,
    ]


def _by_kind(rows: Sequence[Row], what: str, counts: Callable[[Answers], Mapping[str, Count]]) -> str:
    columns = _columns(rows, counts)
    hosts = {kind: count.hosts for kind, count in counts(rows[0].answers).items()}
    lines = (
        [kind, str(number), *(f"{column[kind].share:.0%}" for column in columns.values())]
        for kind, number in hosts.items()
    )
    return _table([what, "hosts", *columns], lines)


def _columns(rows: Sequence[Row], counts: Callable[[Answers], Mapping[str, Count]]) -> dict[str, Mapping[str, Count]]:
    """Returns the counts under the peers' titles; variants of a peer that catch the same share a column."""
    columns: dict[str, Mapping[str, Count]] = {}
    for row in rows:
        found = counts(row.answers)
        variants = [counts(other.answers) for other in rows if other.peer.name == row.peer.name]
        columns[row.peer.name if all(other == found for other in variants) else row.peer.title] = found
    return columns


def _time(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))
