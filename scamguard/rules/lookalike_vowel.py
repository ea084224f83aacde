"""A vowel of a platform's name is another vowel."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.difference import Change
from scamguard.rules.hostparts import HostParts
from scamguard.rules.lookalike_typo import of_changes
from scamguard.rules.trace import Trace

CODE = Code(
    "lookalike-vowel",
    Sentence(
        "“{found}” is {shown} ({platform}) with another vowel ({difference}).",
        "“{found}” 与{platform}的 {shown} 只差一个元音字母（{difference}）。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "One vowel (a, e, i, o, u) stands for another.",
            "一个元音字母（a、e、i、o、u）换成了另一个。",
        ),
        Sentence(
            "Such names sound nearly alike, and nobody spells a name that is read aloud.",
            "读起来几乎一样，口头念出时更难分辨。",
        ),
        "scamguard check tiktak.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)
_CHANGES: Final = frozenset({Change.VOWEL})


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where that is all the difference."""
    return of_changes(case, host, trace, CODE, _CHANGES)
