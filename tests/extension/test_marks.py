"""What a person sees on a page, and what was sent for it."""

from __future__ import annotations

import json

import pytest

from extension.cdp import until
from extension.chromium import Browser
from extension.peers import Pages, Peer

pytestmark = pytest.mark.lengthy


def test_a_fake_support_page_is_marked(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(f"{site.address}/fake.html")

    marks = browser.marks_when(6)

    assert marks == {
        "400-882-1234": "impersonation",  # TikTok Shop, whose contacts the page offers, has no phone
        "微信 tk_help_2026": "impersonation",
        "https://tiktokshop-kefu.com/login": "suspicious",
        "https://www.tiktok.com@evil.example/": "impersonation",
        "https://www.tiktok.com/link?target=https%3A%2F%2Ftiktokshop-kefu.com%2Fa": "suspicious",
        "95588": "official",  # the bank's own, though the page is not the bank's
    }
    places = ("line", "wechat", "login", "swapped", "trick", "redirect", "bank", "inner")
    assert {name: browser.mark_at(name) for name in places} == {
        "line": "impersonation",
        "wechat": "impersonation",
        "login": "suspicious",
        "swapped": None,  # its words are an official host, but it leads elsewhere
        "trick": "impersonation",
        "redirect": "suspicious",
        "bank": "official",
        "inner": None,
    }
    browser.shot("fake")


def test_only_contacts_and_the_host_of_a_page_are_sent(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(f"{site.address}/fake.html?private=SECRETQUERY")
    browser.marks_when(6)

    assert {asked.path for asked in peer.asked} <= {"/v1/platforms", "/v1/check/batch"}
    assert set(peer.contacts) == {
        site.address.removeprefix("http://"),
        "400-882-1234",
        "微信 tk_help_2026",
        "https://tiktokshop-kefu.com/login",
        "https://pay.collect.example/x",
        "https://www.tiktok.com@evil.example/",
        "https://www.tiktok.com/link?target=https%3A%2F%2Ftiktokshop-kefu.com%2Fa",
        "https://www.tiktok.com/",
        "95588",
    }
    for secret in ("SECRET", "secret", "typed", "777", "13911110000", "官方客服", "会员号"):
        assert secret not in peer.wire, secret
    keys = {key for asked in peer.asked if asked.body for check in json.loads(asked.body)["checks"] for key in check}
    assert keys == {"id", "contact", "claims", "lang"}


def test_the_tooltip_says_why_and_what_instead(browser: Browser, site: Pages) -> None:
    browser.open(f"{site.address}/fake.html")
    browser.marks_when(6)

    browser.hover("line")
    text = until(lambda: browser.layer()["tooltip"])

    assert text.split("\n")[:4] == ["!", "Does not belong to TikTok Shop", "", "400-882-1234"]
    assert "Judged as TikTok Shop's, which this page says it is, or whose contacts it offers." in text
    assert "TikTok Shop gives sellers no support by phone or on WeChat. So 400-882-1234 cannot be its channel." in text
    assert "“不存在电话或微信客服入口”" in text
    assert "大数跨境 (10100.com), 2026-03-05" in text
    assert "Do not call it, add it, log in or pay there." in text
    assert "Use instead\n\nseller.tiktokglobalshop.com" in text
    layer = browser.layer()
    assert layer["links"]
    assert all(
        href.startswith(("http://", "https://")) and rel == "noopener noreferrer" for href, rel in layer["links"]
    )
    assert [mark["described"] for mark in layer["marks"] if mark["described"]] == ["tooltip"]
    browser.shot("tooltip-en")

    browser.press("ESCAPE")
    assert browser.layer()["tooltip"] is None


def test_the_keyboard_reaches_every_mark_and_the_links_of_its_tooltip(browser: Browser, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)

    seen: list[str] = []
    for _ in range(12):
        browser.press("TAB")
        layer = browser.layer()
        focused = [mark for mark in layer["marks"] if mark["focused"]]
        if focused:
            assert layer["tooltip"] is not None
            assert focused[0]["described"] == "tooltip"
            seen.append(focused[0]["label"])
            browser.press("TAB")
            assert browser.layer()["inside"], "the next stop is in the tooltip"
            break
    assert seen
    browser.press("ESCAPE")
    assert browser.layer()["tooltip"] is None


def test_a_page_of_nobody_in_particular(browser: Browser, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")

    browser.marks_when(4)

    places = ("old", "new", "like", "adviser", "nobody")
    assert {name: browser.mark_at(name) for name in places} == {
        "old": "retired",
        "new": "official",
        "like": "suspicious",
        "adviser": "impersonation",
        "nobody": None,
    }
    browser.shot("retired")


def test_a_genuine_page_raises_nothing(browser: Browser, site: Pages) -> None:
    browser.open("http://seller.tiktokglobalshop.com/genuine.html")
    browser.marks_when(1)

    assert browser.mark_at("facebook") is None, "a platform shows itself elsewhere; that is no offer of support"
    assert browser.mark_at("apple") == "official"
    assert browser.mark_at("unknown") is None
    assert browser.mark_at("own") is None, "links to the page's own host are judged once, as that"
    assert set(browser.marks().values()) == {"official"}
    assert browser.badge() == ""
