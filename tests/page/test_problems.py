"""What a person reads where there is no answer: what is wrong, what to do, and that this is not "safe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from page.serving import Canned
from scamguard.server.page.words import WORDS

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy

CASES = [
    pytest.param(Canned(429, "too-many-requests", retry_after="17"), "too-many-requests", "17", id="too many"),
    pytest.param(Canned(503, "busy", retry_after="3"), "busy", "3", id="busy"),
    pytest.param(Canned(503), "busy", "5", id="busy, by a proxy that says no more"),
    pytest.param(Canned(413, "too-large"), "too-long", "1,000,000", id="too large"),
    pytest.param(Canned(413), "too-long", "1,000,000", id="too large for a proxy"),
    pytest.param(Canned(504, "timed-out"), "too-slow", "", id="took too long"),
    pytest.param(Canned(400, "bad-host"), "wrong-address", "127.0.0.1", id="host refused"),
    pytest.param(Canned(403, "forbidden-origin"), "wrong-address", "127.0.0.1", id="origin refused"),
    pytest.param(Canned(422, "invalid"), "invalid", "422, why", id="invalid"),
    pytest.param(Canned(500, "internal"), "internal", "500, why", id="internal"),
    pytest.param(Canned(502), "internal", "502", id="a proxy without a server"),
    pytest.param(Canned(200), "internal", "200", id="an answer that is no JSON"),
    pytest.param(Canned(0, broken=True), "offline", "127.0.0.1", id="no answer at all"),
]


@pytest.mark.parametrize(("canned", "word", "said"), CASES)
def test_a_problem_is_a_plain_sentence_in_both_languages(
    canned: Canned, word: str, said: str, visitor: Visitor, served: Served
) -> None:
    served.canned["/v1/check"] = canned
    visitor.open("en").ask("400-882-1234", "PayPal")
    assert visitor.focused == "problem-heading"
    assert visitor.texts("#live") == visitor.texts("#problem-said")
    assert not visitor.at("answer").is_displayed()
    assert_said(visitor, word, said, "en")
    asked = served.paths()
    visitor.speak("zh")

    assert_said(visitor, word, said, "zh")
    assert served.paths() == asked, "a problem is told anew and not asked for again"


def assert_said(visitor: Visitor, word: str, said: str, lang: str) -> None:
    assert WORDS[word].in_language(lang).partition("{")[0] in visitor.problem
    assert said in visitor.problem
    assert "{" not in visitor.problem
    assert WORDS["not_cleared"].in_language(lang) in visitor.problem


def test_nothing_pasted(visitor: Visitor, served: Served) -> None:
    visitor.open("en")
    visitor.at("check").click()
    visitor.wait()

    assert "Paste a message or a contact first." in visitor.problem
    assert visitor.focused == "message"
    assert visitor.at("message").get_attribute("aria-invalid") == "true"
    assert served.paths() == ["/"]


@pytest.mark.parametrize(("lang", "name"), [("en", "TikTok Shop"), ("zh", "TikTok Shop")])
def test_an_unknown_platform_offers_the_nearest(lang: str, name: str, visitor: Visitor) -> None:
    visitor.open(lang).ask("400-882-1234", "TikTok Shpo")

    assert "“TikTok Shpo”" in visitor.problem
    assert visitor.at("claims").get_attribute("aria-invalid") == "true"
    button = visitor.browser.find_element("xpath", f"//section[@id='problem']//button[text()='{name}']")
    button.click()
    assert visitor.at("claims").get_attribute("value") == name
    assert visitor.at("claims").get_attribute("aria-invalid") is None
    assert visitor.focused == "check"
    visitor.press("\n")
    visitor.wait()
    assert "TikTok Shop" in visitor.first


def test_a_token_is_asked_for_and_kept_for_this_page_alone(visitor: Visitor, served: Served) -> None:
    served.tokens.add("Bearer secret")
    visitor.open("en").ask("95588", "ICBC")

    assert "This scamguard asks for a token." in visitor.problem
    assert visitor.focused == "token"
    visitor.write("token", "secret")
    visitor.press("\n")
    visitor.wait()
    assert visitor.first == "YES. 95588 belongs to ICBC."
    assert visitor.run("return localStorage.length + sessionStorage.length") == 0
    assert "secret" not in visitor.browser.current_url


def test_an_answer_without_the_names_of_platforms_is_still_an_answer(visitor: Visitor, served: Served) -> None:
    served.canned["/v1/platforms"] = Canned(500, "internal")
    visitor.open("en").ask("95588", "中国银行")

    assert visitor.first == "NO. 95588 does not belong to boc."


def test_a_new_question_ends_the_old_one(visitor: Visitor, served: Served) -> None:
    served.canned["/v1/scan"] = Canned(500, "internal", seconds=2)
    visitor.open("en")
    visitor.write("message", "one two three four")
    visitor.at("check").click()
    assert visitor.at("check").text == "Checking…"
    assert visitor.texts("#live") == ["Checking…"]
    visitor.write("message", "95588")
    visitor.write("claims", "ICBC")
    visitor.at("check").click()
    visitor.wait()

    assert visitor.first == "YES. 95588 belongs to ICBC."
    assert visitor.at("check").text == "Check"


def test_the_language_can_be_switched_while_a_question_is_under_way(visitor: Visitor, served: Served) -> None:
    served.canned["/v1/check"] = Canned(500, "internal", seconds=1)
    visitor.open("en")
    visitor.write("message", "95588")
    visitor.write("claims", "ICBC")
    visitor.at("check").click()
    visitor.run("return new Promise((done) => setTimeout(done, 200))")
    served.canned.clear()
    visitor.speak("zh")

    assert visitor.first == "是的。95588 属于中国工商银行。"
    assert visitor.at("check").text == "核对"


# ---- large texts


def test_a_text_of_a_megabyte_is_answered(visitor: Visitor) -> None:
    visitor.open("en")
    visitor.run("""
        const lead = "TikTok Shop support: add WeChat tk_help_2026 today. ";
        document.getElementById("message").value = lead + "lorem ipsum dolor sit amet ".repeat(36_900);
    """)
    visitor.at("check").click()
    visitor.wait()

    assert visitor.first == "NO. tk_help_2026 does not belong to TikTok Shop."
    assert visitor.texts(".text mark") == ["tk_help_2026"]
    assert len(visitor.texts(".text")[0]) < 2000
    assert "characters left out" in visitor.texts(".gap")[0]


def test_a_longer_text_is_refused_before_it_is_sent(visitor: Visitor, served: Served) -> None:
    visitor.open("zh")
    visitor.run("document.getElementById('message').value = '字'.repeat(333_334)")
    visitor.at("check").click()
    visitor.wait()

    assert "1,000,002 字节，最多 1,000,000 字节" in visitor.problem
    assert "/v1/scan" not in served.paths()


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_a_paste_that_is_too_long_is_not_taken_by_halves(event: str, visitor: Visitor) -> None:
    visitor.open("en")
    visitor.write("message", "before")
    is_taken = visitor.run(
        """
        const data = new DataTransfer();
        data.setData("text/plain", "x".repeat(1_000_001));
        const event = arguments[0] === "paste"
            ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        return document.getElementById("message").dispatchEvent(event);
    """,
        event,
    )

    assert is_taken is False
    assert "Not pasted, because it is too long" in visitor.problem
    assert visitor.at("message").get_attribute("value") == "before"


def test_many_findings_are_shown_in_portions_and_alarms_stay_before_others(visitor: Visitor) -> None:
    numbers = " ".join(f"+1 415 555 {n:04}," for n in range(100, 150))
    visitor.open("en").ask(f"{numbers}\n\nTikTok Shop support: add WeChat tk_help_2026.")

    cards = visitor.texts(".card > summary")
    assert len(cards) == 30
    assert any("tk_help_2026" in card for card in cards)
    last = visitor.browser.find_elements("css selector", ".text .number")
    last[45].click()
    assert len(visitor.texts(".card > summary")) == len(last) > 45
    assert visitor.focused.startswith("46. ")
