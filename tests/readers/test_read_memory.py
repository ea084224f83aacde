"""Memory that reading takes, in times the text, measured in a process of its own."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import pytest

pytestmark = pytest.mark.lengthy

SIZE: Final = 100_000
PROSE: Final = (
    "卖家请注意：客服不会通过微信联系您。Sellers may ask the support team about fees at any time of the day. "
)
MAIL: Final = (
    "From: a <a@shop.example>\nTo: b@shop.example\nSubject: s\nMIME-Version: 1.0\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {}\n\n"
)


def page(number: int) -> str:
    return f'<div><h2>{number}</h2><p>{PROSE}<b>{PROSE}</b> <a href="https://s{number}.example/">帮助</a></p></div>\n'


def row(number: int) -> str:
    return f'<tr><td>{number}</td><td>客服</td><td class="x">shop {number}</td></tr>\n'


#: Ending, what the text repeats, most times the text, why.
CASES: Final[tuple[tuple[str, Callable[[int], str], float, str], ...]] = (
    ("html", page, 10, "an ordinary page"),
    ("html", lambda number: f'<li><a href="https://shop{number}.example/">Shop {number}</a></li>\n', 10, "links"),
    ("html", row, 10, "rows of a table"),
    ("html", lambda _: "<b></b>", 10, "nothing but tags that are left out"),
    ("html", lambda _: "<p>", 10, "nothing but paragraphs, none of them hidden"),
    ("html", lambda _: "<p>x", 15, "a text of one letter in each paragraph: two tokens and a run each"),
    ("html", lambda _: "<i hidden></i>", 45, "hidden elements alone: lexbor's tree has a node for each"),
    ("md", lambda number: f"## {number}\n\n{PROSE}**{PROSE}** [帮助](https://s{number}.example/)\n", 10, "prose"),
    ("md", lambda number: f"- [Shop {number}](https://shop{number}.example/page/{number})\n", 10, "links"),
    ("json", lambda number: f'{{"id": {number}, "note": "{PROSE}"}}\n', 10, "values on lines"),
    ("json", lambda _: '"\\n\\u5ba2"\n', 15, "nothing but escapes: a run each"),
    ("csv", lambda number: f'{number},"店铺, {number}",s{number}@shop.example,{PROSE}\n', 10, "a table"),
    ("base64", page, 10, "a mail"),
    ("8bit", page, 12, "a mail as it stands: the mail library keeps two bytes a byte, in lines and joined"),
)
MEASURE: Final = """
import sys, tracemalloc
from scamguard.readers.contents import read_contents
ending, data = sys.argv[1], sys.stdin.buffer.read()
warm = b"<p hidden>x" if ending == "html" else data[:300]
for found in read_contents(warm, "x." + ending): pass
tracemalloc.start()
for found in read_contents(data, "x." + ending): found = None
print(tracemalloc.get_traced_memory()[1] / len(data))
"""


@pytest.mark.parametrize(("kind", "unit", "limit", "why"), CASES, ids=[f"{case[0]}-{case[3]}" for case in CASES])
def test_memory_is_bounded(kind: str, unit: Callable[[int], str], limit: float, why: str) -> None:
    data = _filled(unit)
    ending = "eml" if kind in ("base64", "8bit") else kind
    if ending == "eml":
        data = MAIL.format(kind).encode() + (base64.encodebytes(data) if kind == "base64" else data)
    done = subprocess.run([sys.executable, "-c", MEASURE, ending], input=data, capture_output=True, check=True)

    assert float(done.stdout) <= limit, why


def _filled(unit: Callable[[int], str]) -> bytes:
    parts: list[bytes] = []
    size = number = 0
    while size < SIZE:
        parts.append(unit(number).encode())
        size += len(parts[-1])
        number += 1
    return b"".join(parts)
