"""The page for people as one document, and the policy under which a browser runs nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from html import escape
from importlib.resources import files
from typing import Final, NamedTuple
from urllib.parse import quote

from phonenumbers import SUPPORTED_REGIONS

from scamguard.render.json import encode
from scamguard.render.sentences import to_tables
from scamguard.server.page.words import WORDS

#: The scripts in the order in which they build on each other.
SCRIPTS: Final = ("telling.js", "marked.js", "asking.js", "showing.js", "answer.js", "problems.js", "page.js")
#: An element whose text is one of the `WORDS`.
_WORDED: Final = re.compile(r'(<\w+[^>]* data-t="(\w+)"[^>]*>)(?=</)')
_SLOT: Final = re.compile(r"\{\{(\w+)\}\}")
_ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b57d0" d="M16 2 28 6v9c0 8-5 13-12 15'
    'C9 28 4 23 4 15V6z"/><path fill="none" stroke="#fff" stroke-width="3" d="m10 16 4 4 8-9"/></svg>'
)


class Page(NamedTuple):
    """The document, and its Content-Security-Policy: nothing from elsewhere, no script and no style but its own."""

    body: bytes
    policy: str


@functools.cache
def page() -> Page:
    """Returns the page; it is put together once."""
    style = _read("page.css")
    script = '"use strict";\n(() => {\n' + "\n".join(map(_read, SCRIPTS)) + "})();\n"
    slots = {"icon": f"data:image/svg+xml,{quote(_ICON)}", "style": style, "script": script, "data": _data()}
    worded = _WORDED.sub(lambda found: found[1] + escape(WORDS[found[2]].en), _read("page.html"))
    body = _SLOT.sub(lambda found: slots[found[1]], worded)
    return Page(body.encode(), _policy(style, script))


def _read(name: str) -> str:
    return files("scamguard.server.page").joinpath(name).read_text(encoding="utf-8")


def _data() -> str:
    """Returns the sentences and names that the scripts use, as JSON that no markup can end."""
    data = {"words": WORDS, "tables": to_tables(), "regions": sorted(SUPPORTED_REGIONS)}
    return encode(data).decode().replace("<", "\\u003c")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash_of(script)}",
            f"style-src {_hash_of(style)}",
            "connect-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
