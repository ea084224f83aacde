"""Addresses written so that they cannot be clicked, made whole again."""

from __future__ import annotations

import re
from typing import Final

#: What a defanged address must hold; most addresses hold none of it, and are returned as they are.
_CUES = re.compile(r"[xX*_]{2}[pP]|[\[({<。．｡点點丶·：]| dot | DOT ")

# Patterns as text are compiled, and then kept, by `re` when they are first used: most addresses need none of them.
# Blanks are bounded, so that a run of them costs no more than its length.
_SCHEME: Final = r"(?i)^\s{0,9}(?:h(?:xx|tt|\*\*|__)p(s?)|f(?:xp|tp))\s{0,3}(?:\[?:\]?|：)\s{0,3}(?:\[?/\]?|/|\\){0,2}"
_DOT: Final = (
    r"(?i)\s{0,3}[\[({<]\s{0,3}(?:\.|dot|点|點|。)\s{0,3}[\])}>]\s{0,3}|\[\.|\.\]"
    r"|(?<=\w)\s{0,3}[。．｡]\s{0,3}(?=[\w-])|(?<=\w) dot (?=\w)"
)
#: These are letters of names too, and browsers open such names; they stand for a dot only where a host has no dot.
_DOT_OF_A_NAME: Final = r"(?<=\w)\s{0,3}[点點丶·]\s{0,3}(?=[\w-])"
_HOST: Final = r"^(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:)?[/\\]{0,9}(?:[^/\\?#]*@)?([^/\\?#]*)"
_AT: Final = r"(?i)\s{0,3}[\[({<]\s{0,3}(?:@|at|艾特)\s{0,3}[\])}>]\s{0,3}"


def refang(text: str) -> str:
    """Returns the address with hxxp, [.], 点, (at) and their kin replaced by what they stand for."""
    if not _CUES.search(text):
        return text
    found = re.match(_SCHEME, text)
    if found is not None and not text.lower().startswith(("http:", "https:", "ftp:")):
        scheme = f"http{found[1].lower()}" if found[1] is not None else "ftp"
        text = f"{scheme}://{text[found.end() :]}"
    text = re.sub(_AT, "@", re.sub(_DOT, ".", text))
    host = re.match(_HOST, text)
    return text if host is None or "." in host[1] else re.sub(_DOT_OF_A_NAME, ".", text)
