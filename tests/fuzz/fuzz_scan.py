"""A fuzz target over Scanner.scan. It stands outside the default test run, because it needs atheris:

    python -m pip install '.[fuzz]'
    python tests/fuzz/fuzz_scan.py -max_total_time=60

It looks for: any exception, a finding whose place is outside of the text or whose passage is not what stands there, two
answers to one text, a report that cannot be written. libFuzzer's own options work; it writes what it found to the
working directory as crash-*, which `python tests/fuzz/fuzz_scan.py crash-…` runs again.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    atheris: Any
else:
    import atheris

with atheris.instrument_imports(include=["scamguard"]):
    from scamguard.model.document import Document
    from scamguard.model.report import Report
    from scamguard.render.json import to_json
    from scamguard.scanning import Scanner

SCANNER: Final = Scanner()
AS_OF: Final = "2026-11-22"
#: Texts are made of so many pieces at most.
MAX_PIECES: Final = 60

#: What messages are made of: whole pieces reach the finders sooner than bytes do.
PIECES: Final = [
    "微信", "薇", "信", "V", "❤", "加", "我", "QQ", "扣", "企鹅", "飞机", "电话", "拨打", "客服", "官方", "内部",
    "通道", "群", "公众号【", "】", "TikTok Shop", "PayPal", "WhatsApp ", "Telegram ", "Line ID: ", "call ",
    "text STOP to ", "email ", "demo2026", "demo", "2026", "13800138000", "138", "0013", "8000", "400", "95588",
    "+86", "+44", "00", "(", ")", "①", "⑬", "８", "❸", "一三八", "〇", "1️⃣", "元", "号", "订单", "验证码", "-", "+",
    "*", "/", "💜", " ", "\n", "，", "。", "：", ":", ";", "https://", "http", "hxxp://", "http;//", "//", "www.",
    "example.com", "example", "paypal.com", ".", "点", "。com", "com", ".co.uk", "/a", "?b=", "#", "%41", "@", "＠",
    "[at]", "[.]", "(dot)", " dot ", "[", "<", ">", '"', "192.0.2.7", "xn--", "t.me/", "t.me/+", "wa.me/",
    "weixin://", "tg://", "С", "е", "€", "◕", "𝐊", "🇰", "İ", "ß", "不要", "没有", "切勿", "never ", "fake ", "转账",
    "保证金", "send the code ", "official ", "hotline", "\u200b", "\u200d", "\u202e", "\u0301", "\ufeff", "\ufe0f",
    "\x00", "\x1b", "\t", "\r", "\ud800",
]  # fmt: skip


def main() -> None:
    """Runs the fuzzer until it finds something or its time is over."""
    atheris.Setup(sys.argv, scan_one)
    atheris.Fuzz()


def scan_one(data: bytes) -> None:
    """Scans one text, twice, and looks at the reports."""
    text = _text(atheris.FuzzedDataProvider(data))
    first, second = (SCANNER.scan(Document(text, text), as_of=AS_OF) for _ in range(2))
    look_at(first, text)
    if first != second:
        raise AssertionError("two answers to one text")


def _text(provider: Any) -> str:
    """Returns a text made of pieces and of arbitrary characters."""
    parts: list[str] = []
    while provider.remaining_bytes() > 0 and len(parts) < MAX_PIECES:
        if provider.ConsumeIntInRange(0, 3):
            parts.append(provider.PickValueInList(PIECES))
        else:
            parts.append(provider.ConsumeUnicode(4))
    return "".join(parts)


def look_at(report: Report, text: str) -> None:
    """Fails where a report breaks its contract."""
    if report.text != text:
        raise AssertionError("another text")
    for finding in report.findings:
        if not 0 <= finding.start < finding.end <= len(text):
            raise AssertionError(f"{finding.start}–{finding.end} is outside of {len(text)} characters")
        if text[finding.start : finding.end] != finding.surface:
            raise AssertionError(f"{finding.surface!r} does not stand there")
        if not finding.verdict.reasons:
            raise AssertionError("a verdict without a reason")
        for lang in ("en", "zh"):
            to_json(finding.verdict, lang)


if __name__ == "__main__":
    main()
