"""Strategies for contacts: plain, disguised, broken, and arbitrary text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

PIECES: Final = [
    *"0123456789", "400", "800", "131", "95588", "86", "+", "+86", "+44", "+1", "00",
    "-", " ", "(", ")", "/", ".", "x", "*", "****", "xxx", "#", "转", "ext",
    "①", "❸", "²", "𝟏", "一", "幺", "〇", "零", "O", "l", "Ⅳ", "½", "٣", "⑬",
    "@", "＠", "[at]", "(dot)", "[.]", "。", "．", "点", ":", "：", "//", "\\", "?", "&", "=",
    "%", "%20", "%2F", "%68", "%ff",
    "<", ">", '"', "'", ",", "，", "_", "~", "!", "{", "}", "{found}", "%s",
    "http", "https://", "hxxp://", "tel:", "sms:", "mailto:", "weixin://", "tg://", "whatsapp://send?phone=",
    "market://details?id=", "javascript:", "google-play:", "app-store:",
    "t.me/", "wa.me/", "line.me/ti/p/", "x.com/", "facebook.com/", "weibo.com/",
    "play.google.com/store/apps/details?id=", "apps.apple.com/app/id",
    "shop", "example", "com", "tiktok", "paypal", "xn--", "münchen", "例子", "ѕ", "www.", ".com", ".example",
    "[::1]", "127.0.0.1", "0x7f", "localhost",
    "微信", "QQ", "群", "公众号", "电话", "客服", "WhatsApp", "Telegram", "LINE", "Tel", "邮箱", "工单", "TKS-",
    "隐藏", "内部", "入口", "hidden", "portal", "hotline", "VIP",
    "\u200b", "\u200d", "\u202e", "\u00ad", "\u0301", "\ufe0f", "\x00", "\x1b[31m", "\n", "\t", "\r", "\U000e0061",
]  # fmt: skip

#: Texts that look like contacts more often than arbitrary text does.
assembled = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
#: Any text, lone surrogates included.
arbitrary = st.text(st.characters(exclude_categories=[]), max_size=80)
#: Any text that can be written as UTF-8.
encodable = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)

_label = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
hosts = st.lists(_label, min_size=1, max_size=4).map(lambda labels: ".".join([*labels, "example"]))
mailboxes = st.tuples(st.from_regex(r"[A-Za-z0-9_+]{1,12}", fullmatch=True), hosts).map("@".join)
addresses = st.tuples(st.sampled_from(["", "http://", "https://", "//"]), hosts, st.sampled_from(["", "/", "/a?b=c#d"]))
numbers = st.from_regex(r"(\+86|\+44|\+1|0|)[1-9][0-9]{4,11}", fullmatch=True)
contacts = st.one_of(numbers, mailboxes, addresses.map("".join), hosts.map("https://t.me/{}".format))

writings = st.one_of(assembled, contacts, st.tuples(assembled, encodable).map("".join), encodable)


def _digits_as(digits: str) -> Callable[[str], str]:
    return lambda number: number.translate({ord("0") + value: digit for value, digit in enumerate(digits)})


def _joined_by(mark: str) -> Callable[[str], str]:
    return lambda number: number[0] + mark.join(number[1:])


#: Ways to write a number so that a search does not find it: name -> the writing.
DISGUISES: Final[dict[str, Callable[[str], str]]] = {
    "full-width": _digits_as("０１２３４５６７８９"),
    "circled": _digits_as("⓪①②③④⑤⑥⑦⑧⑨"),
    "negative circled": _digits_as("⓿❶❷❸❹❺❻❼❽❾"),
    "negative circled sans-serif": _digits_as("🄌➊➋➌➍➎➏➐➑➒"),
    "superscript": _digits_as("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": _digits_as("₀₁₂₃₄₅₆₇₈₉"),
    "mathematical bold": _digits_as("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "mathematical monospace": _digits_as("𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿"),
    "Arabic-Indic": _digits_as("٠١٢٣٤٥٦٧٨٩"),
    "Chinese": _digits_as("〇一二三四五六七八九"),
    "Chinese, spoken": _digits_as("洞幺两三四五六拐八九"),
    "Chinese, financial": _digits_as("零壹贰叁肆伍陆柒捌玖"),
    "split by blanks": _joined_by(" "),
    "split by zero-width spaces": _joined_by("\u200b"),
    "split by soft hyphens": _joined_by("\u00ad"),
    "split by telephones": _joined_by("☎"),
    "struck through": _joined_by("\u0336"),
    "keycaps": lambda number: "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in number),
    "labelled": lambda number: "客服电话：" + number,
    "linked": lambda number: "tel:" + number,
}
