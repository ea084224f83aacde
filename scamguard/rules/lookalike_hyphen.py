"""A platform's name cut up with hyphens or dots."""

from __future__ import annotations

from scamguard.knowledge.protected import Weight
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness, when_claimed
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "lookalike-hyphen",
    Sentence(
        "“{found}” is {shown} ({platform}) with a hyphen or a dot more or less; it is another address.",
        "“{found}” 与{platform}的 {shown} 只差连字符或点，这是另一个地址。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "A hyphen or a dot stands inside the platform's name, or its hyphen is left out.",
            "平台名称中间插入了连字符或点，或去掉了原有的连字符。",
        ),
        Sentence(
            "To a reader it is the same name; to a browser it is somebody else's address.",
            "人看着是同一个名称，浏览器打开的却是别人的地址。",
        ),
        "scamguard check tik-tok.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where the owner's labels are a name, but for hyphens and dots."""
    if trace.likeness is not Likeness.EXACT or trace.depth or not trace.is_whole:
        return None
    if not differs_by_hyphens(trace, host):
        return None
    if trace.name.weight < Weight.PROPER and trace.name.slug != case.claims:
        return None
    return likeness(case, CODE, trace.name, trace.shown, when_claimed(case, trace.name))


def differs_by_hyphens(trace: Trace, host: HostParts) -> bool:
    """Answers whether a host that is a name has hyphens or dots that the recorded domain has not, or lacks its own."""
    label, _, suffix = trace.name.shown.partition(".")
    if trace.label == label:
        return False
    return trace.is_split or (suffix == host.suffix and "-" in label)
