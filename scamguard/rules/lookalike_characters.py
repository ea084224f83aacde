"""The host's name is a platform's with digits or groups of letters in the place of letters."""

from __future__ import annotations

from scamguard.knowledge.protected import Weight
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.parse.skeleton import shape_swaps
from scamguard.rules import excuses
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import is_telling, likeness, when_claimed
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "lookalike-characters",
    Sentence(
        "“{found}” looks like {shown} ({platform}) and is another name: {swaps}.",
        "“{found}” 看起来像{platform}的 {shown}，其实不是：{swaps}。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "A letter is replaced by a digit (1 for i, 0 for o) or by a pair that looks like it (rn for m).",
            "某个字母被换成数字（1 代替 i、0 代替 o）或形近的字母组合（rn 代替 m）。",
        ),
        Sentence("At a glance nobody sees the difference.", "一眼看去很难发现区别。"),
        "scamguard check t1ktokshop.com",
        Sentence("Do not open it. Type the real address yourself.", "不要打开，请自己输入真正的网址。"),
    ),
)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where a label, read with letters for digits and groups, is a name, alone or with other words."""
    if trace.likeness is not Likeness.SHAPE or not _is_evidence(case, trace):
        return None
    if (
        excuses.is_another_word(case, trace)
        or excuses.is_another_name(case, trace)
        or excuses.is_mostly_a_trade_word(case, trace)
    ):
        return None
    if not trace.is_whole and (excuses.says_too_little(case, trace) or excuses.reads_as_other_words(case, trace)):
        return None
    return likeness(case, CODE, trace.name, trace.part, when_claimed(case, trace.name), swaps=_told(trace))


def _told(trace: Trace) -> Sentence:
    swaps = shape_swaps(trace.read, trace.name.text) or tuple(
        (a, b) for a, b in zip(trace.read, trace.name.text, strict=False) if a != b
    )
    return Sentence(
        ", ".join(f"“{written}” for “{meant}”" for written, meant in swaps),
        "、".join(f"“{written}”代替“{meant}”" for written, meant in swaps),
    )


def _is_evidence(case: Case, trace: Trace) -> bool:
    """Answers whether the name is evidence: it is long, it is the claimed platform's, or digits in it tell."""
    if is_telling(case, trace.name):
        return True
    return trace.name.weight >= Weight.SHORT and _has_inner_digit(trace)


def _has_inner_digit(trace: Trace) -> bool:
    """A short name is told by digits alone: too many words are made of letters like its own."""
    return any(character.isdigit() for character in trace.read)
