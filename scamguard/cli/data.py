"""`scamguard data`: tools for whoever keeps the knowledge."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL, USAGE_ERROR
from scamguard.errors import DataError, UsageError
from scamguard.knowledge.compiled import COMPILED_NAME, data_folder, from_bytes, to_bytes
from scamguard.knowledge.knowledge import Knowledge
from scamguard.questions import local_date

if TYPE_CHECKING:
    from scamguard.upkeep.asked import Asked

#: Case files of a checkout, which `diff` and `stale` ask where none is named.
_OWN_CASES: Final = "tests/data/cases.jsonl"


def run(arguments: argparse.Namespace) -> int:
    """Runs one tool and returns the exit status."""
    return _TOOLS[arguments.tool](arguments)


def _folder(arguments: argparse.Namespace) -> Path:
    return Path(arguments.folder or data_folder())


# ---- check, compile


def _check(arguments: argparse.Namespace) -> int:
    from scamguard.knowledge.checks import check_folder

    if getattr(arguments, "overlay", None):
        return _check_overlays(arguments)
    folder = _folder(arguments)
    compiling = arguments.tool == "compile"
    complaints = check_folder(folder, compiled=not compiling)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print(f"scamguard: {len(complaints)} complaint{'s' * (len(complaints) > 1)}", file=sys.stderr)
        return USAGE_ERROR
    if compiling:
        from scamguard.knowledge.load import read_bundle

        (folder / COMPILED_NAME).write_bytes(to_bytes(read_bundle(folder)))
    print(f"{folder}: {'compiled' if compiling else 'no complaints'}")
    return ALL_OFFICIAL


def _check_overlays(arguments: argparse.Namespace) -> int:
    from scamguard.overlays import lay_over

    conflicts = lay_over(_knowledge(arguments.folder), *arguments.overlay).conflicts
    for conflict in conflicts:
        print(conflict, file=sys.stderr)
    if not conflicts:
        print(f"{', '.join(arguments.overlay)}: no conflicts")
    return USAGE_ERROR if conflicts else ALL_OFFICIAL


# ---- format, new


def _format(arguments: argparse.Namespace) -> int:
    from scamguard.upkeep.layout import laid_out

    places = [Path(path) for path in arguments.paths] or [Path(data_folder())]
    changed = 0
    for path in (file for place in places for file in _platform_files(place)):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(str(path), f"cannot be read: {error}") from None
        if (result := laid_out(text, str(path))) != text:
            changed += 1
            if not arguments.check:
                path.write_text(result, encoding="utf-8")
            print(f"{path}: {'is not laid out; run: scamguard data format' if arguments.check else 'laid out'}")
    return NOT_ALL_OFFICIAL if changed and arguments.check else ALL_OFFICIAL


def _platform_files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    else:
        yield from sorted(((path / "platforms") if (path / "platforms").is_dir() else path).glob("*.toml"))


def _new(arguments: argparse.Namespace) -> int:
    from scamguard.upkeep.template import new_platform

    home = arguments.home or f"{arguments.slug}.example"
    name = arguments.name or arguments.slug.replace("-", " ").title()
    text = new_platform(arguments.slug, arguments.category, home, name, _day(None))
    path = _folder(arguments) / "platforms" / f"{arguments.slug}.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists already; a slug is never given twice") from None
    except OSError as error:
        raise DataError(str(path), f"cannot be written: {error.strerror}") from None
    print(f"{path}: written. Replace every FILL-IN, then run: scamguard data check")
    return ALL_OFFICIAL


# ---- stats, stale


def _stats(arguments: argparse.Namespace) -> int:
    from scamguard.render.json import encode
    from scamguard.upkeep.lines import statistics_lines
    from scamguard.upkeep.statistics import statistics_of

    found = statistics_of(_knowledge(arguments.folder).platforms.values())
    print(encode(found).decode() if arguments.json else "\n".join(statistics_lines(found)))
    return ALL_OFFICIAL


def _stale(arguments: argparse.Namespace) -> int:
    from scamguard.guard import Guard
    from scamguard.render.json import encode
    from scamguard.upkeep.asked import asked_of
    from scamguard.upkeep.lines import stale_lines
    from scamguard.upkeep.staleness import parse_age, stale

    days = parse_age(arguments.older_than)
    knowledge = _knowledge(arguments.folder)
    questions = [*_cases(arguments.cases), *asked_of(knowledge)]
    found = stale(Guard(knowledge), questions, days, _day(arguments.as_of))
    print(encode(found).decode() if arguments.json else "\n".join(stale_lines(found, days)))
    return NOT_ALL_OFFICIAL if found else ALL_OFFICIAL


# ---- diff, export


def _diff(arguments: argparse.Namespace) -> int:
    from scamguard.guard import Guard
    from scamguard.render.json import encode
    from scamguard.upkeep.asked import asked_of
    from scamguard.upkeep.compared import changes
    from scamguard.upkeep.lines import change_lines

    before, after = (_knowledge(place) for place in (arguments.old, arguments.new))
    questions = dict.fromkeys(_cases(arguments.cases))
    if not arguments.cases_only:
        questions.update(dict.fromkeys((*asked_of(before), *asked_of(after))))
    found = list(changes(Guard(before), Guard(after), questions, _day(arguments.as_of).isoformat()))
    if arguments.json:
        print(encode(found).decode())
    else:
        print("\n".join(change_lines(found, len(questions), arguments.all)))
    return NOT_ALL_OFFICIAL if found else ALL_OFFICIAL


def _export(arguments: argparse.Namespace) -> int:
    from scamguard.upkeep.exports import to_csv, to_warninglist

    knowledge = _knowledge(arguments.folder)
    platforms = list(knowledge.platforms.values())
    text = to_csv(platforms) if arguments.format == "csv" else to_warninglist(platforms, knowledge.version.date)
    if arguments.output is None:
        print(text, end="" if arguments.format == "csv" else "\n")
        return ALL_OFFICIAL
    try:
        with open(arguments.output, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{arguments.output}: cannot be written: {error.strerror}") from None
    return ALL_OFFICIAL


def _publish(arguments: argparse.Namespace) -> int:
    from scamguard.cli import publish

    return publish.run(arguments, _day(None))


def _list(arguments: argparse.Namespace) -> int:
    from scamguard.cli import lists

    return lists.run(arguments, _day(arguments.date))


# ---- what they have in common


def _knowledge(place: str | None) -> Knowledge:
    """Returns the knowledge of a data folder or of a compiled file; the shipped one where None."""
    if place is None:
        return Knowledge.shipped()
    path = Path(place)
    if path.is_dir():
        return Knowledge.from_folder(path)
    try:
        found, stored = from_bytes(path.read_bytes(), place)
    except OSError as error:
        raise DataError(place, f"cannot be read: {error.strerror}") from None
    return Knowledge(stored, found.version, found.date)


def _cases(paths: list[str] | None) -> Iterator[Asked]:
    from scamguard.upkeep.asked import asked_in

    own = Path(data_folder()).parent / _OWN_CASES
    for path in map(Path, paths) if paths else [own] * own.exists():
        yield from asked_in(path)


def _day(text: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(text or local_date())
    except ValueError:
        raise UsageError(f"as-of {text!r}: write a date such as 2026-11-21") from None


_TOOLS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "compile": _check,
    "format": _format,
    "new": _new,
    "stats": _stats,
    "stale": _stale,
    "diff": _diff,
    "export": _export,
    "publish": _publish,
    "list": _list,
}
