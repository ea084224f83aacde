"""What the data says, as text of a page: whatever a name, quote or title holds, it stays text."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Mapping
from html import escape
from typing import Final

from scamguard.render.visible import to_visible

#: All that Markdown and HTML could read something into, as character references: no reader acts on these.
_REFERENCES: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in string.punctuation})
_WEB: Final = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)
_HOST: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def to_html(text: str) -> str:
    """Returns the text for the inside of an HTML element or attribute, on one line, with nothing invisible in it."""
    return escape(to_visible(text))


def to_inline(text: str) -> str:
    """Returns the text for a line of Markdown, a heading or the words of a link."""
    return to_visible(text).translate(_REFERENCES)


def to_front_matter(values: Mapping[str, str], boost: int = 1) -> str:
    """Returns the head of a page.

    Args:
        values: what the templates print as it is; it is made HTML here.
        boost: how much the page counts in a search; it is not found where 0.
    """
    lines = (f"{key}: {json.dumps(to_html(value), ensure_ascii=False)}" for key, value in values.items())
    search = "search: { exclude: true }" if boost == 0 else f"search: {{ boost: {boost} }}"
    return "\n".join(("---", *lines, search, "---", ""))


def is_web_address(url: str) -> bool:
    """Answers whether an address may be a link: one of the web, not one that runs something."""
    return _WEB.fullmatch(url) is not None


def is_plain_host(host: str) -> bool:
    """Answers whether a host is written in ASCII alone, as links to it need it."""
    return _HOST.fullmatch(host) is not None


def to_link(url: str, inner: str) -> str:
    """Returns HTML as a link to another site, or as it is where the address is none of the web.

    Args:
        url: the address.
        inner: HTML.
    """
    return f'<a href="{to_html(url)}" rel="noopener nofollow">{inner}</a>' if is_web_address(url) else inner
