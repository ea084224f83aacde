"""A platform's name with a plural s or a digit behind it."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.difference import Change
from scamguard.rules.hostparts import HostParts
from scamguard.rules.lookalike_typo import of_changes
from scamguard.rules.trace import Trace

CODE = Code(
    "lookalike-ending",
    Sentence(
        "“{found}” is {shown} ({platform}) with an ending of its own ({difference}); it is not on record.",
        "“{found}” 是{platform}的 {shown} 末尾加了字符（{difference}），没有记录表明属于它。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "A plural s or a digit is put behind the platform's name.",
            "在平台名称后面加了复数 s 或一个数字。",
        ),
        Sentence(
            "It looks like a branch or a newer site of the same company.",
            "看起来像同一家公司的分站或新站。",
        ),
        "scamguard check aliexpress1.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)
_CHANGES: Final = frozenset({Change.PLURAL, Change.NUMBERED})


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where that is all the difference."""
    return of_changes(case, host, trace, CODE, _CHANGES)
