"""The header of a mail: what a person reads of it, its mailboxes, and the results of authentication."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from scamguard.model.document import Document, Mail, Mailbox
from scamguard.readers.encodings import to_text
from scamguard.readers.reading import LINE, WORD, Reading

#: Most fields of a header that are looked at, and most mailboxes of one field.
MAX_FIELDS: Final = 1000
MAX_MAILBOXES: Final = 20
#: Longest value that is read, in characters.
MAX_VALUE_CHARS: Final = 1 << 14

_FIELD: Final = re.compile(r"^([!-9;-~]{1,76}):([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE)
_FOLD: Final = re.compile(r"(?:\r?\n|\r)[ \t]*|[ \t]+")
#: RFC 2047 §2; longer than its 75 characters, because mail programs write such and read them.
_WORD: Final = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\r\n]{0,4000})\?=")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")
_MAILBOX: Final = re.compile(r'"(?:[^"\\]|\\.){0,500}"|<([^<>\r\n]{0,500})>', re.DOTALL)
_BARE: Final = re.compile(r"[^\s<>,;:\"()@]{1,200}@[^\s<>,;:\"()@]{1,255}")
_COMMENT: Final = re.compile(r"\([^()]{0,500}\)")
#: RFC 8601 §2.2: a method, perhaps its version, and its result.
_RESULT: Final = re.compile(r"^\s*([A-Za-z][A-Za-z0-9-]{0,40})\s*(?:/\s*\d{1,3}\s*)?=\s*([A-Za-z]{1,20})")

#: Fields that a person reads, and what a mail program calls them.
_READ: Final = ("subject", "from", "sender", "reply-to")
_MAILBOX_FIELDS: Final[dict[str, Literal["from", "reply-to", "return-path", "sender"]]] = {
    "from": "from", "reply-to": "reply-to", "return-path": "return-path", "sender": "sender",
}  # fmt: skip


class Field(NamedTuple):
    """A field of a header: its name in lower case, and the place of its value."""

    name: str
    start: int
    end: int


class Header(NamedTuple):
    """What the header of a mail says."""

    document: Document
    subject: str
    #: The name that is shown as the sender's.
    sender: str


def read_header(data: bytes, file: str | None = None) -> Header:
    """Returns what a mail's header says; the original of its document is the header's text, decoded."""
    text = to_text(data)[0]
    fields = list(_fields(text))
    reading = Reading(text)
    subject = ""
    for field in fields:
        if field.name in _READ:
            reading.gap(LINE)
            begins = reading.next
            _write_value(reading, field.start, field.end)
            subject = subject or (reading.text(begins) if field.name == "subject" else "")
    mailboxes = tuple(box for field in fields for box in _mailboxes(text, field))
    sender = next((box.display_name for box in mailboxes if box.header == "from"), "")
    mail = Mail(mailboxes, _authentication(text, fields))
    return Header(reading.to_document(file, title=subject, mail=mail, sender=sender), subject, sender)


def _fields(text: str) -> Iterator[Field]:
    """Yields the fields of a header, the topmost first."""
    for number, found in enumerate(_FIELD.finditer(text)):
        if number == MAX_FIELDS:
            return
        start, end = found.span(2)
        yield Field(found[1].lower(), start, min(end, start + MAX_VALUE_CHARS))


def _write_value(reading: Reading, start: int, end: int) -> None:
    """Writes a value as it is shown: encoded words decoded, folded lines joined."""
    while start < end and reading.original[start] in " \t":
        start += 1
    done = start
    for read, first, last in _encoded_words(reading.original, start, end):
        _write_plain(reading, done, first)
        reading.stand_for(read, first, last)
        done = last
    _write_plain(reading, done, end)


def _write_plain(reading: Reading, start: int, end: int) -> None:
    done = start
    for fold in _FOLD.finditer(reading.original, start, end):
        if fold[0] == " ":
            continue
        reading.copy(done, fold.start())
        reading.gap(WORD)
        done = fold.end()
    reading.copy(done, end)


def _encoded_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yields what encoded words stand for; neighbours may cut a character in two."""
    data, charset, first, last = b"", "", -1, -1
    for found in _WORD.finditer(text, start, end):
        is_next = first >= 0 and charset == found[1].lower() and not text[last : found.start()].strip()
        if first >= 0 and not is_next:
            yield to_text(data, charset)[0], first, last
        first = first if is_next else found.start()
        data = (data if is_next else b"") + _bytes_of(found[2], found[3])
        charset, last = found[1].lower(), found.end()
    if first >= 0:
        yield to_text(data, charset)[0], first, last


def _bytes_of(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), data.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(data + b"==")
    except binascii.Error:
        return data


def _shown(text: str) -> str:
    """Returns a display name as it is shown, without its quotes."""
    reading = Reading(text)
    _write_value(reading, 0, len(text))
    name = reading.text().strip(" \t\r\n,;")
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return name.strip()


def _mailboxes(text: str, field: Field) -> Iterator[Mailbox]:
    """Yields the mailboxes of a field; what stands in quotes is a name, whatever it looks like."""
    header = _MAILBOX_FIELDS.get(field.name)
    if header is None:
        return
    done, count = field.start, 0
    for found in _MAILBOX.finditer(text, field.start, field.end):
        if found[1] is None:
            continue
        if address := found[1].strip():
            yield Mailbox(header, address, _shown(text[done : found.start()]), *found.span(1))
            count += 1
        done = found.end()
        if count == MAX_MAILBOXES:
            return
    if count == 0 and (bare := _BARE.search(text, field.start, field.end)):
        yield Mailbox(header, bare[0], "", *bare.span())


def _authentication(text: str, fields: list[Field]) -> dict[str, str]:
    """Returns the result of each method in the topmost field: the reader's own server wrote that, if any did.

    Lower ones came with the mail, and can be forged (RFC 8601 §5). Of several results of a method, a pass counts.
    """
    field = next((field for field in fields if field.name == "authentication-results"), None)
    results: dict[str, str] = {}
    if field is None:
        return results
    for part in _COMMENT.sub(" ", text[field.start : field.end]).split(";")[1:]:
        if found := _RESULT.match(part):
            method, result = found[1].lower(), found[2].lower()
            if results.get(method) != "pass":
                results[method] = result
    return results
