"""The arguments of `scamguard serve`: parsed only where that is the command."""

from __future__ import annotations

import argparse

from scamguard.server.settings import DEFAULT_PORT


def add_serve(parser: argparse.ArgumentParser) -> None:
    """Adds what `scamguard serve` takes."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where it listens; 127.0.0.1 otherwise")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"{DEFAULT_PORT} otherwise; 0 takes a free one")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that answer; 1 otherwise")
    parser.add_argument("--token-file", metavar="FILE", help="callers must show the token in it (or $SCAMGUARD_TOKEN)")
    parser.add_argument("--without-token", action="store_true", help="answer others than this machine without a token")
    for option, name, text in (
        ("--allow-host", "HOST", "a name under which it may be asked, beside its address"),
        ("--allow-origin", "ORIGIN", "a web page's origin that may ask, as https://app.example"),
        ("--extension", "ID", "a Chromium extension that may ask, by its id"),
        ("--data", "PATH", "your own records, a file or a folder (docs/overlays.md)"),
        ("--list", "PATH", "a compiled list of your own (docs/lists.md)"),
    ):
        parser.add_argument(option, action="append", default=[], metavar=name, help=text)
    parser.add_argument(
        "--rate", default="200/second", metavar="N/PERIOD", help="for each client, in each worker; 0: none"
    )
    for option, seconds, text in (
        ("--scan-seconds", 60.0, "how long a scan may take"),
        ("--head-seconds", 10.0, "how long the head of a request may take, and a connection be idle"),
        ("--body-seconds", 15.0, "how long the body of a request may take"),
        ("--watch-seconds", 5.0, "how often the records are looked at for changes"),
    ):
        parser.add_argument(option, type=float, default=seconds, metavar="S", help=f"{text}; {seconds:g} otherwise")
    parser.add_argument("--keep-answers", type=int, default=2048, metavar="N", help="answers kept to be given again")
    parser.add_argument("--log-requests", action="store_true", help="a line for each request, without contacts")
