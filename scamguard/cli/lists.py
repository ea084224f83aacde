"""`scamguard data list`: makes lists of the user's own, and looks whether they are whole."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import Final

from scamguard.cli.exit_status import ALL_OFFICIAL, USAGE_ERROR
from scamguard.errors import DataError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.list_store import ListStore
from scamguard.lists import ListTitle, build_list
from scamguard.questions import region_code
from scamguard.render.visible import to_visible

_SENSES: Final = {"allow": "allowlist", "deny": "denylist"}


def run(arguments: argparse.Namespace, day: dt.date) -> int:
    """Builds or checks lists and returns the exit status; `day` is what a list is dated."""
    return _build(arguments, day) if arguments.act == "build" else _check(arguments)


def _build(arguments: argparse.Namespace, day: dt.date) -> int:
    def tell(line: int, problem: str) -> None:
        print(f"{to_visible(arguments.source)}: line {line}: {to_visible(problem)}", file=sys.stderr)

    built = build_list(
        arguments.source,
        arguments.output,
        ListTitle(arguments.sense, arguments.name, arguments.publisher, day.isoformat()),
        platform=arguments.platform,
        kind=arguments.kind,
        region=None if arguments.region is None else region_code(arguments.region),
        knowledge=Knowledge.installed(),
        tell=tell,
    )
    repeated = f", {built.repeated:,} repeated" if built.repeated else ""
    left_out = f", {built.left_out:,} left out" if built.left_out else ""
    print(f"{to_visible(arguments.output)}: {_counted(built.values, arguments.sense)}{repeated}{left_out}")
    return USAGE_ERROR if built.left_out else ALL_OFFICIAL


def _check(arguments: argparse.Namespace) -> int:
    status = ALL_OFFICIAL
    for path in arguments.lists:
        try:
            store = ListStore(path)
            store.require_whole()
        except DataError as error:
            print(f"scamguard: {to_visible(str(error))}", file=sys.stderr)
            status = USAGE_ERROR
            continue
        head = store.head
        title = to_visible(f"“{head.name}”, {head.publisher}, {head.date}")
        print(f"{to_visible(path)}: {_counted(head.values, head.sense)}: {title}")
    return status


def _counted(values: int, sense: str) -> str:
    return f"{_SENSES[sense]} of {values:,} value{'s' * (values != 1)}"
