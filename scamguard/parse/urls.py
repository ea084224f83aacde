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
from scamguard.parse.text import MAX_CONTACT_CHARS, without_ignored

#: How many URLs inside a URL are followed, and how deep: redirectors nest once or twice.
MAX_CARRIED: Final = 8

#: Signs that the URL standard lets stand in a host and that no name in the DNS has; they come from the text around it.
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._:\[\]-]")
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
    if not text.isascii():
        text = text.replace("ẞ", "ß")  # UTS #46 since Unicode 15.1; ada still reads it as ss
    return _to_url(raw, text if text.startswith(("https://", "http://")) else _whole(text), text != raw)


def parse_plain_host(raw: str) -> Url:
    """Returns the address of a text that is known to be a lower-case ASCII host, with or without a path."""
    return _to_url(raw, "https://" + raw, False)


def _to_url(raw: str, text: str, defanged: bool) -> Url:
    try:
        parsed = can_ada.parse(text)
    except (ValueError, UnicodeError, TypeError):  # TypeError: lone surrogates
        raise InvalidContact("bad-url", raw[:64], "a browser would not open this address") from None
    host = parsed.hostname
    if host.endswith("."):
        host = host.rstrip(".")
    if not host or len(host) > MAX_HOST_CHARS or ".." in host or host[0] == "." or _NOT_IN_NAMES.search(host):
        detail = f"a host has at most {MAX_HOST_CHARS} letters, digits, hyphens and dots"
        raise InvalidContact("bad-host", raw[:64], detail)
    href = parsed.href
    path = parsed.pathname
    tail = parsed.search + parsed.hash
    return Url(
        raw,
        href,
        "https" if href.startswith("https:") else parsed.protocol[:-1],
        host,
        path,
        int(port) if (port := parsed.port) else None,
        parsed.username or None if "@" in href else None,
        _carried(path + tail) if "//" in path or "/" in tail or "%2" in tail else (),
        defanged,
    )


def _whole(text: str) -> str:
    """Returns the address with a scheme: `https` where none is written."""
    text = without_ignored(text)
    if text.startswith(("//", "\\\\")):
        return "https:" + text
    if _SCHEME.match(text) and not _HOST_PORT.match(text):
        return text
    return "https://" + text


def _carried(text: str) -> tuple[str, ...]:
    """Returns the URLs in the path, the parameters and the fragment, each as a browser would read it."""
    found: list[str] = []
    for match in _CARRIED.finditer(text):
        inner_text = unquote(match[0])
        try:
            inner = can_ada.parse(inner_text if not inner_text.startswith("//") else "https:" + inner_text)
        except (ValueError, UnicodeError):
            continue
        if inner.hostname and inner.protocol in _SPECIAL and inner.href not in found:
            found.append(inner.href)
        if len(found) == MAX_CARRIED:
            break
    return tuple(found)
