"""Markdown: what is shown of it, and its links. Code counts as text: it is read as it stands."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import Final

from scamguard.model.document import Document, Link
from scamguard.readers.entities import find_references, to_plain
from scamguard.readers.reading import LINE, Reading
from scamguard.readers.targets import link_to, taken_from, with_texts

#: What a link leads to, at most 2,000 characters, and its title; {0} tells the groups apart.
_TARGET: Final = (
    r"(?:<(?P<{0}angle>[^<>\n]{{0,2000}})>"
    r"|(?P<{0}bare>[^\s<>()]{{0,2000}}(?:\([^\s<>()]{{0,200}}\)[^\s<>()]{{0,200}})?))"
)
_TITLE: Final = r"(?:[ \t]{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?"
_MARK: Final = re.compile(
    r"(?P<fence>^[ ]{0,3}(?P<sign>`{3,99}|~{3,99})[^`\n]{0,200}$)"
    r"|(?P<definition>^[ ]{0,3}\[(?P<name>[^\[\]\n]{1,99})\]:[ \t]{0,9}"
    + _TARGET.format("d")
    + _TITLE
    + r"[ \t]{0,9}$)"
    r"|(?P<comment><!--)"
    r"|(?P<auto><(?P<uri>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]{0,2000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,2000}>)"
    r"|(?P<end>\]\([ \t]{0,9}" + _TARGET.format("t") + _TITLE + r"[ \t]{0,9}\))"
    r"|(?P<used>\]\[(?P<ref>[^\[\]\n]{0,99})\])"
    r"|(?P<close>\])"
    r"|(?P<open>!?\[(?!\[\[))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)`{1,2}(?!`))"
    r"|(?P<strong>(?<!\*)\*{2,3}(?=[^\s*])(?=[^*\n]{1,500}(?<!\s)\*\*)|(?<=[^\s*])\*{2,3}(?=[^*\d]|$)"
    r"|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_]))"
    r"|(?P<struck>~~)",
    re.MULTILINE,
)
_HREF: Final = re.compile(r"(?i)\s(?:href|src|action)\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_BLOCK_TAG: Final = re.compile(r"(?i)</?(?:p|div|br|hr|li|ul|ol|tr|td|th|table|h[1-6]|blockquote|summary|details)\b")
_HEADING: Final = re.compile(r"^[ ]{0,3}#[ \t]{1,9}([^\n]{1,300})", re.MULTILINE)
#: Longest code within a line, in characters.
MAX_CODE_CHARS: Final = 2000
#: Most brackets that are open at once.
MAX_OPEN: Final = 64


def read_markdown(text: str, file: str | None = None) -> Document:
    """Returns the document of a text in Markdown."""
    page = _Page(text)
    page.read()
    heading = _HEADING.search(text)
    title = heading[1].rstrip("# \t\r") if heading else ""
    return page.reading.to_document(file, title=title, links=page.to_links())


class _Page:
    """A text in Markdown, read mark by mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reading = Reading(text)
        self._links: deque[Link] = deque()
        #: Of each link where its text begins and ends in what is read.
        self._begins = array("i")
        self._ends = array("i")
        #: Of each character whether it is a bracket that a target follows: far smaller than a set of places.
        self._linked = bytearray(len(text))
        self._definitions: dict[str, Link | None] = {}
        self._used: set[str] = set()
        #: Open brackets of links: where their text begins in the source, and in what is read.
        self._open: deque[tuple[int, int]] = deque(maxlen=MAX_OPEN)
        self._done = 0

    def read(self) -> None:
        """Reads the whole text."""
        self._find_pairs()
        for mark in self._marks():
            self._write_up_to(mark.start())
            self._done = mark.end()
            self._read_mark(mark, str(mark.lastgroup))
        self._write_up_to(len(self.text))

    def to_links(self) -> Iterator[Link]:
        """Returns the links; a definition that nothing refers to is one without a text."""
        unused = (
            (link, -1, -1) for name, link in self._definitions.items() if link is not None and name not in self._used
        )
        shown = zip(taken_from(self._links), self._begins, self._ends, strict=True)
        return with_texts(chain(shown, unused), self.reading.text())

    def _marks(self) -> Iterator[re.Match[str]]:
        """Yields the marks outside of code and comments, which are passed over as one."""
        at = 0
        while mark := _MARK.search(self.text, at):
            yield mark
            at = max(mark.end(), self._done)

    def _find_pairs(self) -> None:
        """Notes the definitions, and which brackets are links: a target comes behind the bracket that closes them."""
        open_at: deque[int] = deque(maxlen=MAX_OPEN)
        for mark in self._marks():
            kind = mark.lastgroup
            self._done = self._end_of_code(mark)
            if mark["definition"] is not None:
                group = "dangle" if mark["dangle"] is not None else "dbare"
                self._definitions.setdefault(mark["name"].casefold(), link_to(mark[group], *mark.span(group)))
            elif kind == "open":
                open_at.append(mark.start())
            elif mark["end"] is not None or mark["used"] is not None:
                if open_at:
                    self._linked[open_at.pop()] = True
            elif kind == "close" and open_at:
                open_at.pop()
        self._done = 0

    def _end_of_code(self, mark: re.Match[str]) -> int:
        """Returns where code or a comment ends that a mark begins; the mark's own end for others."""
        end = mark.end()
        if mark["fence"] is not None:
            closing = re.compile(rf"^[ ]{{0,3}}{re.escape(mark['sign'][:3])}[`~]{{0,99}}[ \t]{{0,99}}$", re.MULTILINE)
            found = closing.search(self.text, end)
            return found.end() if found else len(self.text)
        if mark["code"] is not None:
            place = self.text.find(mark["code"], end, end + MAX_CODE_CHARS)
            return place + len(mark["code"]) if place >= 0 else end
        if mark["comment"] is not None:
            place = self.text.find("-->", end)
            return place + 3 if place >= 0 else len(self.text)
        return end

    def _read_mark(self, mark: re.Match[str], kind: str) -> None:
        if mark["fence"] is not None or mark["code"] is not None:
            self._read_code(mark)
        elif mark["comment"] is not None:
            self._done = self._end_of_code(mark)
        elif mark["auto"] is not None or mark["escape"] is not None:
            self.reading.copy(mark.start() + 1, mark.end() - (mark["auto"] is not None))
        elif kind == "tag":
            self._read_tag(mark)
        elif kind == "open":
            self._read_open(mark)
        elif mark["end"] is not None or mark["used"] is not None:
            self._read_end(mark)
        elif kind == "close":
            self._read_close(mark)

    def _read_code(self, mark: re.Match[str]) -> None:
        """Copies code as it stands, without its marks."""
        end = self._end_of_code(mark)
        last = self.text.rfind("\n", mark.end(), end) if mark["fence"] is not None else end - len(mark["code"])
        self.reading.copy(mark.end(), max(mark.end(), last))
        self._done = end

    def _read_tag(self, mark: re.Match[str]) -> None:
        if _BLOCK_TAG.match(mark[0]):
            self.reading.gap(LINE)
        for found in _HREF.finditer(mark[0]):
            start, end = found.span(found.lastindex or 0)
            start, end = mark.start() + start, mark.start() + end
            self._add_link(link_to(to_plain(self.text, start, end), start, end), -1)

    def _read_open(self, mark: re.Match[str]) -> None:
        if self._linked[mark.start()]:
            self._open.append((mark.end(), self.reading.next))
        else:
            self._open.append((mark.end(), -1))
            self.reading.copy(*mark.span())

    def _read_close(self, mark: re.Match[str]) -> None:
        if self._open:
            self._open.pop()
        self.reading.copy(*mark.span())

    def _read_end(self, mark: re.Match[str]) -> None:
        """Reads what stands behind the text of a link: its target, or the name of one."""
        opened, begins = self._open.pop() if self._open else (0, -1)
        if begins < 0:
            self.reading.copy(*mark.span())
        elif mark["end"] is not None:
            group = "tangle" if mark["tangle"] is not None else "tbare"
            start, end = mark.span(group)
            self._add_link(link_to(to_plain(self.text, start, end), start, end), begins)
        else:
            name = (mark["ref"] or self.text[opened : mark.start()]).casefold()
            self._used.add(name)
            self._add_link(self._definitions.get(name), begins)

    def _add_link(self, link: Link | None, begins: int) -> None:
        if link is not None:
            self._links.append(link)
            self._begins.append(begins)
            self._ends.append(self.reading.length)

    def _write_up_to(self, end: int) -> None:
        """Writes the text in front of the next mark, its character references read."""
        done = self._done
        for read, first, last in find_references(self.text, done, end):
            self.reading.copy(done, first)
            self.reading.stand_for(read, first, last)
            done = last
        self.reading.copy(done, end)
