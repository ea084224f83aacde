"""Mails: the header, each part that is text, and what is attached."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Final

import msgspec

from scamguard.model.document import Document, Unreadable
from scamguard.readers.encodings import to_text
from scamguard.readers.html import read_html
from scamguard.readers.mail_header import read_header
from scamguard.readers.plain import read_plain

#: Most parts within parts of a mail.
MAX_NESTED: Final = 100
#: Most parts that are read.
MAX_PARTS: Final = 1000

_HEADER_END: Final = re.compile(rb"\r?\n\r?\n|\r\r")
_NESTING: Final = re.compile(rb"(?i)\b(?:multipart/|message/)")
#: What a mail's first lines are made of, where its name does not tell.
_FIELDS: Final = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to|sender|dkim-signature"
    rb"|authentication-results|content-type|arc-seal|x-[a-z-]{1,40}):[ \t]"
)
_FIRST: Final = re.compile(rb"(?:From [^\r\n]{0,200}\r?\n)?[!-9;-~]{1,76}:[ \t]?")
#: How much of a file is looked at to tell whether it is a mail, in bytes.
MAX_SAMPLE_BYTES: Final = 1 << 14

#: Reads what is attached: its bytes and its name in, documents out.
ReadMember = Callable[[bytes, str], Iterator[Document | Unreadable]]


def is_mail(data: bytes) -> bool:
    """Answers whether bytes begin as a mail does: with a header in which at least three fields are known."""
    sample = data[:MAX_SAMPLE_BYTES]
    if not _FIRST.match(sample):
        return False
    header = _header_of(sample)
    known = {found[0].lower() for found in _FIELDS.finditer(header)}
    return len(known) >= 3 and bool(known & {b"from: ", b"subject: ", b"received: ", b"return-path: "})


def read_mail(data: bytes, file: str | None, read_member: ReadMember) -> Iterator[Document | Unreadable]:
    """Yields the document of the header, one for each part that is text, and what is attached.

    The original of a part is the part as it is decoded from base64 or quoted-printable.
    """
    header = read_header(_header_of(data), file)
    yield header.document
    name = file or "mail"
    if sum(1 for _ in _NESTING.finditer(data)) > MAX_NESTED:
        yield Unreadable(name, f"its parts are nested more than {MAX_NESTED} times")
        return
    for found in _parts_of(data, name, read_member):
        if isinstance(found, Document):
            title, sender = found.title or header.subject, found.sender or header.sender
            yield msgspec.structs.replace(found, title=title, sender=sender)
        else:
            yield found


def _header_of(data: bytes) -> bytes:
    found = _HEADER_END.search(data)
    return data[: found.start()] if found else data


def _parts_of(data: bytes, name: str, read_member: ReadMember) -> Iterator[Document | Unreadable]:
    """Yields what is in the parts of a mail, in their order."""
    waiting: list[Message] = [email.message_from_bytes(data)]
    number = 0
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(inner for inner in reversed(_inner_of(part)) if isinstance(inner, Message))
            continue
        number += 1
        if number > MAX_PARTS:
            yield Unreadable(name, f"it has more than {MAX_PARTS} parts")
            return
        yield from _read_part(part, name, number, read_member)


def _read_part(part: Message, name: str, number: int, read_member: ReadMember) -> Iterator[Document | Unreadable]:
    kind = part.get_content_type()
    attached = _name_of(part)
    place = f"{name}!/{attached or f'part-{number}'}"
    data = _data_of(part)
    part.set_payload("")  # a long text is not kept twice
    if not data or data.isspace():
        return
    if kind in ("text/plain", "text/html") and not attached:
        charset = part.get_param("charset")
        text = to_text(data, charset if isinstance(charset, str) else None)[0]
        del data
        yield read_html(text, place + ".html") if kind == "text/html" else read_plain(text, place + ".txt")
    elif attached or kind.startswith(("text/", "image/", "message/")):
        yield from read_member(data, place if attached else f"{place}{_ENDINGS.get(kind, '')}")


_ENDINGS: Final = {"message/rfc822": ".eml", "text/csv": ".csv", "text/markdown": ".md", "text/plain": ".txt"}


def _name_of(part: Message) -> str:
    """Returns the name of what is attached, as one name without folders; "" where it has none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return re.split(r"[\\/]", str(name))[-1].strip()[:200]


def _inner_of(part: Message) -> list[object]:
    """Returns the parts of a part; they are taken as they are, without a copy of a text as `get_payload` makes."""
    inner = part.get_payload() if part.is_multipart() else []
    return list(inner) if isinstance(inner, list) else []


def _data_of(part: Message) -> bytes:
    """Returns the bytes of a part, decoded; of an attached mail, as it was sent."""
    if part.is_multipart():
        try:
            return b"\n\n".join(inner.as_bytes() for inner in _inner_of(part) if isinstance(inner, Message))
        except (ValueError, LookupError, TypeError, email.errors.MessageError):
            return b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        return b""
    return data if isinstance(data, bytes) else b""
