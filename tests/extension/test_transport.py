"""The two ways to scamguard, and what happens where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extension.cdp import until
from extension.chromium import TEXT, Browser
from extension.peers import Pages, Peer

pytestmark = pytest.mark.lengthy

MARKS = {"13122891139": "impersonation", "https://seller.alibaba-inc.com/": "retired"}


def asked_natively(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("transport", ["native", "auto"])
def test_native_messaging_gives_the_same_marks(
    browser: Browser, peer: Peer, site: Pages, native_log: Path, transport: str
) -> None:
    native_log.write_text("", encoding="utf-8")
    browser.settings(transport=transport, address=peer.address)
    browser.open(f"{site.address}/retired.html")

    marks = browser.marks_when(4)

    assert marks.items() >= MARKS.items()
    assert peer.asked == [], "the program comes first"
    paths = {message["path"] for message in asked_natively(native_log)}
    assert paths == {"/v1/platforms", "/v1/check/batch"}
    with browser.popup() as popup:
        assert until(lambda: "scamguard's program on this computer" in popup.evaluate(TEXT))


def test_an_answer_that_is_too_large_is_asked_in_halves(browser: Browser, site: Pages, native_log: Path) -> None:
    native_log.write_text("", encoding="utf-8")
    browser.settings(transport="native")
    numbers = "".join(f"<p>电话 400-8{number:02}-{number:04}</p>" for number in range(90))
    browser.open(site.put("/numbers.html", f"<!doctype html><title>TikTok Shop 客服</title>{numbers}"))

    marks = browser.marks_when(90, 15)

    assert len(marks) == 90
    sizes = [len(m["body"]["checks"]) for m in asked_natively(native_log) if m["path"] == "/v1/check/batch"]  # type: ignore[index]
    assert {max(sizes) // 2, max(sizes) - max(sizes) // 2} <= set(sizes)


def test_busy_is_asked_again_when_it_says(browser: Browser, peer: Peer, site: Pages) -> None:
    peer.replies = [(429, {"Retry-After": "0"}, b"{}"), (503, {"Retry-After": "0"}, b"{}")]
    browser.open(f"{site.address}/retired.html")

    assert browser.marks_when(4).items() >= MARKS.items()
    assert [asked.path for asked in peer.asked[:3]] == ["/v1/platforms"] * 3


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        ((500, {}, b'{"detail":"broken"}'), "scamguard cannot be reached."),
        ((200, {}, b"<html>"), "scamguard cannot be reached."),
        ((200, {}, b'{"answers":[{"id":0,"status":"official"}]}'), "scamguard cannot be reached."),
        ((302, {"Location": "https://example.com/"}, b""), "scamguard cannot be reached."),
        ((401, {}, b'{"detail":"a token is needed"}'), "scamguard asks for a token"),
        ((200, {}, None), "scamguard cannot be reached."),
    ],
    ids=["500", "no JSON", "no list", "redirect", "401", "cut"],
)
def test_an_error_is_shown_and_is_no_verdict(
    browser: Browser, peer: Peer, site: Pages, reply: tuple[int, dict[str, str], bytes | None], line: str
) -> None:
    peer.replies = [reply] * 20
    browser.open("http://seller.tiktokglobalshop.com/genuine.html")

    assert until(lambda: browser.badge()) == "?"
    assert browser.marks() == {}
    with browser.popup() as popup:
        text = until(lambda: popup.evaluate(TEXT) if line in popup.evaluate(TEXT) else None)
        assert "belongs" not in text
        if line.endswith("reached."):
            browser.shot("popup-away", popup)
        peer.replies = []
        popup.evaluate("document.querySelector('.away button').click()")
        assert until(lambda: "belongs to" in popup.evaluate(TEXT)), "it can be tried again"
    assert until(lambda: browser.marks())
    assert browser.badge() == ""
    browser.console()  # the browser itself writes down the 500 and the like


def test_nobody_there(browser: Browser, site: Pages) -> None:
    browser.settings(address="http://127.0.0.1:9")
    browser.open(f"{site.address}/retired.html")
    assert until(lambda: browser.badge()) == "?"
    assert browser.marks() == {}


def test_the_token_goes_to_the_api_and_not_into_the_page(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.settings(address=peer.address, token="t0ken-of-mine")
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)

    assert {asked.headers.get("authorization") for asked in peer.asked} == {"Bearer t0ken-of-mine"}
    assert all(not {"referer", "cookie"} & asked.headers.keys() for asked in peer.asked)
    assert "t0ken" not in browser.driver.page_source


def test_what_was_answered_is_not_asked_again(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)
    first = len(peer.contacts)
    peer.reset()

    browser.open(f"{site.address}/retired.html?again")
    browser.marks_when(4)

    assert first > 5
    assert peer.contacts == []
