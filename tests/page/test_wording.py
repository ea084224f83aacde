"""The page tells answers from their JSON in the very words that scamguard itself uses, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scamguard import Guard
from scamguard.model.document import Document
from scamguard.model.report import ScanFinding
from scamguard.model.verdict import Sentence, Verdict
from scamguard.render.json import encode, to_json_object
from scamguard.render.plain import to_answer, to_if_claimed, to_next_step
from scamguard.render.scan_words import to_finding_answer, to_said
from scamguard.render.sentences import to_tables
from scamguard.render.visible import to_visible, to_visible_lines
from scamguard.scanning import Scanner

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

pytestmark = pytest.mark.lengthy

TESTS = Path(__file__).parents[1]
OPTIONS = ("claims", "kind", "audience", "region", "direction")
TELLING = files("scamguard.server.page").joinpath("telling.js").read_text(encoding="utf-8")
#: Returns what differs, of rows that hold a language, a finding, and what is to be said of it.
COMPARE = """
const [tables, names, rows] = arguments[0].map((part) => JSON.parse(part));
return rows.flatMap(([lang, finding, wanted]) => {
    const teller = new Teller(tables, new Map(Object.entries(names)), lang);
    const said = teller.said(finding);
    const told = [teller.answer(finding), teller.step(finding), said, ...teller.ifClaimed(finding)];
    const found = told.map((text) => text && toVisible(toPlain(text)));
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [[found, wanted]];
});
"""
#: Messages that hold what single contacts do not: claims of channels, demands, and whose they are said to be.
MESSAGES = (
    "TikTok Shop support: add WeChat tk_help_2026 today and tell us the verification code.",
    "【抖音客服】您的会员将自动扣费，请加威信 dy_8821 取消，并共享屏幕。",
    "速卖通隐藏客服入口，内部通道电话 400-882-1234",
    "PayPal: share your screen with our agent, and pay the fee with gift cards. https://paypal.com.login-check.com/",
    "工商银行 95588 提醒您：请勿向任何人透露验证码。",
    "Do not call 13122891139: it is not AliExpress.",
    "Please update your address at amaz0n-parcel.com, says Amazon; call +44 20 7946 0000",
    "TikTok Shop hidden seller hotline",
    "抖店内部通道，人工客服电话",
    "有问题请联系抖店官方客服QQ 12345678，退款请提供银行卡号和密码",
)


def contacts() -> list[dict[str, Any]]:
    lines = (TESTS / "data" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def told_of_contact(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> tuple[object, ...]:
    finding = {**to_json_object(verdict, lang), "finding": "contact", "surface": "", "claim": None, "warned_of": False}
    said = [to_answer(verdict, lang, names), to_next_step(verdict, lang), None, *to_if_claimed(verdict, lang, names)]
    return lang, finding, [text and to_visible(text) for text in said]


def told_of_finding(found: ScanFinding, finding: Any, lang: str, names: dict[str, Sentence]) -> tuple[object, ...]:
    verdict = found.verdict
    beside = [to_next_step(verdict, lang), to_said(found, None, lang, names), *to_if_claimed(verdict, lang, names)]
    said = [to_finding_answer(found, lang, names), *beside]
    return lang, finding, [text and to_visible(text) for text in said]


def rows(guard: Guard) -> Iterator[tuple[object, ...]]:
    names = guard.knowledge.names.labels
    for case in contacts():
        given = {key: case[key] for key in OPTIONS if key in case}
        for options in (given, {**given, "claims": None}, {**given, "direction": "inbound"}):
            verdict = guard.check(case["contact"], **options)
            yield from (told_of_contact(verdict, lang, names) for lang in ("en", "zh"))
    scanner = Scanner(guard)
    for text in MESSAGES:
        for claims in (None, "tiktok-shop", "paypal"):
            report = scanner.scan(Document(text, text), claims=claims)
            for lang in ("en", "zh"):
                told = zip(report.findings, to_json_object(report, lang)["findings"], strict=True)
                yield from (told_of_finding(found, finding, lang, names) for found, finding in told)


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def test_the_page_says_what_scamguard_says(guard: Guard, browser: WebDriver) -> None:
    everything = list(rows(guard))
    statuses = {(row[1]["finding"], row[1]["status"]) for row in everything}  # type: ignore[index]
    parts = [encode(to_tables()), encode(guard.knowledge.names.labels), encode(everything)]
    browser.get("about:blank")
    different = browser.execute_script(TELLING + COMPARE, [part.decode() for part in parts])

    assert different == []
    assert len(everything) > 1500
    assert {("claim", "suspicious"), ("claim", "impersonation"), ("demand", "impersonation")} <= statuses
    assert {status for kind, status in statuses if kind == "contact"} >= {
        "official",
        "retired",
        "invalid",
        "suspicious",
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("plain", "nothing to do"),
        ("a\u202eb\u2066c\u200bd\ufeff", "turned round, isolated, joined by nothing"),
        ("a\tb\nc\r\nd\re", "tabs, and lines of every kind"),
        ("\u3000全角\u00a0blank\u2009thin\u1680", "blanks of every kind"),
        ("\x00\x07\x1b[31m\x7f\x85\x1c", "controls"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 a\u200db", "joiners within emoji stay, others do not"),
        ("\ue000\U000f0000\u2028\u2029", "private use, separators of lines and paragraphs"),
        ("\U0001d400\U0001f600 e\u0301", "characters of two code units, and a combining mark"),
    ],
)
def test_what_cannot_be_seen_is_shown_alike(text: str, why: str, browser: WebDriver) -> None:
    browser.get("about:blank")
    script = TELLING + "return [toVisible(arguments[0]), toVisibleLines(arguments[0])];"

    assert browser.execute_script(script, text) == [to_visible(text), to_visible_lines(text)], why
