"""Writes what was measured into a page, between the marks that stand there for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

END: Final = "<!-- end of figures -->"


class NoMarksError(Exception):
    """A page has no place for these figures; the text says which marks it needs."""


def write_between(page: Path, begin: str, text: str) -> None:
    """Puts a text between a mark and the next end mark of a page.

    Args:
        page: the Markdown file.
        begin: the mark before the text, an HTML comment.
        text: what is to stand there instead of what does.

    Raises:
        NoMarksError: the page has no such mark, or no end mark behind it.
    """
    old = page.read_text(encoding="utf-8")
    before, mark, rest = old.partition(begin)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise NoMarksError(f"{page.name}: has no marks {begin} and {END}")
    page.write_text(f"{before}{begin}\n{text}\n{END}{after}", encoding="utf-8")
