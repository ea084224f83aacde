"""Addresses written so that they cannot be clicked, made whole again."""

from __future__ import annotations

import re

_SCHEME = re.compile(
    r"^\s*(?:h(?:xx|XX|tt|\*\*|__|TT)p(s?)|f(?:xp|tp))\s*(?:\[?:\]?|：)\s*(?:\[?/\]?|/|\\){0,2}", re.IGNORECASE
)
_DOT = re.compile(
    r"\s*[\[({<]\s*(?:\.|dot|点|點|。)\s*[\])}>]\s*|\[\.|\.\]"
    r"|(?<=\w)\s*(?:。|．|｡|点|點|丶|·)\s*(?=[\w-])|(?<=\w) dot (?=\w)",
    re.IGNORECASE,
)
_AT = re.compile(r"\s*[\[({<]\s*(?:@|at|艾特)\s*[\])}>]\s*", re.IGNORECASE)
#: What a defanged address must hold; most addresses hold none of it, and are returned as they are.
_CUES = re.compile(r"[xX*_]{2}[pP]|[\[({<。．｡点點丶·：]| dot | DOT ")


def refang(text: str) -> str:
    """Returns the address with hxxp, [.], 点, (at) and their kin replaced by what they stand for."""
    if not _CUES.search(text):
        return text
    found = _SCHEME.match(text)
    if found is not None and not text.lower().startswith(("http:", "https:", "ftp:")):
        scheme = f"http{found[1].lower()}" if found[1] is not None else "ftp"
        text = f"{scheme}://{text[found.end() :]}"
    return _AT.sub("@", _DOT.sub(".", text))
