"""Arguments to actions; the outermost edge, where every error becomes one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

from scamguard.cli.exit_status import NOT_ALL_OFFICIAL, USAGE_ERROR
from scamguard.errors import ScamguardError
from scamguard.model.scope import AUDIENCES, CATEGORIES, CONTACT_KINDS

#: What `scan --format` can write (cli/scan_writers.py).
FORMATS: Final = ("text", "json", "jsonl", "sarif", "html")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 all right, 1 not so, 2 usage or input error."""
    _speak_utf8()
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser(words).parse_args(words)
    try:
        return _run(arguments)
    except ScamguardError as error:
        print(f"scamguard: {error}", file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing left to flush to
        return NOT_ALL_OFFICIAL
    except KeyboardInterrupt:
        print("scamguard: interrupted", file=sys.stderr)
        return 130


def _run(arguments: argparse.Namespace) -> int:
    if arguments.command == "check":
        from scamguard.cli import check

        return check.run(arguments)
    if arguments.command == "scan":
        from scamguard.cli import scan

        return scan.run(arguments)
    if arguments.command == "data":
        from scamguard.cli import data

        return data.run(arguments)
    if arguments.command == "update":
        from scamguard.cli import update

        return update.run(arguments)
    if arguments.command == "native-host":
        from scamguard.cli import native_host

        return native_host.run(arguments)
    if arguments.command == "mcp":
        from scamguard.cli import mcp

        return mcp.run(arguments)
    if arguments.command == "serve":
        from scamguard.cli import serve

        return serve.run(arguments)
    from scamguard.cli import show

    return show.run(arguments)


def _speak_utf8() -> None:
    """Makes the output UTF-8 whatever the locale: verdicts quote Chinese sources."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def default_language() -> str:
    """Returns "zh" where the locale is Chinese, else "en"."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


class _Help(argparse.HelpFormatter):
    """Lays out help as wide as the terminal; argparse asks `shutil` for that, which is slow to import."""

    def __init__(
        self, prog: str, indent_increment: int = 2, max_help_position: int = 24, width: int | None = None
    ) -> None:
        super().__init__(prog, indent_increment, max_help_position, width or _columns() - 2)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, **options)


def _columns() -> int:
    """Returns the width of the terminal: as the environment says, else as it is, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return os.get_terminal_size().columns or 80
    except (OSError, ValueError):
        return 80


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Returns the parser of a command line; what only other commands take is left out, which a check would wait for."""
    parser = _Parser(
        prog="scamguard",
        description="Does this phone number, address, link, account or “channel” really belong to X?",
    )
    from scamguard.version import VERSION

    parser.add_argument("--version", action="version", version=f"scamguard {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="scamguard")
    _add_check(commands)
    _add_scan(commands)
    _add_show(commands)
    data = commands.add_parser("data", help="tools for whoever keeps the knowledge")
    if "data" in words:
        _add_data(data, words)
    update = commands.add_parser("update", help="fetch newer knowledge from a signed repository; off until set up")
    if "update" in words:
        from scamguard.cli.update_arguments import add_update

        add_update(update)
        _add_language(update)
    native = commands.add_parser("native-host", help="answer a browser's extension; install sets it up")
    if "native-host" in words:
        from scamguard.cli.native_arguments import add_native

        add_native(native, default_language())
    mcp = commands.add_parser("mcp", help="tools for a chat assistant (MCP), over standard input and output")
    if "mcp" in words:
        _add_overlays(mcp)
        _add_lists(mcp)
        _add_language(mcp)
    serve = commands.add_parser("serve", help="answer over HTTP: for applications, a browser extension, people")
    if "serve" in words:
        from scamguard.cli.serve_arguments import add_serve

        add_serve(serve)
    return parser


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser("check", help="check contacts against what platforms document")
    check.add_argument(
        "contacts", nargs="*", metavar="CONTACT", help="one contact each; standard input where none is given"
    )
    check.add_argument("--claims", metavar="PLATFORM", help="whom it is said to belong to: slug or any name")
    check.add_argument("--kind", choices=CONTACT_KINDS, help="what it is; inferred otherwise")
    _add_question(check)
    _add_overlays(check)
    _add_lists(check)
    check.add_argument(
        "--jsonl", action="store_true", help="one JSON request a line on standard input, one verdict a line out"
    )
    check.add_argument("--output", metavar="FILE", help="--jsonl: where the answers go; standard output otherwise")
    _add_run(check)
    _add_output(check)


def _add_scan(commands: argparse._SubParsersAction[_Parser]) -> None:
    scan = commands.add_parser("scan", help="find the contacts, claims and demands in messages, pages and files")
    scan.add_argument(
        "paths", nargs="*", metavar="FILE", help="files, folders or archives; - or nothing: standard input"
    )
    scan.add_argument("--claims", metavar="PLATFORM", help="whom every contact is said to belong to: slug or any name")
    _add_question(scan)
    _add_overlays(scan)
    _add_lists(scan)
    _add_language(scan)
    scan.add_argument("--format", choices=FORMATS, default="text", help="text for people; the others for programs")
    scan.add_argument(
        "--jsonl", action="store_true", help="one JSON request a line on standard input, one report a line out"
    )
    scan.add_argument("--output", metavar="FILE", help="where the answer is written; standard output otherwise")
    _add_run(scan)
    scan.add_argument("--all", action="store_true", help="text: show every finding, also official and unverified ones")


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the work; 0: one for each core"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on with the --output of a run that was interrupted (JSON lines)"
    )


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=AUDIENCES, help="whom it is for")
    parser.add_argument("--region", metavar="CC", help="your country (ISO 3166-1: CN, GB, US)")
    parser.add_argument("--direction", choices=("inbound", "outbound"), help="inbound: it called or wrote to you")
    parser.add_argument("--as-of", metavar="DATE", help="the day the question is about (2026-11-21); today otherwise")


