"""Web addresses, read as browsers read them (URL Standard, through ada)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

import can_ada

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Url
from scamguard.parse.defang import refang
from scamguard.parse.hostnames import MAX_HOST_CHARS
from scamguard.parse.text import MAX_CONTACT_CHARS, without_invisible

#: How many URLs inside a URL are followed, and how deep: redirectors nest once or twice.
MAX_CARRIED: Final = 8

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_SPECIAL = frozenset({"http:", "https:", "ws:", "wss:", "ftp:"})
_CARRIED = re.compile(r"(?:https?:|//|https?%3a|%2f%2f)[^&#\s]+", re.IGNORECASE)
_HOST_PORT = re.compile(r"^[^/?#:@\s]+:\d{1,5}(?:[/?#]|$)")


def parse_url(raw: str) -> Url:
    """Returns the web address that the text is; `https` is assumed for a bare host.

    Args:
        raw: a URL, a bare host with or without a path, or a defanged form of these.

    Raises:
        InvalidContact: a browser would refuse it, or it names no host.
    """
    if len(raw) > MAX_CONTACT_CHARS:
        raise InvalidContact("too-long", raw[:32], f"an address has at most {MAX_CONTACT_CHARS} characters")
    text = refang(raw)
    parsed = _parsed(text, raw)
    host = parsed.hostname
    if not host:
        raise InvalidContact("no-host", raw[:64], "the address names no host")
    return _to_url(raw, parsed, host.rstrip("."), text is not raw)


def _parsed(text: str, raw: str) -> can_ada.URL:
    try:
        if text.startswith(("https://", "http://")):
            return can_ada.parse(text)
        return can_ada.parse(_with_scheme(without_invisible(text).strip()))
    except (ValueError, UnicodeError):
        raise InvalidContact("bad-url", raw[:64], "a browser would not open this address") from None


def _with_scheme(text: str) -> str:
    if text.startswith(("//", "\\\\")):
        return "https:" + text
    if _SCHEME.match(text) and not _HOST_PORT.match(text):
        return text
    return "https://" + text


def _to_url(raw: str, parsed: can_ada.URL, host: str, defanged: bool) -> Url:
    if len(host) > MAX_HOST_CHARS or not host or ".." in host:
        raise InvalidContact(
            "bad-host", host[:64], f"a host has at most {MAX_HOST_CHARS} characters and no empty label"
        )
    href = parsed.href
    return Url(
        raw,
        href,
        parsed.protocol[:-1],
        host,
        parsed.pathname,
        int(parsed.port) if parsed.port else None,
        unquote(parsed.username) if "@" in href and parsed.username else None,
        _carried(parsed) if parsed.search or parsed.hash or "//" in parsed.pathname else (),
        defanged,
    )


def _carried(parsed: can_ada.URL) -> tuple[str, ...]:
    """Returns the URLs in the path, the parameters and the fragment, each as a browser would read it."""
    found: list[str] = []
    for match in _CARRIED.finditer(parsed.pathname + parsed.search + parsed.hash):
        text = unquote(match[0])
        try:
            inner = can_ada.parse(text if not text.startswith("//") else "https:" + text)
        except (ValueError, UnicodeError):
            continue
        if inner.hostname and inner.protocol in _SPECIAL and inner.href not in found:
            found.append(inner.href)
        if len(found) == MAX_CARRIED:
            break
    return tuple(found)
