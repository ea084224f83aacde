"""Makes lists for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scamguard import Guard, Knowledge
from scamguard.knowledge.list_format import Head, Row, Sense
from scamguard.lists import Built, ListTitle, build_list
from scamguard.lists.writer import ListWriter

AS_OF = "2026-11-22"
BASE = Knowledge.shipped()


def built(
    folder: Path, text: str | bytes, sense: Sense = "deny", platform: str | None = None, region: str | None = None
) -> tuple[Path, Built, list[tuple[int, str]]]:
    """Returns the compiled list of a text, what became of it, and what was told about which line."""
    source = folder / f"{sense}.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    told: list[tuple[int, str]] = []
    title = ListTitle(sense, f"Our {sense}list", "Acme Ltd", "2026-11-01")
    output = folder / f"{sense}.list"
    result = build_list(
        source,
        output,
        title,
        platform=platform,
        region=region,
        knowledge=BASE,
        tell=lambda line, problem: told.append((line, problem)),
    )
    return output, result, told


def guard_with(folder: Path, **texts: str) -> Guard:
    """Returns a guard over the shipped knowledge with a list of each sense, all of whose lines are good."""
    paths = []
    for sense, text in texts.items():
        path, result, told = built(folder, text, "allow" if sense == "allow" else "deny")
        assert result.left_out == 0, told
        paths.append(path)
    return Guard(BASE.with_lists(*paths))


def written(path: Path, rows: Iterable[tuple[str, str, Row]], name: str = "Test", sense: Sense = "deny") -> Head:
    """Writes a list of these rows (sort, canonical value, row), whatever is on record about them."""
    writer = ListWriter(Head("", sense, name, "Acme Ltd", "2026-11-01", 0, (), 0, 1))
    for sort, canonical, row in rows:
        writer.add(sort, canonical, row)
    return writer.write(str(path))
