"""The popup, the options, the context menu: the extension's own windows."""

from __future__ import annotations

import json

import pytest

from extension.cdp import Line, until
from extension.chromium import ACTIVE, HOME, TEXT, Browser
from extension.peers import Pages, Peer

pytestmark = pytest.mark.lengthy

SOURCES = "JSON.stringify([...document.querySelectorAll('a')].map((one) => [one.getAttribute('href'), one.rel]))"


def press(popup: Line, label: str) -> None:
    popup.evaluate(
        f"[...document.querySelectorAll('button')].find((one) => one.textContent === {json.dumps(label)}).click()"
    )


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            [
                "This page says that it is TikTok Shop.",
                "Its address, tiktokshop-kefu.com",
                "Alarms on this page: 4",
                "Does not belong to TikTok Shop",
                "Scan this page",
                "On for tiktokshop-kefu.com",
            ],
        ),
        (
            "zh",
            [
                "本页自称是TikTok Shop。",
                "请注意它的网址 tiktokshop-kefu.com",
                "本页警报：4",
                "不属于TikTok Shop",
                "检查整个页面",
                "在 tiktokshop-kefu.com 上启用",
            ],
        ),
    ],
)
def test_the_popup_says_what_the_page_claims_and_what_is_false(
    browser: Browser, peer: Peer, site: Pages, lang: str, lines: list[str]
) -> None:
    browser.settings(address=peer.address, lang=lang)
    browser.open("http://tiktokshop-kefu.com/fake.html")
    browser.marks_when(5)

    with browser.popup() as popup:
        text = until(lambda: popup.evaluate(TEXT) if lines[3] in popup.evaluate(TEXT) else None)
        browser.shot(f"popup-{lang}", popup)
        popup.evaluate("document.documentElement.style.width = '300px'; scrollTo(0, 350)")  # a phone
        assert popup.evaluate("document.body.scrollWidth") <= 300
        browser.shot(f"popup-{lang}-phone", popup)

    if lang == "en":
        lines[1] = "Look at its address, tiktokshop-kefu.com:"
    for line in lines:
        assert line in text, line
    assert browser.badge() == "5", "four alarms, and the page's own address"


def test_the_popup_of_a_genuine_page(browser: Browser, site: Pages) -> None:
    site.put("/seller.html", "<!doctype html><title>TikTok Shop | Log in</title><h1>Welcome</h1>")
    browser.open("http://seller.tiktokglobalshop.com/seller.html")

    with browser.popup() as popup:
        text = until(lambda: popup.evaluate(TEXT) if "belongs" in popup.evaluate(TEXT) else None)
        browser.shot("popup-genuine", popup)

    assert "This page says that it is TikTok Shop." in text
    assert "Its address, seller.tiktokglobalshop.com, belongs to TikTok Shop." in text
    assert "No alarms among the contacts that were found." in text


def test_a_page_that_says_it_is_somebody_at_an_unknown_address_is_not_called_official(
    browser: Browser, site: Pages
) -> None:
    site.put("/unknown.html", "<!doctype html><title>TikTok Shop</title><h1>TikTok Shop</h1>")
    browser.open("http://www.example.com/unknown.html")

    with browser.popup() as popup:
        text = until(lambda: popup.evaluate(TEXT) if "not known" in popup.evaluate(TEXT) else None)

    assert "Its address, www.example.com, is not known to be TikTok Shop's. Unknown is not safe." in text
    assert "seller.tiktokglobalshop.com" in text, "where to go instead"


def test_only_the_button_sends_the_page(browser: Browser, peer: Peer, site: Pages) -> None:
    page = """<!doctype html><title>Notes</title><script>const token = "INSCRIPT"</script>
      <p>TikTok Shop support: add WeChat tk_help_2026 today and tell us the verification code. VISIBLE-TEXT</p>
      <input value="INFIELD"><textarea>INAREA</textarea><div contenteditable>INEDITOR</div>
      <a href="https://shop.example/a?session=INQUERY">link</a><meta name="csrf-token" content="INMETA">
      <p data-user="INDATA">end</p>"""
    browser.open(site.put("/scanned.html", page))
    until(lambda: peer.contacts)
    assert "VISIBLE-TEXT" not in peer.wire

    with browser.popup() as popup:
        until(lambda: "Scan this page" in popup.evaluate(TEXT))
        press(popup, "Scan this page")
        text = until(lambda: popup.evaluate(TEXT) if "The scan found" in popup.evaluate(TEXT) else None)
        browser.shot("popup-scanned", popup)
        sources = json.loads(popup.evaluate(SOURCES))

    assert "The scan found: 2" in text
    assert "TikTok Shop does not ask for this" in text
    assert "tk_help_2026" in text
    assert all(href.startswith("http") and rel == "noopener noreferrer" for href, rel in sources)
    scan = next(asked for asked in peer.asked if asked.path == "/v1/scan")
    sent = json.loads(scan.body)
    assert sent["format"] == "html"
    assert "VISIBLE-TEXT" in sent["text"]
    for secret in ("INSCRIPT", "INFIELD", "INAREA", "INEDITOR", "INQUERY", "INMETA", "INDATA"):
        assert secret not in peer.wire, secret