def _add_show(commands: argparse._SubParsersAction[_Parser]) -> None:
    platforms = commands.add_parser("platforms", help="list the platforms on record")
    show = commands.add_parser("show", help="everything on record about a platform, with sources")
    for parser in (platforms, show):
        _add_overlays(parser)
    _add_output(platforms)
    show.add_argument("platform", metavar="PLATFORM")
    _add_output(show)
    explain = commands.add_parser("explain", help="what a reason code means")
    explain.add_argument("code", metavar="CODE", nargs="?")
    _add_output(explain)


def _add_data(data: _Parser, words: Sequence[str]) -> None:
    from scamguard.cli.update_arguments import add_publish

    tools = data.add_subparsers(dest="tool", required=True, metavar="TOOL", prog="scamguard data")
    for name, text in (("check", "check every file"), ("compile", "check, then write the compiled form")):
        tool = tools.add_parser(name, help=text)
        _add_folder(tool)
        if name == "check":
            tool.add_argument("--overlay", action="append", metavar="PATH", help="check your own records instead")
    layout = tools.add_parser("format", help="bring platform files into the one layout")
    layout.add_argument("paths", nargs="*", metavar="FILE", help="files or folders; the shipped ones otherwise")
    layout.add_argument("--check", action="store_true", help="change nothing, name what is not laid out")
    _add_new(tools)
    stats = tools.add_parser("stats", help="how much is on record, and how well it is known")
    _add_folder(stats)
    stale = tools.add_parser("stale", help="what was not read again for long, what most verdicts rest on first")
    _add_folder(stale)
    stale.add_argument("--older-than", default="180d", metavar="AGE", help="180d, 26w, 6m, 1y; 180d otherwise")
    diff = tools.add_parser("diff", help="which verdicts a change of the knowledge changes")
    for name, text in (("old", "as it was"), ("new", "as it is to be")):
        diff.add_argument(name, metavar=name.upper(), help=f"the knowledge {text}: a data folder or a compiled file")
    diff.add_argument("--cases-only", action="store_true", help="ask the case files alone, not what is on record")
    diff.add_argument("--all", action="store_true", help="name also the verdicts whose status stays")
    for tool in (stale, diff):
        tool.add_argument("--cases", action="append", metavar="FILE", help="questions, one JSON object a line")
        tool.add_argument("--as-of", metavar="DATE", help="the day of the questions; today otherwise")
    for tool in (stats, stale, diff):
        tool.add_argument("--json", action="store_true", help="JSON for programs")
    export = tools.add_parser("export", help="official domains as a MISP warninglist, or all channels as CSV")
    _add_folder(export)
    export.add_argument("--format", choices=("misp", "csv"), default="misp")
    export.add_argument("--output", metavar="FILE", help="where it is written; standard output otherwise")
    add_publish(tools.add_parser("publish", help="make and sign a repository that scamguard update fetches from"))
    lists = tools.add_parser("list", help="make a list of your own, of up to millions of domains and numbers")
    if "list" in words:
        from scamguard.cli.list_arguments import add_list

        add_list(lists)


def _add_new(tools: argparse._SubParsersAction[_Parser]) -> None:
    new = tools.add_parser("new", help="begin the file of a platform")
    new.add_argument("slug", metavar="SLUG", help="its name for ever: lower case, hyphens")
    _add_folder(new)
    new.add_argument("--category", choices=CATEGORIES, default="ecommerce", help="what it does")
    new.add_argument("--home", metavar="HOST", help="the host that people know it by")
    new.add_argument("--name", metavar="NAME", help="its name in English")


def _add_folder(tool: _Parser) -> None:
    tool.add_argument("folder", nargs="?", metavar="FOLDER", help="the data folder; the shipped one otherwise")


def _add_overlays(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", action="append", metavar="PATH", help="your own records, a file or a folder (docs/overlays.md)"
    )


def _add_lists(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--list", action="append", metavar="PATH", help="a compiled list of your own (docs/lists.md); may be repeated"
    )


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("en", "zh"), default=default_language(), help="language of the output")


def _add_output(parser: argparse.ArgumentParser) -> None:
    _add_language(parser)
    parser.add_argument("--json", action="store_true", help="JSON for programs")
