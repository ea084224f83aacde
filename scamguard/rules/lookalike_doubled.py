"""A letter of a platform's name is doubled, or a double letter is single."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.difference import Change
from scamguard.rules.hostparts import HostParts
from scamguard.rules.lookalike_typo import of_changes
from scamguard.rules.trace import Trace

CODE = Code(
    "lookalike-doubled",
    Sentence(
        "“{found}” is {shown} ({platform}) with a letter too many or too few of a pair ({difference}).",
        "“{found}” 与{platform}的 {shown} 只差一个重复的字母（{difference}）。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "A letter is typed twice, or a double letter only once.",
            "某个字母多打了一次，或双写的字母只写了一个。",
        ),
        Sentence(
            "Readers see the word, not how often a letter stands in it.",
            "人们读的是整个词，很难注意到字母多了或少了。",
        ),
        "scamguard check aliexpres.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)
_CHANGES: Final = frozenset({Change.DOUBLED, Change.UNDOUBLED})


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where that is all the difference."""
    return of_changes(case, host, trace, CODE, _CHANGES)
