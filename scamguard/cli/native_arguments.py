"""The arguments of `scamguard native-host`, which no other command waits for."""

from __future__ import annotations

import argparse

from scamguard.native.browsers import BROWSERS


def add_native(native: argparse.ArgumentParser, language: str) -> None:
    """Adds the arguments of `scamguard native-host`, which speaks a language where none is named."""
    native.set_defaults(act="run", data=None, extension_id=[], caller=[], lang="en")
    acts = native.add_subparsers(metavar="ACT", prog="scamguard native-host")
    run = acts.add_parser("run", help="answer messages on standard input; a browser starts this")
    run.add_argument("caller", nargs="*", metavar="CALLER", help="what the browser says about who asks")
    install = acts.add_parser("install", help="tell the browsers of this user about it")
    uninstall = acts.add_parser("uninstall", help="remove what install has written")
    for name, parser in (("run", run), ("install", install), ("uninstall", uninstall)):
        parser.set_defaults(act=name)
    for parser in (install, uninstall):
        _add_browsers(parser)
    for parser in (run, install):
        _add_host(parser)
    install.add_argument("--dry-run", action="store_true", help="print what would be written, and write nothing")
    nameless = "language of answers to requests that name none"
    _add_language(run, "en", nameless)
    _add_language(install, language, f"{nameless}, and of the output")
    _add_language(uninstall, language, "language of the output")


def _add_language(parser: argparse.ArgumentParser, default: str, text: str) -> None:
    parser.add_argument("--lang", choices=("en", "zh"), default=default, help=text)


def _add_browsers(parser: argparse.ArgumentParser) -> None:
    names = (*BROWSERS, "all")
    which = "may be repeated; the browsers that this user has otherwise"
    parser.add_argument("--browser", action="append", choices=names, help=which)
    folder = "a browser of Chromium's kind that keeps its files there"
    parser.add_argument("--user-data-dir", metavar="FOLDER", help=folder)


def _add_host(parser: argparse.ArgumentParser) -> None:
    allowed = "an extension that may ask, in the place of scamguard's own; may be repeated"
    parser.add_argument("--extension-id", action="append", default=[], metavar="ID", help=allowed)
    own = "your own records, a file or a folder (docs/overlays.md)"
    parser.add_argument("--data", action="append", metavar="PATH", help=own)
