"""Markdown: what is read of it (markdown.toml), and what holds for every text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_checks import cases, verify_places

from scamguard.readers.markdown import read_markdown

PIECES = (
    "[", "]", "](", ")", "![", "](https://x.example)", "[a]: https://y.example\n", "][a]", "**", "*", "__", "`",
    "```\n", "~~~\n", "\\", "\\[", "<", ">", "<!--", "-->", "<b>", "<br>", "<a href='https://z.example'>", "&",
    "&#46;", "&amp;", "<https://u.example>", "<a@b.example>", "\n", " ", "# ", "客服", "131", '"', "'", "~~", "\r\n",
    "(", "\x00",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=50).map("".join)


@pytest.mark.parametrize("case", cases("markdown"))
def test_markdown_is_read(case: dict[str, Any]) -> None:
    document = read_markdown(case["source"], "x.md")

    assert document.text == case["text"]
    assert [[link.target, link.shown] for link in document.links] == case.get("links", [])
    verify_places(document)


def test_title_is_the_first_heading() -> None:
    assert read_markdown("x\n\n# TikTok Shop 客服 #\n# two").title == "TikTok Shop 客服"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(texts)
def test_every_text_is_read_and_places_hold(source: str) -> None:
    verify_places(read_markdown(source))


@pytest.mark.lengthy
@pytest.mark.parametrize(
    "piece",
    ["[", "](", "[a](", "[a](b)", "**a", "<a ", "<!--", "`", "`a``", "```a\n", "&#1", "[x]: a\n", "~~~\n```\n", "*"],
)
def test_time_grows_with_the_length(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (10_000, 100_000))
    read_markdown(short)

    assert min(seconds(long) for _ in range(2)) < 25 * max(min(seconds(short) for _ in range(3)), 0.01)


def seconds(source: str) -> float:
    begun = time.perf_counter()
    read_markdown(source)
    return time.perf_counter() - begun
