"""Pages: what is read of them (html.toml), and what holds for every page."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader_checks import cases, verify_places
from selectolax.lexbor import LexborHTMLParser

from scamguard.readers.html import read_html

PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<div hidden>", "<b>", "</b>", "<i hidden>", "</i>",
    "<a href='https://x.example'>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "<li>",
    "<span style='display:none'>", "</span>", "<select><option>", "</select>", "<svg>", "</svg>", "<template>",
    "</template>", "<title>", "</title>", "<br>", "<!--", "-->", "<script>", "</script>", "<style>", "</style>",
    "<textarea>", "</textarea>", "<h1>", "<button>", "<img alt='pic' title=\"tip\">", "<form action=//y.example>",
    "<", ">", "</", "<!", "&", "&amp;", "&#46;", "&#x", ";", "&copy", "'", '"', "=", "/", "<a href=", "<![CDATA[",
    "]]>", "\x00", "\r\n", "\n", "  ", "客服", "131", "x", "\ufffd", "<caption>", "<object>", "<math>", "<frameset>",
    "<body>", "<noscript>", "<plaintext>", "<font hidden>", "</font>",
)  # fmt: skip
pages = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join)
#: Pages without what lexbor alone cannot be asked about: hidden parts, tables that text falls out of.
PLAIN = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i class='a>b'>", "</i>", "<!-- c > d -->", "<br/>", "&amp;",
    "&lt", "&#46;", "&copy", "&notit;", "&", "a", "客服", " ", "\n", "< ", "<3", "<script>'<p>'</script>", "<ul><li>",
    "</ul>", "<a href=x>", "</a>", "<h1>", "</h1>", "&#x4e2d;", "&#0;", '<em class=">">', "</em>", "<!doctype html>",
)  # fmt: skip
plain_pages = st.lists(st.sampled_from(PLAIN), max_size=50).map("".join)


@pytest.mark.parametrize("case", cases("html"))
def test_page_is_read(case: dict[str, Any]) -> None:
    document = read_html(case["source"], "x.html")

    assert document.text == case["text"]
    assert [[link.target, link.shown] for link in document.links] == case.get("links", [])
    verify_places(document)


def test_title_is_the_first() -> None:
    assert (
        read_html("<title> TK\n 客服 &amp; x</title><svg><title>no</title></svg><title>2</title>").title
        == "TK 客服 & x"
    )


def test_place_of_a_contact_covers_its_references_and_tags() -> None:
    source = "<p>write to a<b>@</b>b&#46;exampl&#101;!</p>"
    document = read_html(source)
    at = document.text.index("a@b.example")
    start, end = document.origins.span(at, at + len("a@b.example"))

    assert source[start:end] == "a<b>@</b>b&#46;exampl&#101;"


def test_place_of_a_target_is_the_value_undecoded() -> None:
    source = '<a href="https://x.example/?a&amp;b">y</a>'
    link = read_html(source).links[0]

    assert source[link.start : link.end] == "https://x.example/?a&amp;b"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(pages)
@example("<a href='https://x.example'><table>x</a>y")
@example("<div hidden><table>x</div>y")
@example("<title>&amp;</title>" * 2)
def test_every_page_is_read_and_places_hold(source: str) -> None:
    document = read_html(source)

    verify_places(document)
    assert read_html(source) == document


@settings(derandomize=True, deadline=None, max_examples=400)
@given(plain_pages)
def test_text_is_what_lexbor_shows(source: str) -> None:
    tree = LexborHTMLParser(source)
    for script in tree.css("script"):
        script.decompose()
    assert tree.root is not None
    shown = "".join(node.text_content or "" for node in tree.root.traverse(include_text=True) if node.is_text_node)

    assert without_blanks(read_html(source).text) == without_blanks(shown)


def without_blanks(text: str) -> str:
    return re.sub(r"[ \t\n\f\r]", "", text)


HOSTILE = (
    "<div>", "<p>", "<b hidden><p>", "<a href=//x><b><div></a>", "<table>x", "<a href=//x>1<p>", "<", "<!--", "&",
    "&#1", "<a b=\"<a b='", "<title>", "<svg><![CDATA[", "<select><option>x", "<span><div></span>",
    "<form action=//x>", "<x-y>", "<td><a href=//x>", "</p>", "<button><p>", "< ",
)  # fmt: skip


@pytest.mark.lengthy
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (10_000, 100_000))
    read_html(short)

    assert min(seconds(long) for _ in range(2)) < 25 * max(min(seconds(short) for _ in range(3)), 0.01)


def seconds(source: str) -> float:
    begun = time.perf_counter()
    read_html(source)
    return time.perf_counter() - begun


def test_a_million_nested_elements_are_read() -> None:
    source = "<div>" * 200_000 + "131" + "</div>" * 10

    assert read_html(source).text == "131"
