"""The host carries a platform's whole name under another ending."""

from __future__ import annotations

from typing import Final

from scamguard.knowledge.protected import Weight
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.parse.hostnames import to_unicode
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import home_of, likeness
from scamguard.rules.lookalike_hyphen import differs_by_hyphens
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "lookalike-suffix",
    Sentence(
        "“{found}” carries the name of {platform} and is not on record as its own; the site of {platform} is {home}.",
        "“{found}” 用了{platform}的名称，但没有记录表明属于它；{platform}的网站是 {home}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The name is the same, the ending (.com, .top, .com.cn) is not.",
            "名称相同，后缀（.com、.top、.com.cn）不同。",
        ),
        Sentence("Anyone can register a known name under a free ending.", "任何人都可以用别的后缀注册知名名称。"),
        "scamguard check support@tiktokshop.com.cn --claims tiktok-shop",
        Sentence("Use the address with the ending on record.", "请使用记录中的后缀。"),
    ),
)


_TOO_COMMON: Final = (Weight.COMMON, Weight.INITIALS, Weight.NUMBER)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where the owner's label is a name, letter by letter."""
    if trace.likeness is not Likeness.EXACT or trace.depth or not trace.is_whole or host.is_customer:
        return None
    if trace.name.weight in _TOO_COMMON and trace.name.slug != case.claims:
        return None
    if differs_by_hyphens(trace, host):
        return None
    found = to_unicode(host.registrable)
    return likeness(case, CODE, trace.name, found, Status.SUSPICIOUS, home=home_of(case, trace.name))
