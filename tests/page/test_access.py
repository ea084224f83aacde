"""To a screen reader, on a phone, on paper, without scripts; and how soon it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy


# ---- the screen reader


def tree(visitor: Visitor) -> list[tuple[str, str]]:
    """Returns role and name of what a screen reader meets."""
    nodes = visitor.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored", False)
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
                ("link", "seller.tiktokglobalshop.com (在新标签页打开)"),
            },
        ),
    ],
)
def test_a_screen_reader_meets_names(lang: str, names: set[tuple[str, str]], visitor: Visitor) -> None:
    visitor.open(lang).ask("TikTok Shop support: add WeChat tk_help_2026 today.")
    visitor.run("document.getElementById('options').open = true; return new Promise((done) => setTimeout(done, 20))")

    assert names <= set(tree(visitor))


def test_the_answer_is_announced_and_the_hint_is_read_with_its_field(visitor: Visitor) -> None:
    visitor.open("en")
    assert visitor.at("live").get_attribute("role") == "status"
    assert visitor.texts("#live") == [""]
    visitor.ask("13122891139", "TikTok Shop")

    assert visitor.texts("#live") == ["NO. 13122891139 does not belong to TikTok Shop."]
    described = visitor.run(
        "return document.getElementById('message').ariaDescribedByElements.map((e) => e.textContent)"
    )
    assert described == ["The whole message is best: what they ask of you counts, too."]
    assert visitor.browser.title == "✕ impersonation – scamguard"


# ---- sizes


def test_long_words_do_not_widen_a_phones_page(visitor: Visitor) -> None:
    visitor.open("en", width=360).ask(
        "TikTok Shop: https://tiktok-shop-verify.com/" + "a" * 400 + " WeChat tk_help_2026"
    )

    assert visitor.run("return document.documentElement.scrollWidth") == 360


def test_colour_is_never_the_only_sign(visitor: Visitor) -> None:
    """Marks differ by their line, badges by a sign and a word, also where colours are forced or missing."""
    visitor.open("zh").ask("工行客服 95588，也可以打 13122891139，或 https://icbc-verify.example.com/", "工商银行")
    lines = visitor.run("""
        const lineOf = (mark) => [mark.className, getComputedStyle(mark).textDecorationStyle];
        return [...document.querySelectorAll(".text mark")].map(lineOf);
    """)

    assert len({line for _, line in lines}) == len({status for status, _ in lines}) > 1
    assert all(text.strip()[0] in "✕!⊘?✓–" for text in visitor.texts(".badge, .number"))


def test_nothing_moves_where_less_motion_is_wanted(visitor: Visitor) -> None:
    visitor.open("en")
    assert visitor.run("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_has_the_answer_and_the_addresses_and_no_form(visitor: Visitor) -> None:
    visitor.open("en").ask("13122891139", "TikTok Shop")
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


def test_one_request_brings_everything(visitor: Visitor, served: Served) -> None:
    visitor.open("zh").painted()

    assert visitor.run("return performance.getEntriesByType('resource').length") == 0
    assert served.paths() == ["/"]


def test_the_first_paint_comes_within_200_ms(visitor: Visitor) -> None:
    """The median of five loads, and of other five where the machine had something else to do."""
    for _ in range(4):
        painted = sorted(visitor.open("zh").painted() for _ in range(5))
        if painted[2] < 200:
            return
    pytest.fail(f"first painted after {painted} ms")