def test_show_brings_the_alarm_to_the_person(browser: Browser, site: Pages) -> None:
    filler = "<p>nothing</p>" * 200
    browser.open(site.put("/long.html", f"<!doctype html><title>Long</title>{filler}<p>13122891139</p>{filler}"))
    browser.marks_when(1)

    with browser.popup() as popup:
        until(lambda: "13122891139" in popup.evaluate(TEXT))
        popup.evaluate("document.querySelector('button.small').click()")
    until(lambda: browser.layer()["tooltip"])

    assert browser.driver.execute_script("return scrollY") > 500
    mark = next(mark for mark in browser.layer()["marks"] if mark["focused"])
    assert 0 < mark["top"] < 800


MENU = "{ACTIVE}.then(([tab]) => globalThis.onMenu({INFO}, tab))"


@pytest.mark.parametrize(
    ("info", "expected", "asked"),
    [
        ({"selectionText": " 13122891139 "}, "Does not belong to AliExpress", ["13122891139"]),
        ({"linkUrl": "https://tiktokshop-kefu.com/a?b=SECRET"}, "Be careful", ["https://tiktokshop-kefu.com/a"]),
        ({"selectionText": "95588, 95566"}, "Official: Bank of China", ["95588", "95566"]),
        ({"selectionText": "shop.example"}, "Not verified", ["https://shop.example/"]),
        ({"selectionText": "x" * 300}, "Select one contact", []),
        ({"linkUrl": "javascript:alert(1)"}, "Select one contact", []),
    ],
    ids=["number", "link", "two", "unknown", "long", "script"],
)
def test_the_context_menu_answers_on_the_page(
    browser: Browser, peer: Peer, site: Pages, info: dict[str, str], expected: str, asked: list[str]
) -> None:
    """The menu cannot be clicked without a screen: its listener is called with what the browser would give it."""
    browser.open(site.put("/plain.html", "<!doctype html><title>Plain</title><p>Nothing here.</p>"))
    until(lambda: peer.contacts)  # the page's own host
    peer.reset()

    browser.worker.evaluate(MENU.replace("{ACTIVE}", ACTIVE).replace("{INFO}", json.dumps({**info, "frameId": 0})))

    panel = browser.layer()["panel"]
    assert expected in panel
    assert peer.contacts == asked
    assert "SECRET" not in peer.wire
    if "linkUrl" in info:
        browser.shot("panel")


def test_the_context_menu_is_registered_in_the_set_language(browser: Browser, peer: Peer) -> None:
    browser.settings(address=peer.address, lang="zh")

    changed = (
        "new Promise((done) => chrome.contextMenus.update('check', {}, () =>"
        " done(chrome.runtime.lastError?.message ?? 'there')))"
    )

    assert until(lambda: browser.worker.evaluate(changed) == "there")


def test_where_the_page_cannot_show_it_the_answer_has_a_window(browser: Browser, site: Pages) -> None:
    browser.driver.get("about:blank")
    browser.worker.evaluate('globalThis.onMenu({selectionText: "13122891139"}, {id: -1})')

    target = until(lambda: next((t for t in browser.targets() if t["url"] == f"{HOME}answer.html"), None))
    line = Line(target["webSocketDebuggerUrl"])
    try:
        text = until(lambda: line.evaluate("document.querySelector('#main')?.innerText"))
        assert "Does not belong to AliExpress" in text
    finally:
        line.send("Page.close")
        line.close()


def test_the_options_are_kept_and_what_is_unsafe_is_refused(browser: Browser, peer: Peer) -> None:
    browser.driver.get(f"{HOME}options.html")
    until(lambda: browser.driver.find_elements("id", "address"))

    def fill(name: str, value: str) -> None:
        browser.element(name).clear()
        browser.element(name).send_keys(value)

    def save() -> str:
        browser.driver.find_element("css selector", "button[type=submit]").click()
        return str(until(lambda: browser.element("said").text))

    for address in (
        "http://example.com:8377",
        "https://127.0.0.1",
        "http://localhost:1",
        "javascript:1",
        "http://a@127.0.0.1",
    ):
        fill("address", address)
        assert save().startswith("Not taken: the address"), address
    fill("address", peer.address)
    fill("region", "CHN"[:1])
    assert save().startswith("Not taken: the country")
    fill("region", "cn")
    fill("off", "www.example.com")
    assert save() == "Saved."
    assert browser.worker.evaluate("chrome.storage.local.get(null)") == {
        "address": peer.address,
        "lang": "en",
        "off": ["www.example.com"],
        "region": "CN",
        "token": "",
        "transport": "http",
    }
    browser.driver.find_element("xpath", "//button[text()='Ask scamguard now']").click()
    assert until(lambda: "platforms on record" in browser.element("said").text)
    browser.shot("options-en")


def test_a_site_that_is_off_is_left_alone(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.settings(address=peer.address, off=["www.example.com"])
    browser.open("http://www.example.com/fake.html")
    with browser.popup() as popup:
        text = until(lambda: popup.evaluate(TEXT))
    assert "scamguard is off for www.example.com." in text
    assert peer.asked == []
    assert browser.marks() == {}
