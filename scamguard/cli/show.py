"""`scamguard platforms`, `show` and `explain`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from scamguard.cli.exit_status import ALL_OFFICIAL
from scamguard.cli.known import knowledge_for
from scamguard.errors import UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.verdict import Code, Sentence
from scamguard.render.json import encode
from scamguard.render.plain import Line
from scamguard.render.terminal import write_lines
from scamguard.rules.codes import ALL_CODES


def run(arguments: argparse.Namespace) -> int:
    """Prints what was asked for and returns the exit status."""
    if arguments.command == "explain":
        _explain(arguments)
        return ALL_OFFICIAL
    knowledge = knowledge_for(arguments)
    if arguments.command == "platforms":
        _platforms(knowledge, arguments)
    else:
        _show(knowledge, arguments)
    return ALL_OFFICIAL


def _platforms(knowledge: Knowledge, arguments: argparse.Namespace) -> None:
    if arguments.json:
        from scamguard.render.platform import to_listed

        rows = [to_listed(platform) for _, platform in sorted(knowledge.platforms.items())]
        print(encode(rows).decode())
        return
    for _, platform in sorted(knowledge.platforms.items()):
        label = knowledge.label(platform.slug)
        size = f"{len(platform.channels)} channels, {len(platform.facts)} facts"
        print(f"{platform.slug:16} {label.en} · {label.zh}  ({size})")


def _show(knowledge: Knowledge, arguments: argparse.Namespace) -> None:
    from scamguard.render.platform import to_dict, to_lines

    platform = knowledge.platforms[knowledge.names.slug_of(arguments.platform)]
    if arguments.json:
        print(encode(to_dict(platform)).decode())
    else:
        write_lines(to_lines(knowledge, platform, arguments.lang))


def _explain(arguments: argparse.Namespace) -> None:
    if arguments.code is None:
        for code in ALL_CODES.values():
            print(f"{code.name:28} {code.explanation.meaning.in_language(arguments.lang)}")
        return
    found = ALL_CODES.get(arguments.code)
    if found is None:
        raise UsageError(f"unknown reason code {arguments.code!r}; scamguard explain lists all")
    if arguments.json:
        print(encode(found).decode())
    else:
        write_lines(_code_lines(found, arguments.lang))


_HEADINGS = (
    ("meaning", Sentence("What it means", "含义")),
    ("why", Sentence("Why it matters", "为什么重要")),
    ("action", Sentence("What to do", "怎么做")),
)


def _code_lines(code: Code, lang: str) -> Iterator[Line]:
    yield Line("title", f"{code.name}  ({' or '.join(code.statuses)})")
    for field, heading in _HEADINGS:
        yield Line("plain", f"  {heading.in_language(lang)}: {getattr(code.explanation, field).in_language(lang)}")
    yield Line("dim", f"  {Sentence('Example', '示例').in_language(lang)}: {code.explanation.example}")
