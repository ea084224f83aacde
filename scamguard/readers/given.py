"""Texts that a program gives, instead of files."""

from __future__ import annotations

from typing import Literal

from scamguard.model.document import Document
from scamguard.parse.text import to_printable
from scamguard.readers.plain import read_plain


def read_given(text: str, kind: Literal["text", "html"] = "text") -> Document:
    """Returns the document of a plain text, or of the source of a page, that may hold halves of characters."""
    shown = to_printable(text)
    if kind == "text":
        return read_plain(shown)
    from scamguard.readers.html import read_html  # few texts are pages

    return read_html(shown)
