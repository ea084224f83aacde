"""The host's name looks like a platform's and is written with other characters."""

from __future__ import annotations

import unicodedata
from typing import Final

from scamguard.knowledge.protected import Weight
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules import excuses
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness
from scamguard.rules.trace import Likeness, Trace

#: How many characters a sentence names.
MAX_TOLD: Final = 4
#: First word of a character's Unicode name -> what people call it.
_SCRIPTS: Final = {
    "ARABIC": Sentence("Arabic", "阿拉伯字母"),
    "ARMENIAN": Sentence("Armenian", "亚美尼亚字母"),
    "CHEROKEE": Sentence("Cherokee", "切罗基字母"),
    "CJK": Sentence("Chinese", "汉字"),
    "COMBINING": Sentence("a mark", "附加符号"),
    "CYRILLIC": Sentence("Cyrillic", "西里尔字母"),
    "GREEK": Sentence("Greek", "希腊字母"),
    "HEBREW": Sentence("Hebrew", "希伯来字母"),
    "LATIN": Sentence("another Latin letter", "另一个拉丁字母"),
}


CODE = Code(
    "lookalike-homograph",
    Sentence(
        "“{found}” looks like {shown} ({platform}) but is written with other characters ({characters}).",
        "“{found}” 看起来像{platform}的 {shown}，但用的是别的字符（{characters}）。",
    ),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "The name in the address is built from letters of other alphabets that look the same (UTS #39).",
            "地址中的名称用了外形相同的其他文字字母（UTS #39）。",
        ),
        Sentence(
            "To the eye it is the real name; to the browser it is another site.",
            "肉眼看是真名，浏览器打开的却是另一个网站。",
        ),
        "scamguard check аliexpress.com",
        Sentence("Do not open it. Type the real address yourself.", "不要打开，请自己输入真正的网址。"),
    ),
)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where a label, or a part of it, looks like a name and holds characters beyond ASCII."""
    if trace.likeness is not Likeness.SKELETON:
        return None
    if not trace.is_whole and (excuses.says_too_little(case, trace) or excuses.reads_as_other_words(case, trace)):
        return None
    glued = not trace.is_word and trace.name.weight is Weight.SHORT
    status = Status.SUSPICIOUS if glued or _is_only_accented(trace) else Status.IMPERSONATION
    return likeness(case, CODE, trace.name, trace.shown, status, characters=_characters(trace.shown))


def _is_only_accented(trace: Trace) -> bool:
    """Answers whether a short or common name merely has accents: with them it is a word of some language as often."""
    others = [character for character in trace.shown if not character.isascii()]
    return trace.name.weight <= Weight.SHORT and all("LATIN" in unicodedata.name(c, "") for c in others)


def _characters(label: str) -> Sentence:
    """Returns the characters beyond ASCII, each with its script and its code point."""
    others = sorted({character for character in label if not character.isascii()})[:MAX_TOLD]
    told = [
        (character if unicodedata.combining(character) == 0 else "◌" + character, _script(character), ord(character))
        for character in others
    ]
    return Sentence(
        ", ".join(f"{shown} {script.en}, U+{code:04X}" for shown, script, code in told),
        "、".join(f"{shown} {script.zh}，U+{code:04X}" for shown, script, code in told),
    )


def _script(character: str) -> Sentence:
    word = unicodedata.name(character, "UNKNOWN").partition(" ")[0]
    return _SCRIPTS.get(word, Sentence(word.capitalize(), "其他文字"))
