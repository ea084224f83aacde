"""Pages: what a browser shows of them, and the links that it follows."""

from __future__ import annotations

import re
from array import array
from collections import deque
from typing import Final

from scamguard.model.document import Document, Link
from scamguard.readers.entities import find_references
from scamguard.readers.html_tokens import Tag, Text, Value, tokens_of
from scamguard.readers.html_tree import Seen, Tree
from scamguard.readers.reading import CELL, LINE, WORD, Reading
from scamguard.readers.targets import link_to, taken_from, with_texts

#: Elements that begin on a line of their own, also those of text processors' formats.
_BLOCKS: Final = frozenset(
    {"a:p", "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd",
     "description", "details", "dialog", "dir", "div", "dl", "dt", "entry", "fieldset", "figcaption", "figure",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "item",
     "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search",
     "section", "select", "summary", "table", "tbody", "template", "text:p", "textarea", "tfoot", "thead", "title",
     "tr", "ul", "w:p", "xmp"}
)  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
#: Raw elements whose content is shown.
_SHOWN_RAW: Final = frozenset({"title", "textarea", "xmp", "plaintext"})
#: Elements that are never shown.
_HIDDEN: Final = frozenset({"template", "datalist", "audio", "video", "canvas"})
_HIDING: Final = re.compile(
    r"(?i)(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s{0,9}:\s{0,9}0(?:\.0{1,9})?(?:px|r?em|%|pt)?\s{0,9}(?:!|;|$))"
)
#: Element -> its attribute that is followed.
_FOLLOWED: Final = {"a": "href", "area": "href", "base": "href", "form": "action", "button": "formaction",
                    "input": "formaction", "iframe": "src", "frame": "src"}  # fmt: skip
_REFRESH: Final = re.compile(r"(?i)^[\s\d.;,]{0,40}(?:url\s{0,9}=\s{0,9})?[\"']?(?=\S)")
_BUTTONS: Final = frozenset({"submit", "button", "reset"})
#: What previews and lists of results show of a page.
_PREVIEWS: Final = frozenset({"description", "og:title", "og:description", "twitter:title", "twitter:description"})
#: Blanks that are shown as one: several, or one that is no space.
_BLANKS: Final = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_BLANK: Final = frozenset(" \t\n\f\r")
#: What sets a text apart from the one before it, and what kinds of text there are: in "plain", `&` stands for itself.
_GAPS: Final = ("", WORD, CELL, LINE)
_KINDS: Final = ("text", "plain", "value")


def read_html(text: str, file: str | None = None) -> Document:
    """Returns the document of a page."""
    page = _Page(text)
    for token in tokens_of(text):
        if isinstance(token, Tag):
            page.add_tag(token)
        else:
            page.add_text(token)
    return page.to_document(file)


