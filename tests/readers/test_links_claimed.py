"""What a page's links lead to is said to be whose the words around the link, or its own text, say."""

from __future__ import annotations

import pytest

from scamguard import Scanner
from scamguard.model.document import Document
from scamguard.readers.files import read_bytes

#: The page, then of each contact: what it leads to, whose it is said to be, its status.
TABLE = [
    (
        '<p>TikTok Shop seller WhatsApp: <a href="https://wa.me/447700900456">chat</a></p>',
        [("https://wa.me/447700900456", "tiktok-shop", "impersonation")],
        "the words before the link",
    ),
    (
        '<p>TikTok小店官方客服微信：<a href="weixin://dl/chat?abc12345">点我</a></p>',
        [("weixin://dl/chat?abc12345", "tiktok-shop", "impersonation")],
        "the words before a link in Chinese",
    ),
    (
        '<p>Questions? <a href="tel:+18884192207">Call TikTok Shop support</a></p>',
        [("tel:+18884192207", "tiktok-shop", "impersonation")],
        "the link's own text",
    ),
    (
        '<p>TikTok Shop support</p><p><a href="tel:+18884192207">Ring our bakery</a></p>',
        [("tel:+18884192207", None, "unverified")],
        "another line",
    ),
    (
        '<p>We ship what you buy on TikTok Shop, see <a href="https://shop.example/x">our blog</a></p>',
        [("https://shop.example/x", None, "unverified")],
        "a page beside a name is not said to be theirs",
    ),
]

#: What a link dials without a country, and the words around it; then the number.
DIALLED = [
    ("tel:18884192207", "Call us", "+18884192207", "North American"),
    ("tel:(888) 419-2207", "Call us", "+18884192207", "with signs"),
    ("tel:18884192207", "联系我们", "+8618884192207", "a Chinese mobile number in Chinese text"),
    ("tel:13800138000", "Call us", "+8613800138000", "no American number"),
    ("tel:95588", "Call us", "95588", "a short number"),
]

#: Pages that warn of what they link to.
WARNINGS = [
    '<p>Beware of the fake TikTok Shop WhatsApp <a href="https://wa.me/447700900456">chat</a></p>',
    '<p>切勿添加所谓TikTok小店官方客服微信<a href="weixin://dl/chat?abc12345">点我</a></p>',
    '<p>Never click <a href="https://paypal-login.top/x">this link</a>, it is no PayPal page.</p>',
]


@pytest.mark.parametrize("page", WARNINGS)
def test_what_a_page_warns_of_is_no_alarm(page: str) -> None:
    (document,) = read_bytes(page.encode(), "page.html")
    assert isinstance(document, Document)
    report = Scanner().scan(document)

    (found,) = (finding for finding in report.findings if finding.finding == "contact")

    assert found.is_warned_of
    assert found.claim is None
    assert not report.alarms


@pytest.mark.parametrize(("target", "shown", "number", "why"), DIALLED)
def test_what_a_link_without_a_country_dials(target: str, shown: str, number: str, why: str) -> None:
    (document,) = read_bytes(f'<a href="{target}">{shown}</a>'.encode(), "page.html")
    assert isinstance(document, Document)

    (found,) = Scanner().scan(document).findings

    assert found.verdict.contact.canonical == number, why


@pytest.mark.parametrize(("page", "expected", "why"), TABLE)
def test_whose_a_link_is(page: str, expected: list[tuple[str, str | None, str]], why: str) -> None:
    (document,) = read_bytes(page.encode(), "page.html")
    assert isinstance(document, Document)

    found = [f for f in Scanner().scan(document).findings if f.finding == "contact"]

    assert [(f.surface, f.verdict.claims, f.verdict.status.value) for f in found] == expected, why
