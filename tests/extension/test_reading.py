"""What the extension takes for a contact, what of it is asked, and what a page says that it is; in its own window."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extension.chromium import HOME, Browser

pytestmark = pytest.mark.lengthy


@pytest.fixture
def window(browser: Browser) -> Browser:
    """A window of the extension, which can load its files."""
    browser.driver.get(f"{HOME}options.html")
    return browser


def asked(window: Browser, script: str, given: Any = None) -> Any:
    """Returns what a script gives for `given`, carried as JSON both ways."""
    wrapped = f"""const [given, done] = arguments;
      (async () => {{ {script} }})().catch(String).then((found) => done(JSON.stringify(found)));"""
    return json.loads(window.driver.execute_async_script(wrapped, given))


#: text, the candidates in it: kind and contact
TEXTS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ("call 400-882-1234 now", [("phone", "400-882-1234")]),
    ("客服电话13122891139", [("phone", "13122891139")]),
    ("拨打 400-xxx 或 400-XXX-1234", [("phone", "400-xxx"), ("phone", "400-XXX-1234")]),
    ("+1 (800) 555-0199, +44 20 7946 0958", [("phone", "+1 (800) 555-0199"), ("phone", "+44 20 7946 0958")]),
    ("热线 95588。", [("phone", "95588")]),
    ("９５５８８ 电话", [("phone", "95588")]),
    ("9\u200b5\u20605\ufeff88", [("phone", "95588")]),
    ("write to Support@Shop.example, or", [("email", "Support@Shop.example")]),
    ("邮箱support@shop.example请", [("email", "support@shop.example")]),
    ("登录seller.shop.example，再", [("url", "seller.shop.example")]),
    ("see https://shop.example/a?b=c).", [("url", "https://shop.example/a?b=c")]),
    ("аррӏе.com", [("url", "аррӏе.com")]),
    ("加微信：tk_help，QQ 12345678", [("account", "微信 tk_help"), ("account", "QQ 12345678")]),
    ("Telegram @foo_bar / LINE ID: abcd", [("account", "telegram @foo_bar"), ("account", "LINE: abcd")]),
    ("WhatsApp +8613122891139", [("account", "whatsapp +8613122891139")]),
    # silent: numbers that nobody calls, words that are no ids
    ("on 2026-11-22, 2019-2026, at 12:30:45", []),
    ("EUR 1,234,567.89 and 12.345.678", []),
    ("card 4111 1111 1111 1111, order 20261122000123456789", []),
    ("192.168.10.20 and version 1.22.333.4444", []),
    ("54321 people", []),
    ("index.html main.js", []),
    ("WeChat official account, Telegram channel, on line today", []),
    ("name@ @name a@b", []),
)


def test_what_is_taken_for_a_contact(window: Browser) -> None:
    script = "await import('/page/finder.js'); return given.map((text) => finder.find(text));"
    found = asked(window, script, [text for text, _ in TEXTS])

    taken = {text: [(one["kind"], one["contact"]) for one in row] for (text, _), row in zip(TEXTS, found, strict=True)}
    assert taken == dict(TEXTS)


#: address of a link on www.shop.example, what is asked
LINKS: tuple[tuple[str, str | None], ...] = (
    ("https://a.example/p?session=S#F", "https://a.example/p"),
    ("https://a.example:8443/p", "https://a.example:8443/p"),
    (f"https://a.example/{'p' * 300}", f"https://a.example/{'p' * 199}"),
    (
        "https://a.example/r?x=S&u=https%3A%2F%2Fb.example%2Fq%3Ft%3DS",
        "https://a.example/r?u=https%3A%2F%2Fb.example%2Fq",
    ),
    ("https://a.example/r#u=//b.example/q", "https://a.example/r?u=https%3A%2F%2Fb.example%2Fq"),
    ("https://www.bank.example@b.example/", "https://www.bank.example@b.example/"),
    ("https://someone:S@b.example/", "https://b.example/"),
    ("https://www.shop.example/other", None),
    (
        "https://www.shop.example/out?to=https://b.example/",
        "https://www.shop.example/out?to=https%3A%2F%2Fb.example%2F",
    ),
    ("mailto:a@b.example?subject=S", "a@b.example"),
    ("tel:+1-800-555-0199;ext=2", "+1-800-555-0199"),
    ("whatsapp://send?phone=8613122891139&text=S", "whatsapp 8613122891139"),
    ("javascript:alert(1)", None),
    ("data:text/html,95588", None),
    ("http://localhost/admin", None),
    ("http://192.168.1.1/", None),
    ("http://[::1]/", None),
    ("file:///etc/passwd", None),
    ("https://", None),
)


def test_what_of_a_link_is_asked(window: Browser) -> None:
    script = "await import('/page/links.js'); return given.map((one) => links.toContact(one, 'www.shop.example'));"
    found = asked(window, script, [address for address, _ in LINKS])

    assert {address: one and one["contact"] for (address, _), one in zip(LINKS, found, strict=True)} == dict(LINKS)


#: title, site name, heading; the platforms, and how each is named
PAGES: tuple[tuple[tuple[str, str, str], list[tuple[str, str]]], ...] = (
    (("TikTok Shop 官方客服", "", ""), [("tiktok-shop", "is")]),
    (("TikTok Shop Seller Center | Log in", "", ""), [("tiktok-shop", "is")]),
    (("中国工商银行中国网站", "", ""), [("icbc", "is")]),
    (("TK小店如何联系官方客服", "大数跨境", ""), [("tiktok-shop", "about")]),
    (("PayPal Customer Service Number", "", ""), [("paypal", "about")]),
    (("AliExpress to face fine, says EU", "The Daily", ""), [("aliexpress", "names")]),
    (("抖店和速卖通客服电话", "", ""), [("aliexpress", "names"), ("douyin-shop", "names")]),
    (("News", "PayPal", ""), [("paypal", "is")]),
    (("", "", "速卖通官方客服"), [("aliexpress", "is")]),
    (("online shopping line, wise men", "", ""), []),
    (("__proto__ constructor", "toString", ""), []),
)


def test_what_a_page_says_that_it_is(window: Browser, platforms: str) -> None:
    script = f"""const {{ namesOf, platformsNamed }} = await import('/background/naming.js');
      const names = namesOf(new Map({platforms}.map((one) => [one.slug, one])));
      return given.map(([title, site, heading]) => platformsNamed({{ title, site, heading }}, names));"""
    found = asked(window, script, [list(page) for page, _ in PAGES])

    said = {
        page: sorted((one["slug"], one["level"]) for one in row) for (page, _), row in zip(PAGES, found, strict=True)
    }
    assert said == dict(PAGES)


def test_any_text_is_read_in_time_linear_in_it(window: Browser) -> None:
    script = """await import('/page/finder.js');
      const time = (text) => { const start = performance.now(); finder.find(text); return performance.now() - start; };
      return ['a', '1', 'a.', '1-', 'a@', '微信 ', 'https://', '\\u200b', '+(', '400-', '@'].map((part) => {
        const best = (size) => Math.min(...[1, 2, 3].map(() => time(part.repeat(size / part.length))));
        return [part, best(100_000), best(400_000)];
      });"""
    for part, short, long in asked(window, script):
        assert long < 8 * max(short, 2), (part, short, long)


def test_both_languages_have_every_sentence(window: Browser) -> None:
    script = """const { namesIn, wordsOf } = await import('/words.js');
      const all = Object.fromEntries(given.map((gap) => [gap, '#']));
      const gaps = (lang) => namesIn(lang).map((name) => [name, [...wordsOf(lang)(name, all).matchAll('#')].length]);
      return [gaps('en'), gaps('zh')];"""
    english, chinese = asked(window, script, ["name", "host", "count", "reason", "address", "publisher", "date"])

    assert dict(english).keys() == dict(chinese).keys()
    assert dict(english) == dict(chinese), "each has the same gaps to fill"