class _Page:
    """What the tokens of a page hold: texts and links, each with a number."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.title = ""
        self._tree = Tree()
        #: Of each text its start, its end, and the numbers of the gap before it and of its kind; a page has many.
        self._starts = array("i")
        self._ends = array("i")
        self._gaps = bytearray()
        self._kinds = bytearray()
        self._links: deque[Link] = deque()
        #: Values that stand in a box of their own: tooltips, and what previews show.
        self._asides: list[tuple[Value, int]] = []
        self._gap = ""

    def add_text(self, token: Text) -> None:
        """Adds a piece of text."""
        if token.start < token.end:
            self._add(token.start, token.end, "plain" if token.is_plain else "text")

    def add_tag(self, tag: Tag) -> None:
        """Adds a start tag or an end tag."""
        name = tag.name
        if name in _BLOCKS:
            self._gap = LINE
        elif name in _CELLS and self._gap != LINE:
            self._gap = CELL
        if tag.is_end:
            self._tree.end(name)
            return
        link = self._link_of(tag)
        self._tree.start(name, is_hidden=_is_hidden(tag), link=link if name == "a" else None)
        if link is not None:
            self._tree.link(link)
        if tag.raw is not None:
            self._add_raw(name, tag.raw)
        if tag.attributes:
            self._add_values(tag)

    def _add_raw(self, name: str, raw: Text) -> None:
        if name not in _SHOWN_RAW or raw.start == raw.end:
            return
        self._gap = LINE
        self.add_text(raw)
        self._gap = LINE
        if name == "title" and not self.title:
            reading = Reading(self.source)
            _write(reading, raw.start, raw.end, "text")
            self.title = reading.text()

    def _add_values(self, tag: Tag) -> None:
        """Adds what attributes show: a picture's text, a button's label, tooltips, previews."""
        name, values = tag.name, tag.attributes
        shown = []
        if name in ("img", "area", "input") and "alt" in values:
            shown.append(values["alt"])
        if name == "input" and "value" in values and _lower(values, "type") in _BUTTONS:
            shown.append(values["value"])
        if name in ("input", "textarea") and "placeholder" in values and _lower(values, "type") != "hidden":
            shown.append(values["placeholder"])
        for value in shown:
            self._gap = self._gap or WORD
            self._add(value.start, value.end, "value")
            self._gap = WORD
        if "title" in values:
            self._add_aside(values["title"])
        if name == "meta" and (_lower(values, "name") in _PREVIEWS or _lower(values, "property") in _PREVIEWS):
            self._add_aside(values.get("content"))

    def _add_aside(self, value: Value | None) -> None:
        if value is not None and value.start < value.end:
            self._asides.append((value, len(self._starts)))
            self._add_place(value.start, value.start, "", "value")

    def _add(self, start: int, end: int, kind: str) -> None:
        """Adds a text; blanks alone are none, but stand between words."""
        if self.source[start] in _BLANK and not self.source[start:end].strip(" \t\n\f\r"):
            self._gap = self._gap or WORD
            return
        self._add_place(start, end, self._gap, kind)
        self._gap = ""

    def _add_place(self, start: int, end: int, gap: str, kind: str) -> None:
        self._tree.text(len(self._starts))
        self._starts.append(start)
        self._ends.append(end)
        self._gaps.append(_GAPS.index(gap))
        self._kinds.append(_KINDS.index(kind))

    def _link_of(self, tag: Tag) -> int | None:
        """Returns the number of the link that a tag is, None where it is none."""
        value = tag.attributes.get(_FOLLOWED.get(tag.name, ""))
        if tag.name == "meta" and _lower(tag.attributes, "http-equiv") == "refresh" and "content" in tag.attributes:
            value = _refresh(tag.attributes["content"])
        if value is None:
            return None
        link = link_to(*value)
        if link is None:
            return None
        self._links.append(link)
        return len(self._links) - 1

    def to_document(self, file: str | None) -> Document:
        """Returns what is seen of the page."""
        seen = self._tree.seen()
        reading = Reading(self.source)
        begins, ends = self._write_texts(reading, seen)
        shown = (
            (link, begins[number], ends[number])
            for number, link in enumerate(taken_from(self._links))
            if begins[number] >= 0 or number not in seen.hidden_links
        )
        links = with_texts(shown, reading.text())
        return reading.to_document(file, title=self.title, links=links)

    def _write_texts(self, reading: Reading, seen: Seen) -> tuple[array[int], array[int]]:
        """Writes what is seen; returns where the text of each link begins and ends, -1 for one without."""
        places = array("i", [-1]) * len(self._links), array("i", [-1]) * len(self._links)
        for number, (start, end, gap, kind) in enumerate(
            zip(self._starts, self._ends, self._gaps, self._kinds, strict=True)
        ):
            reading.gap(_GAPS[gap])
            if start == end or number in seen.hidden_texts:
                continue
            begins = _write(reading, start, end, _KINDS[kind])
            link = seen.link_of[number]
            if link >= 0:
                places[0][link] = begins if places[0][link] < 0 else places[0][link]
                places[1][link] = reading.length
        for value, number in self._asides:
            if number not in seen.hidden_texts:
                reading.gap(LINE)
                _write(reading, value.start, value.end, "value")
        return places


def _is_hidden(tag: Tag) -> bool:
    """Answers whether an element is not shown; a whole page that is, is shown by a script later."""
    values = tag.attributes
    if tag.name in _HIDDEN or (tag.name == "dialog" and "open" not in values):
        return True
    if not values:
        return False
    if "hidden" in values and values["hidden"].text.strip().lower() != "until-found":
        return True
    return "style" in values and _HIDING.search(values["style"].text) is not None


def _lower(values: dict[str, Value], name: str) -> str:
    value = values.get(name)
    return value.text.strip().lower() if value is not None else ""


def _refresh(content: Value) -> Value | None:
    """Returns the target of `<meta http-equiv=refresh content="0; url=…">`."""
    found = _REFRESH.match(content.text)
    target = content.text[found.end() :].rstrip("\"' ") if found else ""
    return Value(target, content.start, content.end) if target else None


def _write(reading: Reading, start: int, end: int, kind: str) -> int:
    """Writes a text of the source as it is shown, blanks together as one; returns where it begins."""
    begins: int | None = None
    source = reading.original
    references = find_references(source, start, end, in_attribute=kind == "value") if kind != "plain" else ()
    done = start
    for read, first, last in references:
        begins = _write_words(reading, done, first, begins)
        if read.strip(" \t\n\f\r"):
            begins = reading.next if begins is None else begins
            reading.stand_for(read, first, last)
        else:
            reading.gap(WORD)
        done = last
    begins = _write_words(reading, done, end, begins)
    return reading.length if begins is None else begins


def _write_words(reading: Reading, start: int, end: int, begins: int | None) -> int | None:
    """Writes a text without references; returns where what was written first begins."""
    source = reading.original
    if source.startswith(" ", start, end):
        reading.gap(WORD)
        start += 1
    last = end - source.endswith(" ", start, end)
    done = start
    for found in _BLANKS.finditer(source, start, last):
        if found.start() > done:
            begins = reading.next if begins is None else begins
            reading.copy(done, found.start())
        reading.gap(WORD)
        done = found.end()
    if done < last:
        begins = reading.next if begins is None else begins
        reading.copy(done, last)
    if last < end:
        reading.gap(WORD)
    return begins
