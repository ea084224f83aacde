"""What the tests of the site read: pages as HTML, the section that each record stands in, made-up platforms."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scamguard.knowledge.knowledge import Knowledge

TOP = Path(__file__).parents[2]
DATA = TOP / "data"
OWN = Path(__file__).parent / "platforms"
BESIDE = ("lists", "lexicon", "unicode", "public-suffix", "words")
LANGUAGES = ("en", "zh")


@functools.cache
def shipped() -> Knowledge:
    """The shipped data: `test_compiled` shows that its files say the same."""
    return Knowledge.shipped()


def link_beside(folder: Path) -> Path:
    """Puts what a data folder has beside its platforms into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in BESIDE:
        (folder / name).symlink_to(DATA / name)
    return folder


def to_tree(page: str) -> LexborHTMLParser:
    """Reads a page as the site does: the head off, Markdown to HTML."""
    body = page.split("\n---\n", 1)[1]
    return LexborHTMLParser(markdown.markdown(body, extensions=["attr_list", "toc"]))


def sections(tree: LexborHTMLParser) -> dict[str, str]:
    """Returns the section (id of the h2 above) of every element that has an id."""
    found = {}
    section = ""
    for node in tree.css("[id]"):
        name = node.attributes["id"] or ""
        section = name if node.tag == "h2" else section
        assert name not in found, f"the anchor {name} stands twice"
        found[name] = section
    return found


def anchors(page: str) -> Counter[str]:
    """Returns the anchors of a page's lines, which are HTML in it already, and of its headings."""
    lines = (node.attributes["id"] or "" for node in LexborHTMLParser(page).css("[id]"))
    return Counter((*lines, *re.findall(r"^##.*\{ #(\w+)", page, re.MULTILINE)))


def line_of(tree: LexborHTMLParser, record: str) -> LexborNode:
    """Returns the whole line that a record stands in."""
    node = tree.css_first(f'[id="{record}"]')
    assert node is not None, record
    while node.tag != "li":
        assert node.parent is not None
        node = node.parent
    return node


def hrefs(node: LexborNode) -> Iterator[str]:
    """Yields where the links of a line lead, but for the links to the line itself and to its sources."""
    for link in node.css("a[href]"):
        parent = link.parent
        is_source = parent is not None and "sg-sources" in (parent.attributes.get("class") or "")
        if not is_source and link.attributes.get("class") != "headerlink":
            yield link.attributes["href"] or ""
