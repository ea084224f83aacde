"""A way in that is described as hidden, internal or special, with no documented fact about such ways."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.contacts import Portal
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.unsupported_claim import is_unaddressed

CODE = Code(
    "described-portal",
    Sentence(
        "“{found}” is how people advertise help that does not exist: a real channel has an address that {platform} publishes.",
        "“{found}”是兜售虚假帮助的常见说法：真正的渠道都有{platform}公开的地址。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "A hidden entrance, an internal hotline or a VIP channel is promised instead of an address.",
            "对方承诺“隐藏入口”“内部电话”“VIP 通道”，却不给出地址。",
        ),
        Sentence(
            "It is the bait of paid unfreezing and paid appeals. (This is a heuristic, not a documented fact.)",
            "这是付费解冻、付费申诉骗局的诱饵。（这是经验判断，不是有据可查的事实。）",
        ),
        "scamguard check 内部绿色通道 --claims PayPal",
        Sentence("Do not pay for access. Use the published channels.", "不要为“通道”付费，请使用公开渠道。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding for every described portal."""
    if isinstance(case.contact, Portal) and not is_unaddressed(case):
        platform = case.name(case.claims) if case.claims else Sentence("the platform", "平台")
        yield Finding(
            CODE, Tier.WEAK_SIGN, Status.SUSPICIOUS, (), case.contact.canonical, case.claims, {"platform": platform}
        )
