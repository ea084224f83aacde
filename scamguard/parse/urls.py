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
from scamguard.parse.refused import REFUSALS, parse_refused, with_sharp_s
from scamguard.parse.text import MAX_CONTACT_CHARS, without_ignored

#: How many URLs inside a URL are followed, and how deep: redirectors nest once or twice.
MAX_CARRIED: Final = 8

#: Signs that the URL standard lets stand in a host and that no name in the DNS has; they come from the text around it.
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._:\[\]-]")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_SPECIAL = frozenset({"http:", "https:", "ws:", "wss:", "ftp:"})
_C0_AND_BLANK: Final = "".join(map(chr, range(0x21)))
_TABS_AND_LINES = re.compile(r"[\t\n\r]")
_CARRIED = re.compile(r"(?:https?:|//|https?%3a|%2f%2f)[^&#\s]+", re.IGNORECASE)
_HOST_PORT = re.compile(r"^[^/?#:@\s]+:\d{1,5}(?:[/?#]|$)")


def parse_url(raw: str) -> Url:
    """Returns the web address that the text is; `https` is assumed for a bare host.

    Args:
        raw: a URL, a bare host with or without a path, or a defanged form of these.

    Raises:
        InvalidContact: a browser would refuse it, it names no host, or its scheme opens none.
    """
    return require_site(parse_link(raw))


def parse_link(raw: str) -> Url:
    """Returns the address that the text is, also one in the scheme of an app, which may open anything.

    Raises:
        InvalidContact: a browser would refuse it, or it names no host.
    """
    if len(raw) > MAX_CONTACT_CHARS:
        raise InvalidContact("too-long", raw[:32], f"an address has at most {MAX_CONTACT_CHARS} characters")
    text = refang(raw)
    defanged = text != raw
    if not text.startswith(("https://", "http://")):
        text = _whole(text)
    if not text.isascii() or "%" in text:
        text = with_sharp_s(text)
    return _to_url(raw, text, defanged)


def parse_plain_host(raw: str) -> Url:
    """Returns the address of a text that is known to be a lower-case ASCII host, with or without a path."""
    if "/" not in raw and len(raw) <= MAX_HOST_CHARS and ".." not in raw and raw[-1] != ".":
        try:
            if can_ada.parse("https://" + raw).hostname == raw:  # it stands as it is: nothing else is there to read
                return Url(raw, f"https://{raw}/", "https", raw)
        except REFUSALS:
            pass
    return _to_url(raw, "https://" + raw, False)


def _to_url(raw: str, text: str, defanged: bool) -> Url:
    try:
        parsed = can_ada.parse(text)
        host, href = parsed.hostname, parsed.href
    except REFUSALS:
        try:
            parsed, host, href = parse_refused(text)
        except REFUSALS:
            raise InvalidContact("bad-url", raw[:64], "a browser would not open this address") from None
    if host.endswith("."):
        if host.endswith("..") and text.endswith(".."):
            return _to_url(raw, text.rstrip("."), defanged)  # a sentence that trails off
        host = "" if host.endswith("..") else host[:-1]
    if not host or len(host) > MAX_HOST_CHARS or ".." in host or host[0] == "." or _NOT_IN_NAMES.search(host):
        detail = f"a host has at most {MAX_HOST_CHARS} letters, digits, hyphens and dots"
        raise InvalidContact("bad-host", raw[:64], detail)
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


def require_site(url: Url) -> Url:
    """Returns the address if its scheme opens the host behind it, and not code, a file or whichever app asks for it.

    Raises:
        InvalidContact: it does not (URL Standard, "special scheme"; `file` has no host of somebody else's).
    """
    if url.scheme + ":" not in _SPECIAL:
        raise InvalidContact("no-host", url.raw[:64], f"{url.scheme}: opens no site")
    return url


def _whole(text: str) -> str:
    """Returns the address with a scheme: `https` where none is written."""
    text = without_ignored(text)
    if not text.isprintable():  # URL Standard, "basic URL parser", steps 1 and 3
        text = _TABS_AND_LINES.sub("", text.strip(_C0_AND_BLANK))
    if text.startswith(("/", "\\")):
        # After one slash stands a path, which has no host of its own.
        return "https:" + text if text[1:2] in ("/", "\\") else "https://"
    if _SCHEME.match(text) and not _HOST_PORT.match(text):
        return text
    return "https://" + text


def _carried(text: str) -> tuple[str, ...]:
    """Returns the URLs in the path, the parameters and the fragment, each as a browser would read it."""
    found: list[str] = []
    for match in _CARRIED.finditer(text):
        inner = unquote(match[0])
        inner = _carried_href(inner if not inner.startswith("//") else "https:" + inner)
        if inner and inner not in found:
            found.append(inner)
        if len(found) == MAX_CARRIED:
            break
    return tuple(found)


def _carried_href(text: str) -> str:
    """Returns the serialisation of a web address, or "" where a browser would refuse it."""
    try:
        inner = can_ada.parse(with_sharp_s(text))
        host, href = inner.hostname, inner.href
    except REFUSALS:
        try:
            inner, host, href = parse_refused(text)
        except REFUSALS:
            return ""
    return href if host and inner.protocol in _SPECIAL else ""
