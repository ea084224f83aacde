"""Every state of the page, in both languages: what axe finds, how headings nest, how it fits a phone and a thumb."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from page.serving import Served

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy

MESSAGE = (
    "TikTok Shop support: your shop is frozen. Add WeChat tk_help_2026 today and tell us the verification code, or "
    "call 400-882-1234.\nhttps://tiktok-shop-verify.com/unfreeze"
)
#: State of the page -> what leads there.
STATES = {
    "empty": None,
    "alarms": (MESSAGE, ""),
    "one alarm": ("13122891139", "TikTok Shop"),
    "official": ("95588", "ICBC"),
    "retired": ("seller.alibaba-inc.com", "AliExpress"),
    "nothing": ("Hello dear, how are you today?", "PayPal"),
    "unknown platform": ("400-882-1234", "TikTok Shpo"),
}
UNFOLD = """
document.querySelectorAll("details").forEach((details) => { details.open = true; });
document.getElementById("token-field").hidden = false;
return new Promise((done) => setTimeout(done, 20));
"""
RUN_AXE = """
const [options, done] = arguments;
const told = ({ impact, id, nodes }) => [impact, id, nodes.map((node) => node.target.join(" "))];
const wanted = { resultTypes: ["violations"], preload: false, ...options };
axe.run(document, wanted).then((found) => done(found.violations.map(told)));
"""


@pytest.fixture(scope="module", params=[(state, lang) for state in STATES for lang in ("en", "zh")], ids=" ".join)
def scene(request: pytest.FixtureRequest, browser: WebDriver, _served: Served) -> Visitor:
    """The page in one of its states, with all that is folded away opened."""
    from page.visitor import Visitor

    state, lang = request.param
    visitor = Visitor(browser, _served.address).open(lang)
    asked = STATES[state]
    if asked is not None:
        visitor.ask(*asked)
    visitor.run(UNFOLD)
    return visitor


@pytest.fixture(scope="module")
def axe() -> str:
    named = os.environ.get("SCAMGUARD_AXE")
    beside = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    path = Path(named) if named else beside
    if not path.is_file():
        pytest.skip("axe-core is not here: npm install axe-core, or name its axe.min.js in SCAMGUARD_AXE")
    return path.read_text(encoding="utf-8")


def test_axe_finds_nothing_in_light_and_dark(scene: Visitor, axe: str) -> None:
    """Nothing serious, and nothing lesser either; of the dark colours, what depends on colours."""
    scene.look(width=1280, scheme="light")
    scene.run(axe)
    in_light = scene.browser.execute_async_script(RUN_AXE, {})
    scene.look(width=1280, scheme="dark")
    in_dark = scene.browser.execute_async_script(RUN_AXE, {"runOnly": ["color-contrast", "link-in-text-block"]})

    assert in_light == []
    assert in_dark == []


def test_headings_go_down_one_level_at_a_time(scene: Visitor) -> None:
    levels = scene.run("""
        return [...document.querySelectorAll("h1, h2, h3, h4")].filter((e) => e.offsetParent).map((e) => +e.tagName[1]);
    """)

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_phone_shows_it_without_scrolling_sideways(scene: Visitor) -> None:
    scene.look(width=360)
    wide = scene.run("""
        return [...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > 360 && !element.closest(".sr"))
            .map((element) => element.outerHTML.slice(0, 100));
    """)

    assert scene.run("return document.documentElement.scrollWidth") == 360
    assert wide == []


def test_what_is_pressed_is_large_enough(scene: Visitor) -> None:
    """44 px; what stands within a line of text may be smaller (WCAG 2.2, 2.5.8 and 2.5.5)."""
    scene.look(width=360)
    small = scene.run("""
        return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter((element) => element.offsetParent && !element.closest(".source, .text"))
            .map((element) => element.closest(".choice") || element)
            .map((element) => [element.id || element.textContent, element.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([name, box]) => `${name} ${box.width}×${box.height}`);
    """)

    assert small == []


def test_axe_would_find_something(visitor: Visitor, axe: str) -> None:
    visitor.open("en")
    visitor.run("document.querySelectorAll('label').forEach((label) => label.remove())")
    visitor.run("document.querySelector('.lead').className = 'gap'; document.body.style.setProperty('--soft', '#ccc')")
    visitor.run(axe)
    found = visitor.browser.execute_async_script(RUN_AXE, {})

    assert {"label", "color-contrast"} <= {rule for _, rule, _ in found}
