"""The host's name is one slip of the finger away from a platform's."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules import excuses
from scamguard.rules.case import Case
from scamguard.rules.difference import Change, difference_of
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness, when_claimed
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "lookalike-typo",
    Sentence(
        "“{found}” differs from {shown} ({platform}) by one slip ({difference}).",
        "“{found}” 与{platform}的 {shown} 只差一处（{difference}）。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "One letter is added, left out, replaced, or two neighbours are swapped.",
            "多一个、少一个、换一个字母，或相邻两个字母颠倒。",
        ),
        Sentence(
            "Such names are registered to catch people who mistype or do not look twice.",
            "这类域名专门等人输错或看漏。",
        ),
        "scamguard check tiktokshpo.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)

_CHANGES: Final = frozenset(
    {
        Change.SWAPPED,
        Change.ADDED,
        Change.KEY_ADDED,
        Change.LEFT_OUT,
        Change.NEIGHBOUR_KEY,
        Change.ONE_BIT,
        Change.REPLACED,
    }
)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where one letter is added, left out or replaced, or two neighbours are swapped."""
    return of_changes(case, host, trace, CODE, _CHANGES)


def of_changes(case: Case, host: HostParts, trace: Trace, code: Code, changes: Set[Change]) -> Finding | None:
    """Returns the finding that a label differs from a name by one of some changes, unless it is excused."""
    if trace.likeness is not Likeness.EDIT:
        return None
    written = trace.read
    difference = difference_of(written, trace.name.text)
    if difference is None or difference.change not in changes:
        return None
    if (
        excuses.is_another_word(case, trace, difference)
        or excuses.is_another_name(case, trace)
        or excuses.is_mostly_a_trade_word(case, trace)
        or excuses.is_far_from_the_key(case, trace, difference)
    ):
        return None
    status = when_claimed(case, trace.name)
    return likeness(case, code, trace.name, trace.part, status, difference=difference.told)
