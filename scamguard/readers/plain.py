"""Plain text: what is written is what is read."""

from __future__ import annotations

from scamguard.model.document import Document


def read_plain(text: str, file: str | None = None) -> Document:
    """Returns the document of a plain text."""
    return Document(text, text, file=file)
