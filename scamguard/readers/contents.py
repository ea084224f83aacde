"""Which reader a file needs, by what is in it and by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final

from scamguard.model.document import Document, Unreadable
from scamguard.readers.archives import MAX_DEPTH, Budget, is_tar, is_zip, packing_of, read_archive, unpack
from scamguard.readers.encodings import declared_in, is_binary, to_text
from scamguard.readers.html import read_html
from scamguard.readers.json_text import is_json, read_json
from scamguard.readers.mail import is_mail, read_mail
from scamguard.readers.markdown import read_markdown
from scamguard.readers.pictures import is_picture, read_picture
from scamguard.readers.plain import read_plain
from scamguard.readers.table import read_table

#: What is said of a file that is no text, no picture and no archive.
NOT_TEXT: Final = "it is no text"
#: How much of a text is looked at to tell its kind, in characters.
MAX_SAMPLE_CHARS: Final = 1 << 12

#: Ending of a name -> the reader of its text.
_READERS: Final[dict[str, Callable[[str, str | None], Document]]] = {
    **dict.fromkeys(
        (
            ".html",
            ".htm",
            ".xhtml",
            ".shtml",
            ".xml",
            ".svg",
            ".rss",
            ".atom",
            ".php",
            ".asp",
            ".aspx",
            ".jsp",
            ".vue",
            ".ejs",
        ),
        read_html,
    ),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mdx"), read_markdown),
    **dict.fromkeys((".csv", ".tsv"), read_table),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson", ".jsonld", ".webmanifest"), read_json),
    **dict.fromkeys((".txt", ".text", ".log", ".rst", ".adoc"), read_plain),
}
#: Endings of pictures: a name that promises one, or a text, and holds neither, is told.
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"})
_MAILS: Final = frozenset({".eml", ".mht", ".mhtml"})
#: How a page begins, and what else tells one where no name does.
_PAGE: Final = re.compile(r"(?i)\s{0,99}(?:<\?xml|<!doctype|<html|<!--)")
_MARKUP: Final = re.compile(r"(?i)<(?:html|head|body|div|table|p|br|span|a\s+href|meta|td|ul)\b[^<>]{0,500}>")
#: Beginning of a file -> what is said of formats that hold text, and that are not read.
_OTHERS: Final = {
    b"%PDF-": "PDF files are not read",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old Office files are not read",
    b"7z\xbc\xaf\x27\x1c": "7z archives are not read",
    b"Rar!\x1a\x07": "RAR archives are not read",
}


def read_contents(
    data: bytes, file: str | None, budget: Budget | None = None, depth: int = 0
) -> Iterator[Document | Unreadable]:
    """Yields the documents that bytes hold, and what in them could not be read.

    Args:
        data: the bytes of a file.
        file: its name, which tells its kind where the bytes do not; None where it has none.
        budget: what it may cost; shared with the archive that it stands in.
        depth: how many archives and mails it stands in.
    """
    budget = budget or Budget()
    name = file or "input"

    def read_member(inner: bytes, place: str) -> Iterator[Document | Unreadable]:
        return read_contents(inner, place, budget, depth + 1)

    if depth > MAX_DEPTH:
        yield Unreadable(name, f"it stands in more than {MAX_DEPTH} archives or mails")
    elif is_zip(data) or is_tar(data):
        yield from read_archive(data, name, budget, read_member)
    elif packing_of(data):
        member = unpack(data, name, budget)
        if member.problem:
            yield Unreadable(name, member.problem)
        else:
            yield from read_member(member.data, name if is_tar(member.data) else f"{name}!/{member.name}")
    elif is_picture(data):
        yield read_picture(data, file)
    elif problem := next((said for begins, said in _OTHERS.items() if data.startswith(begins)), None):
        yield Unreadable(name, problem)
    elif is_binary(data):
        yield Unreadable(name, NOT_TEXT)
    elif _is_mail(data, file):
        yield from read_mail(data, file, read_member)
    else:
        yield _read_text(data, file)


def _ending(file: str | None) -> str:
    return PurePosixPath(file).suffix.lower() if file else ""


def _is_mail(data: bytes, file: str | None) -> bool:
    ending = _ending(file)
    return ending in _MAILS or (ending not in _READERS and is_mail(data))


def _read_text(data: bytes, file: str | None) -> Document:
    """Returns the document of a text, read as what its name says, or else as what it looks like."""
    text, _ = to_text(data, declared_in(data))
    reader = _READERS.get(_ending(file)) or _reader_for(text, has_ending=bool(_ending(file)))
    return reader(text, file)


def _reader_for(text: str, *, has_ending: bool) -> Callable[[str, str | None], Document]:
    """Returns the reader of a text whose name does not tell: code with markup in it is read as it stands."""
    if _PAGE.match(text) or (not has_ending and _MARKUP.search(text, 0, MAX_SAMPLE_CHARS)):
        return read_html
    return read_json if is_json(text) else read_plain


def is_promised(file: str) -> bool:
    """Answers whether a name promises what is read here: a text, a page, a mail, a picture."""
    ending = PurePosixPath(file).suffix.lower()
    return ending in _READERS or ending in _MAILS or ending in _PICTURES
