"""Nothing serious for people who read with their ears or steer with their keys: axe, in the browser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from extension.cdp import until
from extension.chromium import HOME, TEXT, TOP, Browser
from extension.peers import Pages, Peer

PLACES = (os.environ.get("SCAMGUARD_AXE", ""), str(TOP / "node_modules" / "axe-core" / "axe.min.js"))
AXE = next((Path(place) for place in PLACES if place and Path(place).is_file()), None)
pytestmark = [
    pytest.mark.lengthy,
    pytest.mark.skipif(AXE is None, reason="no axe-core here: SCAMGUARD_AXE names its axe.min.js"),
]

RUN = "axe.run(document, {resultTypes: ['violations']}).then((found) => JSON.stringify(found.violations))"


def grave(found: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Returns the rules that are broken gravely, each with the places."""
    return [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def source() -> str:
    assert AXE is not None
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("zh", "light")])
def test_the_popup(browser: Browser, peer: Peer, site: Pages, lang: str, scheme: str) -> None:
    browser.settings(address=peer.address, lang=lang)
    browser.open("http://tiktokshop-kefu.com/fake.html")
    browser.marks_when(5)
    with browser.popup() as popup:
        popup.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        until(lambda: "400-882-1234" in popup.evaluate(TEXT))
        popup.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        browser.shot(f"popup-open-{lang}-{scheme}", popup)
        popup.evaluate(source() + "; 1")
        assert grave(json.loads(popup.evaluate(RUN))) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_options_page(browser: Browser, peer: Peer, lang: str) -> None:
    browser.settings(address=peer.address, lang=lang)
    browser.driver.get(f"{HOME}options.html")
    until(lambda: browser.driver.execute_script("return document.querySelector('#off') !== null"))
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": source() + "; 1"})
    found = browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": RUN, "awaitPromise": True})
    browser.shot(f"options-{lang}")
    assert grave(json.loads(found["result"]["value"])) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tooltip(browser: Browser, peer: Peer, site: Pages, scheme: str) -> None:
    """The layer is closed to axe, too: its markup and style, as they are drawn, are put into a page of their own."""
    browser.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.settings(address=peer.address, lang="zh")
    browser.open(f"{site.address}/fake.html")
    browser.marks_when(6)
    browser.hover("line")
    until(lambda: browser.layer()["tooltip"])
    browser.shot(f"tooltip-zh-{scheme}")
    markup, style = browser.source_of_layer(), browser.style_of_layer()
    head = f"<!doctype html><html lang=zh><meta charset=utf-8><title>t</title><style>{style}</style>"
    browser.open(site.put("/copy.html", f"{head}<main><h1>t</h1>{markup}</main>".replace(":host", "main")))
    browser.driver.execute_script(source() + "; window.axe = axe;")

    found = browser.driver.execute_async_script(f"const done = arguments[0]; {RUN}.then(done)")

    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert 'role="tooltip"' in markup
    assert grave(json.loads(found)) == []
