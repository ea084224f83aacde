"""Which texts and links of a page a person sees: the tree that browsers make of its tags, built by lexbor.

lexbor gives no places in the source, and takes time that grows with the square of the nesting. So it is given a copy
of the page in which every text is a number, only tags that matter are left, and elements are nested no deeper than
browsers nest them. What it makes of that says for each number whether it is shown, and inside which link.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from typing import Final

#: Deepest nesting of elements, as in Chromium; deeper ones stand beside each other.
MAX_DEPTH: Final = 256

#: Elements without content, and such as change nothing about what is seen.
_LEFT_OUT: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "body", "br", "col", "command", "embed", "frame", "frameset", "head",
     "hr", "html", "iframe", "image", "img", "input", "keygen", "link", "meta", "noembed", "noframes", "noscript",
     "param", "plaintext", "script", "source", "style", "textarea", "title", "track", "wbr", "xmp"}
)  # fmt: skip
#: "Formatting" elements (HTML, §13.2.4.2): they are left out, unless they hide something; `a` is kept.
_FORMATTING: Final = frozenset(
    {"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
#: "Special" elements (HTML, §13.2.4.2): an end tag of another kind does not reach across them.
_SPECIAL: Final = frozenset(
    {"address", "applet", "article", "aside", "blockquote", "button", "caption", "center", "colgroup", "dd",
     "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hgroup", "li", "listing", "main", "marquee", "menu", "nav", "object", "ol", "p",
     "pre", "search", "section", "select", "summary", "table", "tbody", "td", "template", "tfoot", "th", "thead",
     "tr", "ul"}
)  # fmt: skip
#: Elements that other end tags do not reach across.
_WALLS: Final = frozenset(
    {"applet", "button", "caption", "marquee", "object", "select", "table", "td", "template", "th"}
)
_TABLE: Final = frozenset({"caption", "table", "tbody", "td", "template", "tfoot", "th", "thead", "tr"})
_TABLE_WALLS: Final = frozenset({"table", "template"})
#: What browsers pass over outside of a table.
_TABLE_PARTS: Final = _TABLE - _TABLE_WALLS
#: An end tag of any heading ends a heading of any level.
_HEADINGS: Final = dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "h1")
#: Elements that end where the next of their kind begins.
_OPTIONAL_END: Final = frozenset({"dd", "dt", "h1", "li", "optgroup", "option", "p", "rp", "rt", "td", "th", "tr"})

_NAME: Final = re.compile(r"[a-z][a-z0-9:_-]{0,40}")
_PIECE: Final = re.compile(r"<(/?)([a-zA-Z][^\s>]*)([^>]*)>|([tl])(\d+);")
_NUMBER: Final = re.compile(r'n="(\d+)"')


class Tree:
    """The tags of a page, from which it is told which of its texts and links are seen."""

    def __init__(self) -> None:
        self._copy = bytearray()
        self._open = _OpenElements()
        #: Of each text the link around it, as far as that is plain without lexbor, or -1.
        self._link_of = array("i")
        self._hides = False
        #: Whether every link so far held texts alone: then it needs no tree.
        self._is_orderly = True
        #: The link that is open, where its tag stands in the copy, and the number of the first text in it.
        self._link: int | None = None
        self._link_at = -1
        self._first_text = 0

    def start(self, name: str, *, is_hidden: bool = False, link: int | None = None) -> None:
        """Adds a start tag; of a link to be followed, with its number."""
        name = _HEADINGS.get(name, name)
        if name in _LEFT_OUT or (name in _FORMATTING and not is_hidden) or not _NAME.fullmatch(name):
            return
        if name == "a":
            self._start_link(link, is_hidden)
        elif self._open.push(name):
            self._is_orderly = self._is_orderly and self._link_at < 0 and name != "select"
            self._copy += b"<" + name.encode()
        else:
            return
        self._hides = self._hides or is_hidden or name == "template"
        self._copy += b" h>" if is_hidden else b">"

    def end(self, name: str) -> None:
        """Adds an end tag."""
        name = _HEADINGS.get(name, name)
        if name == "a" and self._is_orderly:
            self._end_link()
        elif name == "a" or self._open.pop(name):
            self._is_orderly = self._is_orderly and self._link_at < 0
            self._copy += b"</" + name.encode() + b">"

    def text(self, number: int) -> None:
        """Adds the place of a text."""
        self._link_of.append(-1)
        self._copy += b"t%d;" % number

    def link(self, number: int) -> None:
        """Adds the place of a link."""
        self._copy += b"l%d;" % number

    def seen(self) -> Seen:
        """Returns what is hidden, and which texts are links."""
        if self._is_orderly and self._link_at < 0 and not self._hides:
            return Seen("", self._link_of)
        from selectolax.lexbor import LexborHTMLParser  # only pages need it

        copy, self._copy = bytes(self._copy), bytearray()
        written = LexborHTMLParser(copy).html or ""
        del copy
        return Seen(written, self._link_of)

    def _start_link(self, link: int | None, is_hidden: bool) -> None:
        self._is_orderly = self._is_orderly and self._link_at < 0 and not is_hidden
        if self._is_orderly:
            self._link, self._link_at, self._first_text = link, len(self._copy), len(self._link_of)
        self._copy += b"<a" if link is None else b"<a n=%d" % link

    def _end_link(self) -> None:
        """Takes a link out of the copy that holds texts alone: no tree can change what is in it."""
        if self._link_at < 0:
            return
        tag_end = self._copy.index(b">", self._link_at) + 1
        del self._copy[self._link_at : tag_end]
        if self._link is not None:
            for number in range(self._first_text, len(self._link_of)):
                self._link_of[number] = self._link
        self._link_at = -1


class Seen:
    """What a person sees of a page.

    Attributes:
        hidden_texts, hidden_links: numbers of what is not shown.
        link_of: of each text the number of the link around it, or -1.
    """

    def __init__(self, written: str, link_of: array[int]) -> None:
        self.hidden_texts: set[int] = set()
        self.hidden_links: set[int] = set()
        self.link_of = link_of
        self._depth = 0
        self._hidden_from: int | None = None
        self._around: list[tuple[int, int]] = []
        for found in _PIECE.finditer(written):
            sign, name, attributes, kind, number = found.groups()
            if kind:
                self._note(kind, int(number))
            elif sign:
                self._leave()
            else:
                self._enter(name, attributes)

    def _note(self, kind: str, number: int) -> None:
        if self._hidden_from is not None:
            (self.hidden_texts if kind == "t" else self.hidden_links).add(number)
        elif kind == "t" and self._around:
            self.link_of[number] = self._around[-1][1]

    def _enter(self, name: str, attributes: str) -> None:
        self._depth += 1
        if self._hidden_from is None and (name == "template" or " h" in attributes):
            self._hidden_from = self._depth
        if name == "a" and (number := _NUMBER.search(attributes)):
            self._around.append((self._depth, int(number[1])))

    def _leave(self) -> None:
        if self._hidden_from == self._depth:
            self._hidden_from = None
        if self._around and self._around[-1][0] == self._depth:
            self._around.pop()
        self._depth -= 1


class _OpenElements:
    """The elements that are open, never more than `MAX_DEPTH`; every step takes constant time, spread over all."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._special: list[int] = []
        self._walls: list[int] = []
        self._table_walls: list[int] = []
        self._dropped: Counter[str] = Counter()

    def push(self, name: str) -> bool:
        """Opens an element; answers whether it may be opened."""
        if name in _TABLE_PARTS and not self._places["table"]:
            return False
        if name in _OPTIONAL_END and self._stack and self._stack[-1] == name:
            self._pop_to(len(self._stack) - 1)
        if len(self._stack) >= MAX_DEPTH:
            self._dropped[name] += 1
            return False
        for places in self._lists(name):
            places.append(len(self._stack))
        self._stack.append(name)
        return True

    def pop(self, name: str) -> bool:
        """Closes an element; answers whether its end tag closes one."""
        if self._dropped[name]:
            self._dropped[name] -= 1
            return False
        places = self._places.get(name)
        if not places:
            return False
        barrier = self._table_walls if name in _TABLE else self._walls if name in _SPECIAL else self._special
        if barrier and barrier[-1] > places[-1]:
            return False
        self._pop_to(places[-1])
        return True

    def _pop_to(self, place: int) -> None:
        while len(self._stack) > place:
            for places in self._lists(self._stack.pop()):
                places.pop()

    def _lists(self, name: str) -> list[list[int]]:
        found = [self._places[name]]
        if name in _SPECIAL:
            found.append(self._special)
        if name in _WALLS:
            found.append(self._walls)
        if name in _TABLE_WALLS:
            found.append(self._table_walls)
        return found
