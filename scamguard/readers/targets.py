"""Which targets lead out of a page, and which stay within it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.model.document import Link

#: Blanks at either end of a target are none of it (URL Standard, "basic URL parser").
_C0_AND_BLANK: Final = "".join(map(chr, range(0x21)))
#: With a scheme that opens something, or a host.
_LEADS_OUT: Final = re.compile(r"(?i)(?:[\\/]{2}|(?!javascript:|data:|about:|cid:|blob:)[a-z][a-z0-9+.-]{0,40}:)")


def link_to(target: str, start: int, end: int) -> Link | None:
    """Returns the link to a target, None where it leads to a place on the same site or to nothing."""
    target = target.strip(_C0_AND_BLANK)
    return Link(target, start, end) if _LEADS_OUT.match(target) else None


def taken_from(links: deque[Link]) -> Iterator[Link]:
    """Yields links and forgets them, so that those made of them do not stand beside all of them in memory."""
    while links:
        yield links.popleft()


def with_texts(links: Iterable[tuple[Link, int, int]], text: str) -> Iterator[Link]:
    """Yields links with what is shown of them, between two places of the text; one that begins at -1 shows nothing."""
    for link, begins, ends in links:
        yield Link(link.target, link.start, link.end, text[begins:ends], begins) if begins >= 0 else link
