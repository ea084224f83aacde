"""What a client asks: the bodies of its requests, read from the arguments that the library takes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec

from scamguard.client.errors import Refused
from scamguard.client.problems import Problem
from scamguard.errors import UsageError

#: Longest check as JSON, and longest text in UTF-8, in bytes, as servers take them. More is not sent: a server closes
#: the connection before it has read it all, and what it says about it can be lost.
MAX_CHECK_BYTES: Final = 64 * 1024
MAX_TEXT_BYTES: Final = 1_000_000

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_encoder = msgspec.json.Encoder()


class Options(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked about a contact or a text, as `scamguard.check` takes it; None stands for "not said"."""

    claims: str | None = None
    kind: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | dt.date | None = None
    lang: str | None = None


class Asked(Options, frozen=True, kw_only=True, omit_defaults=True):
    """One contact of `check_many` with options of its own; what it does not say, the call says."""

    contact: str


def check_body(contact: object, options: Options) -> bytes:
    """Returns the JSON of a check.

    Raises:
        UsageError: the contact or an option is no text.
        Refused: it is larger than any contact.
    """
    return _of_a_contact({"contact": to_text(contact, "contact"), **_said(options)})


def scan_body(text: object, options: Options, html: bool) -> bytes:
    """Returns the JSON of a scan.

    Raises:
        UsageError: the text or an option is no text.
        Refused: the text is larger than servers take.
    """
    if isinstance(text, str) and len(text.encode(errors="replace")) > MAX_TEXT_BYTES:
        raise _too_large(f"text: longer than {MAX_TEXT_BYTES:,} bytes; send it in parts")
    return _encoder.encode({"text": to_text(text, "text"), "format": "html" if html else "text", **_said(options)})


def item_body(number: int, asked: str | Asked, options: Options) -> bytes:
    """Returns the JSON of one contact of a batch.

    Raises:
        UsageError: it is neither a text nor `Asked`, or an option is no text.
        Refused: it is larger than any contact.
    """
    said, contact = _said(options), asked
    if isinstance(asked, Asked):
        said, contact = said | _said(asked), asked.contact
    return _of_a_contact({"id": number, "contact": to_text(contact, "contact"), **said})


def _of_a_contact(fields: dict[str, str | int]) -> bytes:
    body = _encoder.encode(fields)
    if len(body) > MAX_CHECK_BYTES:
        raise _too_large(f"contact: longer than {MAX_CHECK_BYTES:,} bytes with its options")
    return body


def _too_large(detail: str) -> Refused:
    """Returns what a server would say, if it could."""
    return Refused(Problem("/problems/too-large", "The request is too large", 413, detail))


def _said(options: Options) -> dict[str, str | int]:
    """Returns the options that are not None, as JSON has them."""
    given = {name: getattr(options, name) for name in Options.__struct_fields__}
    return {name: to_text(_day(value), name) for name, value in given.items() if value is not None}


def _day(value: object) -> object:
    return value.isoformat()[:10] if isinstance(value, dt.date) else value


def to_text(value: object, option: str) -> str:
    """Returns a text as it can be sent: lone surrogates become U+FFFD, as the library reads them.

    Raises:
        UsageError: it is no text.
    """
    if not isinstance(value, str):
        raise UsageError(f"{option}: a text is needed, not {type(value).__name__}", option)
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
