"""The host's name looks like a platform's and is written with other characters."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.likeness import likeness

CODE = Code(
    "lookalike-homograph",
    Sentence(
        "“{found}” looks like {shown} of {platform} but is written with other characters ({characters}).",
        "“{found}” 看起来像{platform}的 {shown}，但用的是别的字符（{characters}）。",
    ),
    (Status.IMPERSONATION,),
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


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the owner's label, or a label below it, has the skeleton of a protected name."""
    host = case.foreign_host
    if host is None or "xn--" not in host.host:
        return
    protected = case.knowledge.protected
    label = host.shown_label
    if label.isascii():
        return
    name = protected.with_skeleton(label.replace("-", ""))
    if name is not None:
        characters = " ".join(sorted({f"U+{ord(c):04X}" for c in label if not c.isascii()}))
        yield likeness(case, CODE, name, label, Status.IMPERSONATION, characters=characters)
