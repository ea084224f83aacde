"""`scamguard check`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL, USAGE_ERROR
from scamguard.cli.known import knowledge_for
from scamguard.errors import UsageError
from scamguard.guard import Guard
from scamguard.model.verdict import Status, Verdict


def run(arguments: argparse.Namespace) -> int:
    """Checks the contacts of the command line, or of standard input, and returns the exit status."""
    _refuse(arguments)
    guard = Guard(knowledge_for(arguments))
    options = {key: getattr(arguments, key) for key in ("claims", "kind", "audience", "region", "direction", "as_of")}
    if arguments.jsonl:
        from scamguard.cli.batch import run_jsonl

        return run_jsonl("contact", guard.knowledge, options, arguments)
    return _check_all(guard, arguments, options)


def _refuse(arguments: argparse.Namespace) -> None:
    """Raises UsageError where options do not go together."""
    if arguments.jsonl and arguments.contacts:
        raise UsageError("--jsonl reads standard input; give no contacts with it")
    if not arguments.jsonl:
        if arguments.output is not None or arguments.resume or arguments.workers != 1:
            raise UsageError("--output, --resume and --workers are for batches: add --jsonl")
        if not arguments.contacts and sys.stdin.isatty():
            raise UsageError("give a contact, as in: scamguard check 400-882-1234 --claims 'TikTok Shop'")


def _check_all(guard: Guard, arguments: argparse.Namespace, options: dict[str, Any]) -> int:
    status = ALL_OFFICIAL
    verdicts = []
    count = 0
    for contact in arguments.contacts or _lines():
        if contact is None:
            status = USAGE_ERROR
            continue
        verdict = guard.check(contact, **options)
        if verdict.status is not Status.OFFICIAL:
            status = max(status, NOT_ALL_OFFICIAL)
        if arguments.json:
            verdicts.append(verdict)
        else:
            _print(guard, verdict, arguments.lang, count > 0)
        count += 1
    if arguments.json:
        _print_json(verdicts, arguments.lang)
    if not count and status == ALL_OFFICIAL:
        raise UsageError("nothing to check: no contact was given, and standard input is empty")
    return status


def _lines() -> Iterator[str | None]:
    """Yields the contacts on standard input, one a line; None for a line that is not UTF-8, which is reported."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            print(f"scamguard: standard input, line {number}: not UTF-8 at byte {error.start + 1}", file=sys.stderr)
            yield None
            continue
        if text:
            yield text


def _print(guard: Guard, verdict: Verdict, lang: str, separate: bool) -> None:
    from scamguard.render.plain import to_lines
    from scamguard.render.terminal import write_lines

    if separate:
        print()
    write_lines(to_lines(verdict, lang, guard.knowledge.names.labels))


def _print_json(verdicts: list[Verdict], lang: str) -> None:
    from scamguard.render.json import to_json

    for verdict in verdicts:
        print(to_json(verdict, lang))
