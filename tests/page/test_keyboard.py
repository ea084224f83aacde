"""With a keyboard alone, and with an input method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy

TAB, ENTER, SPACE = "\ue004", "\ue007", " "
MESSAGE = "TikTok Shop support: add WeChat tk_help_2026 today and tell us the verification code, or call 400-882-1234."


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
    assert reached == ["say-en", "say-zh", "message", "claims", "More about it (optional)", "check"]
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
    """Chromium and Firefox say that a key belongs to a composition, Safari gives its Enter the code 229.

    The keys are made here: Chromium's own tools end a composition before a key at random.
    """
    visitor.open("zh")
    visitor.write("message", "95588")
    at_claims = "document.getElementById('claims').dispatchEvent(new KeyboardEvent('keydown', arguments[0]))"
    at_message = at_claims.replace("claims", "message")
    enter = {"key": "Enter", "cancelable": True, "bubbles": True}

    assert visitor.run(f"return {at_claims}", {**enter, "isComposing": True}) is False
    assert visitor.run(f"return {at_claims}", {**enter, "keyCode": 229}) is False
    assert visitor.run(f"return {at_claims}", enter) is True
    visitor.run(at_message, {**enter, "ctrlKey": True, "isComposing": True})
    assert "/v1/check" not in served.paths()
    visitor.run(at_message, {**enter, "ctrlKey": True})
    visitor.wait()
    assert "/v1/check" in served.paths()


def test_a_number_in_the_message_leads_to_what_is_said_about_it(visitor: Visitor) -> None:
    visitor.open("en").ask(MESSAGE)
    visitor.run("document.querySelectorAll('.text .number')[2].focus()")
    visitor.press(ENTER)

    assert visitor.focused.startswith("3. ")
    assert visitor.run("return document.getElementById('f3').open") is True
