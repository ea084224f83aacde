"""With a keyboard alone, to a screen reader, with an input method, on a phone, on paper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

TAB, ENTER, SPACE = "\ue004", "\ue007", " "
MESSAGE = (
    "TikTok Shop support: your shop is frozen. Add WeChat tk_help_2026 today and tell us the verification code, or call "
    "400-882-1234.\nhttps://tiktok-shop-verify.com/unfreeze"
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


def bring(visitor: Visitor, state: str, lang: str, **options: Any) -> None:
    """Brings the page into a state, with all that is folded away opened."""
    visitor.open(lang, **options)
    asked = STATES[state]
    if asked is not None:
        visitor.ask(*asked)
    visitor.run("""
        document.querySelectorAll("details").forEach((details) => { details.open = true; });
        document.getElementById("token-field").hidden = false;
        return new Promise((done) => setTimeout(done, 20));
    """)


# ---- the keyboard


def test_the_keyboard_is_enough(visitor: Visitor) -> None:
    visitor.open("en")
    reached = []
    for _ in range(6):
        visitor.press(TAB)
        reached.append(visitor.focused)
        if reached[-1] == "message":
            visitor.press("95588")
        if reached[-1] == "claims":
            visitor.press("ICBC")
    assert reached == ["en", "zh", "message", "claims", "More about it (optional)", "check"]
    visitor.press(SPACE)
    visitor.wait()

    assert visitor.focused == "first"
    assert visitor.first == "YES. 95588 belongs to ICBC."
    visitor.press(TAB)
    assert visitor.focused.startswith("icbc.com.cn")
    assert visitor.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_enter_asks_in_the_one_line_field_and_breaks_the_line_in_the_other(visitor: Visitor, served: Served) -> None:
    visitor.open("en")
    visitor.write("message", "95588")
    visitor.press(ENTER)
    assert visitor.at("message").get_attribute("value") == "95588\n"
    assert "/v1/check" not in served.paths()
    visitor.write("claims", "ICBC")
    visitor.press(ENTER)
    visitor.wait()

    assert visitor.first == "YES. 95588 belongs to ICBC."


def test_an_input_methods_enter_chooses_a_word_and_asks_nothing(visitor: Visitor, served: Served) -> None:
    """Chromium and Firefox say that a key belongs to a composition, Safari gives its Enter the code 229."""
    visitor.open("zh")
    visitor.write("message", "95588")
    at_claims = "document.getElementById('claims').dispatchEvent(new KeyboardEvent('keydown', arguments[0]))"
    at_message = at_claims.replace("claims", "message")
    enter = {"key": "Enter", "cancelable": True, "bubbles": True}

    assert visitor.run(f"return {at_claims}", {**enter, "isComposing": True}) is False
    assert visitor.run(f"return {at_claims}", {**enter, "keyCode": 229}) is False
    assert visitor.run(f"return {at_claims}", enter) is True
    visitor.run(at_message, {**enter, "ctrlKey": True, "isComposing": True})
    assert served.paths() == ["/"] or "/v1/check" not in served.paths()
    visitor.run(at_message, {**enter, "ctrlKey": True})
    visitor.wait()
    assert "/v1/check" in served.paths()


def test_a_real_composition_is_not_sent(visitor: Visitor, served: Served) -> None:
    visitor.open("zh")
    visitor.write("message", "95588")
    visitor.run("document.getElementById('claims').focus()")
    composing = {"text": "gongshang", "selectionStart": 9, "selectionEnd": 9}
    visitor.browser.execute_cdp_cmd("Input.imeSetComposition", composing)
    key = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    visitor.browser.execute_cdp_cmd("Input.dispatchKeyEvent", key)
    visitor.browser.execute_cdp_cmd("Input.insertText", {"text": "工商银行"})

    assert "/v1/check" not in served.paths()
    assert visitor.at("claims").get_attribute("value") == "工商银行"


def test_a_number_in_the_message_leads_to_what_is_said_about_it(visitor: Visitor) -> None:
    visitor.open("en").ask(MESSAGE)
    visitor.run("document.querySelectorAll('.text .number')[2].focus()")
    visitor.press(ENTER)

    assert visitor.focused.startswith("3. ")
    assert visitor.run("return document.getElementById('f3').open") is True


# ---- the screen reader


def tree(visitor: Visitor) -> list[tuple[str, str]]:
    """Returns role and name of what a screen reader meets."""
    nodes = visitor.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored", False)
    ]


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "en",
            {
                ("textbox", "The message, number, link or account"),
                ("combobox", "Who do they say they are? (optional)"),
                ("button", "Check"),
                ("heading", "Is it really them?"),
                ("heading", "NO. tk_help_2026 does not belong to TikTok Shop."),
                ("region", "NO. tk_help_2026 does not belong to TikTok Shop."),
                ("region", "Your message, with what was found marked"),
                ("button", "Finding 1: impersonation, account"),
                ("link", "seller.tiktokglobalshop.com (opens in a new tab)"),
                ("checkbox", "They called or wrote to me first"),
                ("combobox", "My country or region"),
                ("navigation", "Language · 语言"),
            },
        ),
        (
            "zh",
            {
                ("textbox", "消息、电话、链接或账号"),
                ("combobox", "对方自称是谁？（可不填）"),
                ("button", "核对"),
                ("heading", "不是。tk_help_2026 不属于 TikTok Shop。"),
                ("button", "第 1 处：假冒，账号"),
                ("link", "seller.tiktokglobalshop.com (在新标签页打开)"),
            },
        ),
    ],
)
def test_a_screen_reader_meets_names(lang: str, names: set[tuple[str, str]], visitor: Visitor) -> None:
    bring(visitor, "alarms", lang)

    assert names <= set(tree(visitor))


def test_the_answer_is_announced_and_the_hint_is_read_with_its_field(visitor: Visitor) -> None:
    visitor.open("en")
    assert visitor.at("live").get_attribute("role") == "status"
    assert visitor.texts("#live") == [""]
    visitor.ask("13122891139", "TikTok Shop")

    assert visitor.texts("#live") == ["NO. 13122891139 does not belong to TikTok Shop."]
    described = visitor.run("return document.getElementById('message').ariaDescribedByElements.map((e) => e.textContent)")
    assert described == ["The whole message is best: what they ask of you counts, too."]
    assert visitor.browser.title == "✕ impersonation – scamguard"


@pytest.mark.parametrize("state", STATES)
def test_headings_go_down_one_level_at_a_time(state: str, visitor: Visitor) -> None:
    bring(visitor, state, "en")
    levels = visitor.run("return [...document.querySelectorAll('h1, h2, h3, h4')].filter((e) => e.offsetParent).map((e) => +e.tagName[1])")

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


# ---- sizes


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("state", STATES)
def test_a_phone_shows_it_without_scrolling_sideways(state: str, lang: str, visitor: Visitor) -> None:
    bring(visitor, state, lang, width=360)

    assert visitor.run("return document.documentElement.scrollWidth") == 360
    wide = visitor.run("""
        return [...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > 360 && !element.closest(".sr"))
            .map((element) => element.outerHTML.slice(0, 100));
    """)
    assert wide == []


def test_long_words_do_not_widen_a_phones_page(visitor: Visitor) -> None:
    visitor.open("en", width=360).ask("TikTok Shop: https://tiktok-shop-verify.com/" + "a" * 400 + " WeChat tk_help_2026")

    assert visitor.run("return document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("state", STATES)
def test_what_is_pressed_is_large_enough(state: str, visitor: Visitor) -> None:
    """44 px; what stands within a line of text may be smaller (WCAG 2.2, 2.5.8 and 2.5.5)."""
    bring(visitor, state, "en", width=360)
    small = visitor.run("""
        return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter((element) => element.offsetParent && !element.closest(".source, .text"))
            .map((element) => [element.id || element.textContent, (element.closest(".choice") || element).getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([name, box]) => `${name} ${box.width}×${box.height}`);
    """)

    assert small == []


def test_colour_is_never_the_only_sign(visitor: Visitor) -> None:
    """Marks differ by their line, badges by a sign and a word, also where colours are forced or missing."""
    visitor.open("zh").ask("工行客服 95588，也可以打 13122891139，或 https://icbc-verify.example.com/", "工商银行")
    lines = visitor.run("return [...document.querySelectorAll('.text mark')].map((m) => [m.className, getComputedStyle(m).textDecorationStyle])")

    assert len({line for _, line in lines}) == len({status for status, _ in lines}) > 1
    assert all(text.strip()[0] in "✕!⊘?✓–" for text in visitor.texts(".badge, .number"))


def test_nothing_moves_where_less_motion_is_wanted(visitor: Visitor) -> None:
    visitor.open("en")
    assert visitor.run("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_has_the_answer_and_the_addresses_and_no_form(visitor: Visitor) -> None:
    bring(visitor, "one alarm", "en")
    visitor.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    try:
        assert not visitor.at("ask").is_displayed()
        assert visitor.at("first").is_displayed()
        after = visitor.run("return getComputedStyle(document.querySelector('.source a'), '::after').content")
        assert after.startswith('" <" attr(href)') or "https://www.10100.com" in after
    finally:
        visitor.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_without_scripts_a_line_says_so(visitor: Visitor) -> None:
    visitor.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visitor.browser.get(visitor.address + "?no-scripts")
        shown = visitor.browser.find_element("tag name", "main").text
    finally:
        visitor.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert "This page needs JavaScript" in shown
    assert "本页需要 JavaScript" in shown
    visitor.open("en")


# ---- speed


def test_the_first_paint_comes_within_200_ms_and_one_request_brings_everything(visitor: Visitor, served: Served) -> None:
    painted = []
    for _ in range(5):
        served.asked.clear()
        visitor.open("zh")
        painted.append(
            visitor.browser.execute_async_script("""
                const done = arguments[0];
                new PerformanceObserver((list) => done(list.getEntriesByName("first-contentful-paint")[0]?.startTime))
                    .observe({ type: "paint", buffered: true });
            """)
        )
        assert visitor.run("return performance.getEntriesByType('resource').length") == 0
        assert served.paths() == ["/"]

    assert sorted(painted)[2] < 200, painted


# ---- axe


def axe_source() -> str | None:
    named = os.environ.get("SCAMGUARD_AXE")
    beside = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    path = Path(named) if named else beside
    return path.read_text(encoding="utf-8") if path.is_file() else None


@pytest.fixture(scope="module")
def axe() -> Iterator[str]:
    source = axe_source()
    if source is None:
        pytest.skip("axe-core is not here: npm install axe-core, or name axe.min.js in SCAMGUARD_AXE")
    yield source


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(state: str, lang: str, scheme: str, axe: str, visitor: Visitor) -> None:
    bring(visitor, state, lang, scheme=scheme)
    visitor.run(axe)
    found = visitor.browser.execute_async_script("""
        const done = arguments[0];
        axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations.map((violation) => [
            violation.impact, violation.id, violation.nodes.map((node) => node.target.join(" ")),
        ])));
    """)
    visitor.run("window.refused.length = 0")  # axe measures with styles of its own

    assert [problem for problem in found if problem[0] in ("serious", "critical")] == []
    assert found == [], "nothing lesser either, so far"
