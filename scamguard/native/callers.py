"""Which extensions may ask: ids for the manifests that browsers read, and checked again when the host is started."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from scamguard.errors import UsageError
from scamguard.native.identity import EXTENSION_ID, FIREFOX_ID

_CHROMIUM_ID: Final = re.compile(r"[a-p]{32}\Z")
#: What Firefox takes: a GUID in braces, or something like an address.
_FIREFOX_ID: Final = re.compile(
    r"(?:\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}|[A-Za-z0-9._-]{0,80}@[A-Za-z0-9._-]{1,80})\Z"
)
_MAX_ID_LENGTH: Final = 80
_SCHEME: Final = "chrome-extension://"


class Allowed(NamedTuple):
    """The ids of the extensions that may ask.

    Attributes:
        chromium: of Chromium, Chrome and Edge.
        firefox: of Firefox.
    """

    chromium: tuple[str, ...]
    firefox: tuple[str, ...]


def allowed_of(ids: Sequence[str]) -> Allowed:
    """Returns who may ask: the given ids, and the project's own extension where none is given for a kind of browser.

    Raises:
        UsageError: a text is no id.
    """
    chromium = tuple(dict.fromkeys(one for one in ids if _CHROMIUM_ID.match(one)))
    firefox = tuple(dict.fromkeys(one for one in ids if len(one) <= _MAX_ID_LENGTH and _FIREFOX_ID.match(one)))
    for one in ids:
        if one not in chromium and one not in firefox:
            raise UsageError(
                f"extension id {one[:_MAX_ID_LENGTH]!r}: 32 letters a-p (Chromium, Chrome, Edge), "
                "or name@host or {GUID} (Firefox)"
            )
    return Allowed(chromium or (EXTENSION_ID,), firefox or (FIREFOX_ID,))


def origin_of(identifier: str) -> str:
    """Returns the origin of an extension as Chromium's manifests have it."""
    return f"{_SCHEME}{identifier}/"


def require_allowed(words: Sequence[str], allowed: Allowed) -> None:
    """Returns where the arguments that a browser starts a host with name an extension that may ask.

    Chromium gives the extension's origin, and on Windows a window after it; Firefox the path of the manifest and the
    extension's id. Without arguments no browser has started the host.

    Raises:
        UsageError: they name another extension, or none.
    """
    if not words or _caller_of(words) in (*map(origin_of, allowed.chromium), *allowed.firefox):
        return
    raise UsageError(
        f"{' '.join(words)[:200]!r}: not started by an extension that may ask; to allow another one, run: "
        "scamguard native-host install --extension-id ID"
    )


def _caller_of(words: Sequence[str]) -> str:
    if words[0].startswith(_SCHEME):
        return words[0].rstrip("/") + "/"
    return words[1] if len(words) > 1 else ""
