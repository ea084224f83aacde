"""Pages that mean harm: nothing of theirs becomes a verdict, and the browser stays usable."""

from __future__ import annotations

import time

import pytest

from extension.cdp import until
from extension.chromium import Browser
from extension.peers import Pages, Peer, measured

pytestmark = pytest.mark.lengthy


def test_a_page_that_does_what_it_can(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(f"{site.address}/hostile.html")
    until(lambda: browser.mark_at("inform") and browser.mark_at("zero"), 30)
    until(lambda: browser.mark_at("relinked"), 30)

    places = ("inform", "js", "data", "proto", "zero", "bdo", "split", "rewritten")
    assert {name: browser.mark_at(name) for name in places} == {
        "inform": "impersonation",  # in a form whose fields are named like the browser's functions
        "js": None,  # an official number over a script
        "data": None,
        "proto": None,
        "zero": "official",  # characters that nobody sees change nothing
        "bdo": None,  # shown as 88559
        "split": "official",
        "rewritten": "official",
    }
    marks = browser.marks()
    assert marks["400-882-9999"] == "impersonation", "it stands in the form itself"
    assert "FORGED" not in " ".join(marks)
    assert "955188" not in peer.wire, "what is hidden is no part of a number"
    turned = [mark for mark in browser.layer()["marks"] if abs(mark["top"] + 7 - browser.box("rlo")["t"]) < 5]
    assert turned == [], "in a text that is turned, nothing is called official"
    seen = browser.in_page("window.seen.join()").split(",")
    assert set(seen) <= {"[object Object]"}, "of the page's functions none was called; it hears its own message alone"
    spent, tag = measured(lambda: browser.in_page("document.title.tagName"))
    assert tag == "IMG"
    assert spent < 1.0
    browser.shot("hostile")


def test_a_text_that_is_rewritten_loses_its_mark_at_once(browser: Browser, site: Pages) -> None:
    page = '<!doctype html><title>t</title><p>热线 <span id="a">95588</span> <a id="b" href="https://www.apple.com/">A</a></p>'
    browser.open(site.put("/rewritten.html", page))
    until(lambda: browser.mark_at("a") and browser.mark_at("b"))

    browser.driver.execute_script("a.firstChild.data = '95599999'; b.href = 'https://evil.example/'")
    time.sleep(0.05)  # a picture or three; what has changed is looked at after 300 ms

    assert browser.marks() == {}


def test_what_comes_later_is_marked_and_what_goes_is_not(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(site.put("/later.html", '<!doctype html><title>t</title><div id="box"></div><p id="end">.</p>'))
    until(lambda: peer.contacts)

    browser.driver.execute_script("box.innerHTML = '<p><span id=n>13122891139</span></p>'")
    until(lambda: browser.mark_at("n") == "impersonation")
    assert until(lambda: browser.badge()) == "1"
    browser.driver.execute_script("box.textContent = ''")
    until(lambda: browser.marks() == {})
    until(lambda: browser.badge() == "")
    assert peer.contacts.count("13122891139") == 1


def test_frames_are_looked_into_and_forgotten_when_they_go(browser: Browser, site: Pages) -> None:
    site.put("/inner.html", "<!doctype html><title>Chat</title><p>13122891139</p>")
    page = '<!doctype html><title>t</title><p>13122891139</p><iframe id="chat" src="/inner.html"></iframe>'
    browser.open(site.put("/outer.html", page))

    until(lambda: browser.badge() == "2")
    browser.driver.execute_script("chat.remove()")
    until(lambda: browser.badge() == "1")


def test_the_marks_do_not_make_work_for_themselves(browser: Browser, peer: Peer, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)
    browser.driver.execute_script(
        "window.changes = 0; new MutationObserver((all) => { window.changes += all.length; })"
        ".observe(document, {subtree: true, childList: true, attributes: true, characterData: true})"
    )
    time.sleep(0.8)

    assert browser.driver.execute_script("return window.changes") == 0


def test_a_page_cannot_read_the_layer_and_gets_tired_of_removing_it(browser: Browser, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)

    host = "document.documentElement.lastElementChild"
    assert browser.driver.execute_script(f"return {host}.shadowRoot") is None
    assert browser.driver.execute_script(f"return {host}.outerHTML") == "<div></div>"
    assert browser.driver.execute_script("return [...CSS.highlights.keys()].length") == 0
    browser.driver.execute_script(f"{host}.remove()")
    until(lambda: browser.marks())
    browser.driver.execute_script(
        "new MutationObserver(() => { document.querySelector('html > div')?.remove(); })"
        ".observe(document.documentElement, {childList: true})"
    )
    browser.driver.execute_script(f"{host}.remove()")
    time.sleep(0.5)
    assert until(lambda: browser.badge()) == "3", "the button still tells"


def test_synthetic_events_open_nothing(browser: Browser, site: Pages) -> None:
    browser.open(f"{site.address}/retired.html")
    browser.marks_when(4)
    script = """const box = document.getElementById('adviser').getBoundingClientRect();
      for (const kind of ['pointermove', 'pointerdown', 'mousemove', 'mouseover'])
        window.dispatchEvent(new PointerEvent(kind, {clientX: box.left + 5, clientY: box.top + 5, bubbles: true}));"""
    browser.driver.execute_script(script)
    time.sleep(0.3)
    assert browser.layer()["tooltip"] is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("position: fixed; inset: 0; background: #fff; z-index: 5", "covered"),
        ("display: none", "hidden"),
        ("opacity: 0", "transparent"),
    ],
)
def test_what_is_not_seen_has_no_mark_on_the_screen(
    browser: Browser, peer: Peer, site: Pages, before: str, after: str
) -> None:
    style = f"<style>#{'cover' if after == 'covered' else 'a'} {{ {before} }}</style>"
    page = f'<!doctype html><title>t</title>{style}<p id="a">热线 95588</p><div id="cover"></div>'
    browser.open(site.put(f"/{after}.html", page))
    until(lambda: "95588" in peer.contacts)
    time.sleep(0.5)
    assert browser.layer()["marks"] == []
