"""The arguments of `scamguard data list`, which no other command waits for."""

from __future__ import annotations

import argparse

from scamguard.lists.values import KINDS


def add_list(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of `scamguard data list build` and `check`."""
    parser.set_defaults(date=None)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT", prog="scamguard data list")
    build = acts.add_parser("build", help="compile a list: CSV with a header, or one value a line")
    build.add_argument("source", metavar="LIST", help="the file; bad lines are reported and left out")
    sense = build.add_mutually_exclusive_group(required=True)
    sense.add_argument("--allow", dest="sense", action="store_const", const="allow", help="its values are known good")
    sense.add_argument("--deny", dest="sense", action="store_const", const="deny", help="its values are known bad")
    build.add_argument("--name", required=True, metavar="NAME", help="what it is called: verdicts quote it")
    build.add_argument("--publisher", required=True, metavar="WHO", help="who made it: verdicts quote them")
    build.add_argument("--date", metavar="DATE", help="when it was made (2026-11-01); today otherwise")
    build.add_argument("--output", required=True, metavar="FILE", help="where it is written; replaces what is there")
    build.add_argument("--platform", metavar="PLATFORM", help="whose channels rows without a platform are, or are not")
    build.add_argument("--kind", choices=KINDS, metavar="KIND", help="of rows without a kind; inferred otherwise")
    build.add_argument("--region", metavar="CC", help="of numbers that name no country (ISO 3166-1)")
    check = acts.add_parser("check", help="read a compiled list whole, and say what it is")
    check.add_argument("lists", nargs="+", metavar="FILE", help="files that build has written")
