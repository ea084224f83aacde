"""Mail addresses (RFC 5321, RFC 5322 display names, RFC 6068 mailto)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Email
from scamguard.parse.defang import refang
from scamguard.parse.text import without_ignored

#: RFC 5321 §4.5.3.1.3: a path has at most 256 octets; the display name stands beside it.
MAX_EMAIL_CHARS: Final = 256 + 256

_NAMED = re.compile(r"^\s*(.*?)\s*<([^<>]*)>\s*$", re.DOTALL)
#: A registered domain has a dot, and no number for its last label.
_DOMAIN = re.compile(r"\.[^.\d][^.]*$")
_LABEL = re.compile(
    r"^(?:(?:e-?mail|mail)(?: address)?(?=[\s:：])|电子邮件|电子邮箱|电邮|邮箱|邮件|郵箱|電郵)"
    r"\s*(?:是|为|is\b)?\s*[:：]?\s*",
    re.IGNORECASE,
)


def parse_email(raw: str) -> Email:
    """Returns the mail address that the text is, with its display name where one is written.

    Args:
        raw: `x@example.com`, `"Name" <x@example.com>`, `mailto:x@example.com?subject=…`, or a defanged form.

    Raises:
        InvalidContact: the text is no mail address; `detail` says what is wrong with it.
    """
    if len(raw) > MAX_EMAIL_CHARS:
        raise InvalidContact("too-long", raw[:32], f"a mail address has at most {MAX_EMAIL_CHARS} characters")
    named = _NAMED.match(raw)
    display = named[1].strip(" \t\"“”'") if named else None
    address = _address(named[2] if named else raw)
    return _validated(raw, address, display or None)


def _address(text: str) -> str:
    text = text.strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].split("?")[0])
    text = unicodedata.normalize("NFKC", without_ignored(text))
    return _LABEL.sub("", refang(text)).strip(" <>，。,;；")


def _validated(raw: str, address: str, display: str | None) -> Email:
    from email_validator import EmailNotValidError, validate_email  # 30 ms of imports that other kinds do without

    try:
        found = validate_email(
            address,
            check_deliverability=False,  # a check never asks the network
            allow_quoted_local=True,
            globally_deliverable=False,  # documentation domains are addresses too
            strict=True,  # RFC 5321 lengths
        )
    except (EmailNotValidError, UnicodeError, ValueError) as error:
        raise InvalidContact("bad-email", raw[:64], str(error)) from None
    if not _DOMAIN.search(found.domain):
        raise InvalidContact("bad-email", raw[:64], "The part after the @-sign is no domain name.")
    domain = (found.ascii_domain or found.domain).lower()
    return Email(raw, f"{found.local_part}@{domain}", found.local_part, domain, display)
