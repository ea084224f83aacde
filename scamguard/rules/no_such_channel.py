"""The platform documents that it has no channel of this kind."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed

CODE = Code(
    "no-such-channel",
    Sentence("{fact} So {found} cannot be its channel.", "{fact}所以 {found} 不可能是它的渠道。"),
    (Status.IMPERSONATION,),
    Explanation(
        Sentence(
            "It is documented that the platform has no contact of this kind at all: no phone support, no WeChat support, no hidden entrance.",
            "有资料说明平台根本没有这类联系方式：没有电话客服、没有微信客服、没有隐藏入口。",
        ),
        Sentence(
            "Absence is a fact: it refutes every such contact, also one that nobody has seen before.",
            "“没有”也是事实：它能否定所有此类联系方式，包括从未出现过的。",
        ),
        'scamguard check "400-882-1234" --claims "TikTok Shop"',
        Sentence(
            "Do not call it, add it or pay. If you already paid or gave a code, call your bank now. Use a channel listed below.",
            "不要拨打、添加或付款。已经付款或给出验证码的，请立即联系银行并报警。请使用下面列出的渠道。",
        ),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Yields one finding for each `lacks` fact of the claimed platform that governs the contact."""
    facts = case.facts
    return [
        Finding(
            CODE,
            Tier.REFUTED,
            Status.IMPERSONATION,
            (statement.view,),
            case.shown,
            case.claims,
            statement.params,
            statement.quality,
        )
        for statement in (facts.lacks if facts is not None else ())
        if is_governed(case, statement.fact.kinds) and case.states(statement)
    ]
