"""Rows as a table: for a terminal, and in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harness.rows import LeftOut, Row, Text, Told

_HEAD = ("", "ours", "base", "ratio", "quartiles", "limit", "base is")
_WIDTHS = (50, 12, 12, 7, 13, 14, 0)
_RULE = ("---", "---:", "---:", "---:", "---:", "---", "---")


def head_line() -> str:
    """Returns the names of the columns for a terminal."""
    return _line(_HEAD)


def to_line(told: Told) -> str:
    """Returns what is printed of one row."""
    match told:
        case LeftOut():
            return f"left out: {told.why}"
        case Text():
            return told.text
        case Row():
            return _line(_cells(told))


def to_markdown(told: Iterable[Told]) -> str:
    """Returns a table of the rows, then the texts, then what was left out."""
    found = list(told)
    rows = [_cells(each) for each in found if isinstance(each, Row)]
    texts = [f"```text\n{each.text.strip()}\n```" for each in found if isinstance(each, Text)]
    absent = [f"* left out: {each.why}" for each in found if isinstance(each, LeftOut)]
    table = ["\n".join("| " + " | ".join(line) + " |" for line in (_HEAD, _RULE, *rows))] if rows else []
    return "\n\n".join((*table, *texts, *(["\n".join(absent)] if absent else [])))


def to_figure(value: float) -> str:
    """Returns a number with about three digits that count."""
    for limit, digits in ((10, 2), (100, 1)):
        if abs(value) < limit:
            return f"{value:.{digits}f}"
    return f"{value:,.0f}"


def _cells(row: Row) -> tuple[str, ...]:
    spread = "" if row.low == row.high else f"{to_figure(row.low or 0)} to {to_figure(row.high or 0)}"
    base = "" if row.base is None else f"{to_figure(row.base)} {row.unit}"
    ratio = "" if row.ratio is None else to_figure(row.ratio)
    return row.name, f"{to_figure(row.ours)} {row.unit}", base, ratio, spread, row.limit, row.against


def _line(cells: Sequence[str]) -> str:
    first, *others, last = cells
    middle = (f"{cell:>{width}}" for cell, width in zip(others, _WIDTHS[1:], strict=False))
    return f"{first:<{_WIDTHS[0]}} {' '.join(middle)}  {last}".rstrip()
