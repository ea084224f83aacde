"""Pages with very much on them."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from extension.cdp import until
from extension.chromium import TEXT, Browser
from extension.peers import Pages, Peer

pytestmark = pytest.mark.lengthy

ARTICLES = Path(__file__).parents[3] / "shared" / "research" / "articles"
#: How long the page's own work may wait for ours, in milliseconds, and how long the last mark may take, in seconds.
LONGEST_PAUSE = 200
ALL_MARKED = 15

WATCH = """window.pauses = [];
  window.onload = () => {
    let last = performance.now();
    setInterval(() => { const now = performance.now(); window.pauses.push(now - last); last = now; }, 5);
  };"""


def links(count: int) -> str:
    every_tenth = (
        f'<a href="https://tiktokshop-kefu{n}.com/">s{n}</a>'
        if n % 10 == 0
        else f'<a href="https://shop{n}.example/p?q={n}">l{n}</a>'
        for n in range(count)
    )
    return f"<!doctype html><title>Links</title><script>{WATCH}</script><p>" + "</p><p>".join(every_tenth)


def test_two_thousand_links_and_then_too_many(browser: Browser, peer: Peer, site: Pages) -> None:
    start = time.perf_counter()
    browser.open(site.put("/links.html", links(2000)))
    until(lambda: browser.badge() == "200", ALL_MARKED)
    spent = time.perf_counter() - start
    pauses = browser.driver.execute_script("return window.pauses")

    print(f"all marked after {spent:.2f} s; the longest pause of the page's own work {max(pauses):.0f} ms")
    assert spent < ALL_MARKED
    assert max(pauses) < LONGEST_PAUSE
    assert sorted(browser.marks().values()) == ["suspicious"] * 200
    assert len(set(peer.contacts)) == len(peer.contacts) == 2001, "the links and the page's host, each once"
    assert "?" not in "".join(peer.contacts)
    browser.shot("links")

    browser.open(site.put("/more.html", links(2700)))
    until(lambda: len(peer.contacts) >= 2501, 20)
    time.sleep(0.3)
    with browser.popup() as popup:
        assert until(lambda: "too many contacts: only the first 2500" in popup.evaluate(TEXT), 20)
    assert len(set(peer.contacts)) == 2501


def as_page(text: str) -> str:
    title, _, _ = text.strip().partition("\n")
    if len(title) > 60 or len(title) < 8:
        lines = [line for line in text.splitlines() if "客服" in line]
        title = re.split(r"[,。？?]", lines[0])[0] if lines else title
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>{body}'


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not part of the project")
@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("000", {"13122891139": "impersonation", "https://seller.tiktokglobalshop.com/": "official"}),
        ("001", {}),
        ("002", {}),
        ("003", {"https://fxg.jinritemai.com/": "official", "https://school.jinritemai.com/": "official"}),
        (
            "004",
            {
                "13122891139": "impersonation",
                "https://seller.aliexpress.com/": "official",
                "https://seller.alibaba-inc.com/": "retired",
            },
        ),
    ],
)
def test_the_articles(browser: Browser, peer: Peer, site: Pages, article: str, expected: dict[str, str]) -> None:
    text = next(ARTICLES.glob(f"{article}_*.txt")).read_text(encoding="utf-8")
    browser.settings(address=peer.address, lang="zh")
    browser.driver.set_window_size(1000, 12000)  # all of it is on the screen
    try:
        site.put(f"/{article}.html", as_page(text))
        browser.open(f"http://articles.example/{article}.html")
        until(lambda: peer.contacts)
        marks = browser.marks_when(len(expected)) if expected else browser.marks()
        print(marks, peer.contacts)
        assert marks.items() >= expected.items()
        assert all(status == "official" for contact, status in marks.items() if contact not in expected)
    finally:
        browser.driver.set_window_size(1000, 800)
