"""What people ask, and what they then read: the first line, the marked passages, the channels to use instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy


class Case(NamedTuple):
    """A question, and what the page must show."""

    who: str
    lang: str
    text: str
    claims: str
    #: How the first line begins.
    first: str
    #: The passages that are marked, in their order.
    marked: tuple[str, ...] = ()
    #: A channel among those that are shown, where there are any.
    instead: str | None = None
    #: The paths that are asked: a contact alone is checked, all else scanned.
    asked: tuple[str, ...] = ("/v1/scan",)


CASES = (
    Case(
        "an anxious seller pastes the whole message",
        "en",
        "TikTok Shop support: your shop is frozen. Add WeChat tk_help_2026 today and tell us the verification code.",
        "",
        "NO. tk_help_2026 does not belong to TikTok Shop.",
        ("tk_help_2026", "tell us the verification code"),
        "seller.tiktokglobalshop.com",
    ),
    Case(
        "a Chinese seller with a number from an article",
        "zh",
        "13122891139",
        "速卖通",
        "不是。13122891139 不属于速卖通。",
        (),
        "seller.aliexpress.com",
        ("/v1/check",),
    ),
    Case(
        "a buyer whose membership is said to be charged",
        "zh",
        "【抖音客服】您的会员将自动扣费，请加威信 dy_8821 取消，并共享屏幕。",
        "",
        "不要照做。抖音不会这样要求：“自动扣费，请加威信”。",
        ("自动扣费，请", "加威信", "dy_8821", "并共享屏幕"),
        "douyin.com",
    ),
    Case(
        "a support agent looks a hotline up",
        "en",
        "95588",
        "ICBC",
        "YES. 95588 belongs to ICBC.",
        (),
        "icbc.com.cn",
        ("/v1/check", "/v1/check"),
    ),
    Case(
        "a support agent has another bank's hotline before him",
        "zh",
        "95588",
        "中国银行",
        "不是。95588 不属于中国银行。",
        (),
        "boc.cn",
        ("/v1/check",),
    ),
    Case(
        "a developer checks an old partner address",
        "en",
        "seller.alibaba-inc.com",
        "AliExpress",
        "NO LONGER. AliExpress does not use seller.alibaba-inc.com any more.",
        (),
        "seller.aliexpress.com",
        ("/v1/check",),
    ),
    Case(
        "a developer pastes a link with a Cyrillic letter and names nobody",
        "en",
        "https://aliехpress.com/login",
        "",
        "NO. https://aliехpress.com/login does not belong to AliExpress.",
        ("https://aliехpress.com/login",),
        "aliexpress.com",
    ),
    Case(
        "nobody knows the number, and nobody is named",
        "en",
        "+44 20 7946 0000",
        "",
        "NOT VERIFIED. Nothing is on record about +44 20 7946 0000.",
        (),
        None,
        ("/v1/check",),
    ),
    Case(
        "a seller pastes small talk and says who it is said to be",
        "zh",
        "亲，您好，在吗？",
        "PayPal",
        "无法核实。这条消息里没有找到可以与 PayPal 核对的内容。",
        (),
        "paypal.com",
        ("/v1/scan", "/v1/check", "/v1/check"),
    ),
    Case(
        "a long mail without anything in it that can be checked",
        "en",
        "Dear customer,\nwe hope that you are well.\n" * 20,
        "",
        "NOT VERIFIED. We found nothing in this message that we could check.",
    ),
    Case(
        "a way in that somebody describes",
        "en",
        "internal hotline",
        "TikTok Shop",
        "NO. internal hotline does not belong to TikTok Shop.",
        (),
        "seller.tiktokglobalshop.com",
        ("/v1/scan", "/v1/check"),
    ),
    Case(
        "two numbers, one of them somebody else's",
        "zh",
        "工行客服 95588，也可以打 13122891139",
        "工商银行",
        "",
        ("95588", "13122891139"),
        None,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.who)
def test_a_person_reads(case: Case, visitor: Visitor, served: Served) -> None:
    visitor.open(case.lang).ask(case.text, case.claims)

    assert visitor.first.startswith(case.first)
    assert visitor.texts(".text mark") == list(case.marked)
    shown = visitor.texts(".channels > li .value")
    assert (case.instead in shown) if case.instead else not shown or case.marked
    assert [path for path in served.paths() if path not in ("/", "/v1/platforms")] == list(case.asked)
    assert visitor.focused == "first"


def test_what_to_do_stands_right_below_the_answer(visitor: Visitor) -> None:
    visitor.open("en").ask("13122891139", "TikTok Shop")
    lines = visitor.at("answer").text.splitlines()

    assert lines[1] == "NO. 13122891139 does not belong to TikTok Shop."
    assert lines[2].startswith("Do now: Do not call or write.")
    assert lines[3] == "Use instead"


@pytest.mark.parametrize(("lang", "said"), [("en", "That does not mean it is safe."), ("zh", "这不等于安全。")])
def test_nothing_found_is_not_called_safe(lang: str, said: str, visitor: Visitor) -> None:
    visitor.open(lang).ask("Hello dear, how are you today?", "PayPal")

    assert said in visitor.at("answer").text
    assert visitor.at("answer").get_attribute("class") == "unverified"


def test_nothing_known_tells_nobody_to_use_an_option_of_the_command_line(visitor: Visitor) -> None:
    visitor.open("en").ask("+44 20 7946 0000")

    assert "Not verified does not mean safe." in visitor.at("answer").text
    assert "Fill in above who they say they are" in visitor.at("answer").text
    assert "--" not in visitor.at("answer").text


def test_sources_have_dates_and_links_lead_to_sources_and_official_channels_alone(visitor: Visitor) -> None:
    bad = "https://tiktok-shop-verify.com/unfreeze"
    visitor.open("en").ask(
        f"TikTok Shop: your shop is frozen, open {bad} or call 400-882-1234 or a@tiktok-shop-verify.com"
    )

    assert any("2026-03-05" in text for text in visitor.texts(".source"))
    assert all(re.match("https?://", link) for link in visitor.links), visitor.links
    assert not any("verify" in link for link in visitor.links)
    relations = visitor.run("return [...document.querySelectorAll('main a')].map((a) => a.rel)")
    assert set(relations) == {"noopener noreferrer"}


def test_options_are_sent(visitor: Visitor, served: Served) -> None:
    visitor.open("en")
    visitor.at("options").find_element("tag name", "summary").click()
    visitor.at("inbound").click()
    visitor.run("document.getElementById('audience').value = 'seller'; document.getElementById('region').value = 'CN'")
    visitor.ask("95588", "ICBC")

    assert visitor.first == "CAREFUL: 95588 belongs to ICBC, but that does not prove that ICBC contacted you."
    assert b'"audience":"seller","region":"CN","direction":"inbound","lang":"en"' in served.asked[-2][2]
    countries = visitor.texts("#region option")
    assert len(countries) > 200
    assert {"China", "Germany", "Brazil"} <= set(countries)


def test_every_platform_is_suggested_by_all_its_names_and_asked_for_once(visitor: Visitor, served: Served) -> None:
    visitor.open("zh")
    assert "/v1/platforms" not in served.paths(), "nothing is asked before somebody wants it"
    visitor.at("claims").click()
    visitor.ask("95588", "中国银行")
    suggested = visitor.run("return [...document.getElementById('platforms').options].map((option) => option.value)")

    assert {"工商银行", "ICBC", "TikTok Shop", "速卖通"} <= set(suggested)
    assert served.paths().count("/v1/platforms") == 1


def test_the_language_can_be_switched_and_the_answer_follows(visitor: Visitor) -> None:
    visitor.open("en").ask("95588", "中国银行")
    english = visitor.first
    visitor.speak("zh")

    assert english == "NO. 95588 does not belong to Bank of China."
    assert visitor.at("check").text == "核对"
    assert visitor.browser.current_url.endswith("#zh")
    assert visitor.first == "不是。95588 不属于中国银行。"


def test_the_first_language_is_the_browsers(visitor: Visitor) -> None:
    agent = visitor.run("return navigator.userAgent")
    try:
        visitor.browser.execute_cdp_cmd(
            "Network.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": "fr-FR,zh-TW,en"}
        )
        visitor.open("")
        assert visitor.run("return document.documentElement.lang") == "zh-CN"
        visitor.browser.execute_cdp_cmd("Network.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": "fr-FR"})
        visitor.open("")
        assert visitor.run("return document.documentElement.lang") == "en"
    finally:
        visitor.browser.execute_cdp_cmd("Network.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": "en-US"})


def test_nothing_is_remembered(visitor: Visitor) -> None:
    visitor.open("en").ask("13122891139", "TikTok Shop")
    kept = visitor.run("return [localStorage.length, sessionStorage.length, document.cookie, history.state]")
    address = visitor.browser.current_url
    visitor.browser.refresh()

    assert kept == [0, 0, "", None]
    assert "13122891139" not in address
    assert "TikTok" not in address
    assert visitor.at("message").get_attribute("value") == ""


def test_the_answer_can_be_copied_as_plain_text(visitor: Visitor) -> None:
    permissions = {"origin": visitor.address, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    visitor.browser.execute_cdp_cmd("Browser.grantPermissions", permissions)
    visitor.open("en").ask("13122891139", "TikTok Shop")
    visitor.browser.find_element("xpath", "//button[text()='Copy the answer']").click()
    copied = visitor.run(
        "return new Promise((done) => setTimeout(() => navigator.clipboard.readText().then(done), 100))"
    )

    assert copied.startswith("NO. 13122891139 does not belong to TikTok Shop.\nDo now: Do not call or write.")
    assert "Use instead:\n• seller.tiktokglobalshop.com  Seller Center" in copied
    assert "https://www.10100.com/" in copied
    assert visitor.texts(".told") == ["Copied."]


def test_another_question_begins_with_an_empty_form(visitor: Visitor) -> None:
    visitor.open("en").ask("13122891139", "TikTok Shop")
    visitor.browser.find_element("xpath", "//button[text()='Check something else']").click()

    assert not visitor.at("answer").is_displayed()
    assert visitor.at("message").get_attribute("value") == visitor.at("claims").get_attribute("value") == ""
    assert visitor.focused == "message"
