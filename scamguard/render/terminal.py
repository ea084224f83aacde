"""Lines to a stream: plain text, or with colour where the stream is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final, TextIO

from scamguard.render.plain import Line
from scamguard.render.visible import to_visible

_STYLES: Final = {
    "official": "bold green",
    "retired": "bold yellow",
    "impersonation": "bold red",
    "suspicious": "bold yellow",
    "unverified": "bold cyan",
    "invalid": "bold magenta",
    "title": "bold",
    "dim": "dim",
    "use": "green",
    "now": "bold",
    "not-official": "red",
    "disputed": "yellow",
}


def write_lines(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Writes lines to a stream (standard output where None), in colour only on a terminal.

    Records and overlays are other people's words: what would move the cursor or turn the text around is shown instead.
    """
    out = stream or sys.stdout
    if not out.isatty():
        out.writelines(to_visible(line.text) + "\n" for line in lines)
        return
    from rich.console import Console  # 80 ms of imports that only a person at a terminal waits for
    from rich.text import Text

    console = Console(file=out, highlight=False)
    for line in lines:
        console.print(Text(to_visible(line.text), style=_STYLES.get(line.style, "")), soft_wrap=False)
