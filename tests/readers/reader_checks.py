"""What holds for every document, and how the tables of cases are read."""

from __future__ import annotations

import html
import json
import tomllib
from pathlib import Path

import pytest

from scamguard.model.document import Document

HERE = Path(__file__).parent
BLANKS = " \t\n\f\r"


def verify_places(document: Document) -> None:
    """Fails where a place leads outside of the original, or to other characters than it says."""
    text, original, origins = document.text, document.original, document.origins
    assert len(origins.starts) == len(origins.origins) >= len(origins.lengths)
    if not origins.lengths:
        assert text == original or not text
    for index, character in enumerate(text):
        start, end = origins.span(index, index + 1)
        assert 0 <= start < end <= len(original)
        piece = original[start:end]
        assert character == piece or stands_for(piece, character) or is_between(document, index), (index, piece)
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(original)
        if link.at is not None:
            assert text[link.at : link.at + len(link.shown)] == link.shown


def stands_for(piece: str, character: str) -> bool:
    """Answers whether an escape stands for a character: a reference of HTML, an escape of JSON, a quote in a table."""
    if character == "\ufffd":  # stands for what can be no character: half a pair, a zero
        return piece.startswith(("\\u", "&#"))
    return character in html.unescape(piece) or (piece[:1] == "\\" and character == unescaped(piece)) or piece == '""'


def unescaped(piece: str) -> str:
    try:
        return str(json.loads(f'"{piece}"'))
    except ValueError:
        return piece[1:]


def is_between(document: Document, index: int) -> bool:
    """Answers whether a character stands between two runs: a blank that a tag became."""
    ends = {start + length for start, length in zip(document.origins.starts, document.origins.lengths, strict=True)}
    return document.text[index] in " |\n" and any(
        end <= index and document.text[end : index + 1].strip(" |\n") == "" for end in ends
    )


def cases(name: str) -> list[object]:
    """Returns the cases of a table, each named by why it is there."""
    table = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["why"]) for case in table["case"]]
