"""Addresses that ada refuses and browsers open.

ada looks into every A-label, though the URL Standard takes a host that is ASCII as it stands ("domain to ASCII"), and
its tables are those of Unicode 15.0: characters that are mapped or ignored since then it refuses. The `idna` package
has the current tables; it is loaded only for such an address.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

import can_ada

#: What ada raises; TypeError for lone surrogates.
REFUSALS: Final = (ValueError, TypeError)

#: The authority's host, as written: after the slashes and the last @, before the port (URL Standard, "host state").
_HOST = re.compile(r"(?i)^(?:https?|wss?|ftp):[/\\]*(?:[^/\\?#]*@)?([^/\\?#:@\[\]]+)(?=[:/\\?#]|$)")
_NAME = re.compile(r"^[a-z0-9._-]+\Z")
_SIGN = re.compile(r"[\x00-\x7f](?<![a-z0-9._-])")
_STRIPPED = re.compile(r"[\t\n\r]")
_A_LABEL: Final = "xn--"
#: As long as the sign of an A-label, and no sign of anything to ada.
_PLAIN_LABEL: Final = "zz--"
#: U+1E9E, as a character and escaped.
_CAPITAL_SHARP_S = re.compile("ẞ|(?i:%e1%ba%9e)")


def parse_refused(text: str) -> tuple[can_ada.URL, str, str]:
    """Returns the parts, the host and the serialisation of an address that ada refused as it stands.

    The host within the parts is a stand-in of the same length.

    Raises:
        ValueError, TypeError: browsers refuse it too.
    """
    text = _STRIPPED.sub("", text)
    found = _HOST.match(text)
    if found is None:
        raise ValueError(text)
    start, end = found.span(1)
    name = unquote(found[1])
    if name.isascii():
        return _as_it_stands(text[:start], name.lower(), text[end:])
    parsed = can_ada.parse(text[:start] + _mapped(name) + text[end:])
    return parsed, parsed.hostname, parsed.href


def _as_it_stands(before: str, name: str, after: str) -> tuple[can_ada.URL, str, str]:
    """Returns the parts of an address whose host is ASCII; its A-labels are not looked into."""
    if _A_LABEL not in name or not _NAME.match(name):
        raise ValueError(name)
    parsed = can_ada.parse(before + name.replace(_A_LABEL, _PLAIN_LABEL) + after)
    scheme, slashes, rest = parsed.href.partition("//")
    authority, slash, path = rest.partition("/")
    user, at, host_and_port = authority.rpartition("@")
    return parsed, name, f"{scheme}{slashes}{user}{at}{name}{host_and_port[len(name) :]}{slash}{path}"


def _mapped(name: str) -> str:
    """Returns the host with the mapping of UTS #46 §4 as it is today."""
    from idna import uts46_remap  # its tables take a while

    mapped = uts46_remap(name, std3_rules=False)
    if mapped == name or _SIGN.search(mapped):
        raise ValueError(name)
    return mapped


def with_sharp_s(text: str) -> str:
    """Returns the address with ß for ẞ in its host: UTS #46 since Unicode 15.1, which ada still reads as ss.

    It is the one character that ada maps otherwise than the current tables; all others that changed it refuses.
    """
    if not _CAPITAL_SHARP_S.search(text):
        return text
    text = _STRIPPED.sub("", text)
    found = _HOST.match(text)
    if found is None:
        return text
    start, end = found.span(1)
    return text[:start] + _CAPITAL_SHARP_S.sub("ß", found[1]) + text[end:]
