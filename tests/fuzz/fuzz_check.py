"""A fuzz target over Guard.check and its JSON. It stands outside the default test run, because it needs atheris:

    python -m pip install '.[fuzz]'
    python tests/fuzz/fuzz_check.py -max_total_time=60

It looks for: any exception but UsageError and UnknownPlatform, a verdict whose JSON cannot be written or read, two
answers to one question, a reason that rests on nothing, a verdict without a reason. libFuzzer's own options work; it
writes what it found to the working directory as crash-*, which `python tests/fuzz/fuzz_check.py crash-…` runs again.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    atheris: Any
else:
    import atheris

with atheris.instrument_imports(include=["scamguard"]):
    from scamguard import Guard, UnknownPlatform, UsageError, Verdict
    from scamguard.model.scope import AUDIENCES, CONTACT_KINDS
    from scamguard.render.json import to_json

GUARD: Final = Guard()
KINDS: Final = [None, None, None, *CONTACT_KINDS, "fax"]
CLAIMS: Final = [None, None, *GUARD.knowledge.platforms, "nobody"]
WHOM: Final = [None, None, *AUDIENCES]
REGIONS: Final = [None, None, "CN", "US", "GB", "HK", "JP", "UK"]
DIRECTIONS: Final = [None, "inbound", "outbound"]
DATES: Final = ["2023-06-01", "2026-11-21", "2026-02-30"]

#: What contacts are made of: whole pieces reach the parsers sooner than bytes do.
PIECES: Final = [
    "0", "1", "9", "400", "+86", "00", "-", " ", "x", "****", "转", "①", "❸", "一", "〇", "O", "l", "@", "[at]", "[.]",
    "。", "点", ".", ":", "/", "//", "?", "=", "&", "%2F", "<", ">", '"', "https://", "hxxp://", "tel:", "mailto:",
    "weixin://", "tg://", "whatsapp://send?phone=", "t.me/", "wa.me/", "x.com/",
    "play.google.com/store/apps/details?id=", "google-play:", "tiktok", "paypal", "xn--", "com", "example",
    "微信", "QQ", "群", "公众号", "电话", "WhatsApp", "TKS-",
    "隐藏", "内部", "入口", "hidden ", "portal", "\u200b", "\u202e", "\u0301", "\x1b", "\n", "\ud800", "{found}",
]  # fmt: skip


def main() -> None:
    """Runs the fuzzer until it finds something or its time is over."""
    atheris.Setup(sys.argv, check_one)
    atheris.Fuzz()


def check_one(data: bytes) -> None:
    """Asks one question, twice, and looks at the answers."""
    provider = atheris.FuzzedDataProvider(data)
    options = {
        "kind": provider.PickValueInList(KINDS),
        "claims": provider.PickValueInList(CLAIMS),
        "audience": provider.PickValueInList(WHOM),
        "region": provider.PickValueInList(REGIONS),
        "direction": provider.PickValueInList(DIRECTIONS),
        "as_of": provider.PickValueInList(DATES),
    }
    contact = _contact(provider)
    try:
        first = GUARD.check(contact, **options)
    except (UsageError, UnknownPlatform):
        return
    look_at(first)
    if to_json(first) != to_json(GUARD.check(contact, **options)):
        raise AssertionError("two answers to one question")


def _contact(provider: Any) -> str:
    """Returns a text made of pieces and of arbitrary characters."""
    parts: list[str] = []
    while provider.remaining_bytes() > 0 and len(parts) < 40:
        if provider.ConsumeBool():
            parts.append(provider.PickValueInList(PIECES))
        else:
            parts.append(provider.ConsumeUnicode(4))
    return "".join(parts)


def look_at(verdict: Verdict) -> None:
    """Fails where a verdict breaks its contract."""
    for lang in ("en", "zh"):
        written = json.loads(to_json(verdict, lang))
        if not written["reasons"]:
            raise AssertionError("a verdict without a reason")
    for reason in verdict.reasons:
        if not reason.text.strip():
            raise AssertionError(f"{reason.code} says nothing")
        if not reason.facts and not reason.found:
            raise AssertionError(f"{reason.code} rests on nothing")


if __name__ == "__main__":
    main()
