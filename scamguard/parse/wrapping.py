"""What people leave around a contact when they copy it: brackets, quotes, full stops, a word before or after."""

from __future__ import annotations

import re
from typing import Final

from scamguard.parse.text import without_ignored

_PAIRS: Final = {
    "(": ")", "（": "）", "<": ">", "《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”", "‘": "’", '"': '"',
    "'": "'", "[": "]", "【": "】", "`": "`", "*": "*",
}  # fmt: skip
_OPENERS: Final = {closer: opener for opener, closer in _PAIRS.items() if opener != closer}
_QUOTES: Final = ('"', "'", "“", "‘", "`")
_TRAILING: Final = " \t,，。、;；!！:：\"'`”’"
#: "13122891139（微信同号）": a remark in brackets that holds no contact itself.
_REMARK: Final = r"\s*[（(][^()（）0-9.@/]{1,24}[)）]$"
#: "网址：paypal.com", "官网 www.paypal.com", "website: paypal.com".
_LABEL: Final = (
    r"(?i)^(?:[\u3400-\u9fff]{1,12}[:：\s]{1,4}|(?:web ?site|web|site|link|url|homepage)\s{0,3}[:：]\s{0,3})"
    r"(?=[^\s@<]{1,253}\.[\x21-\x7e])"
)
#: "www.paypal.com官网": an ASCII host runs into Chinese words.
_RUN_ON: Final = (
    r"(?i)^((?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\x21-\x7e]*)?)"
    r"\s*[\u3400-\u9fff（(，。,][^.]{0,40}$"
)


def unwrap(raw: str) -> str:
    """Returns the text without what stands around the one contact in it."""
    text = without_ignored(raw)
    for _ in range(3):
        inner = _without_pair(text)
        if inner == text:
            break
        text = inner
    return re.sub(_REMARK, "", text) if text.endswith((")", "）")) else text


def _without_pair(text: str) -> str:
    text = text.rstrip(_TRAILING) or text
    if len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and not _is_meant(text):
        return text[1:-1].strip()
    if text[-1:] in _OPENERS and _OPENERS[text[-1]] not in text:
        return text[:-1].rstrip()
    if text.startswith(_QUOTES) and _PAIRS[text[0]] not in text[1:]:
        return text[1:].lstrip()
    return text


def _is_meant(text: str) -> bool:
    """Answers whether the outer signs belong to the contact: an IPv6 address, or the stars of a masked number."""
    return (text[0] == "[" and ":" in text) or (text[0] == "*" and "." not in text)


def without_words(text: str) -> str:
    """Returns the address in a text that is an address with a word before or after it; any other text as it is."""
    if text.isascii() and ":" not in text:
        return text
    text = re.sub(_LABEL, "", text)
    found = None if text.isascii() else re.match(_RUN_ON, text)
    return found[1] if found else text
