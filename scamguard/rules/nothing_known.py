"""Nothing is known either way."""

from __future__ import annotations

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

NOT_LISTED = Code(
    "not-listed",
    Sentence(
        "{found} is not among the channels of {platform} on record. The record is not complete, so this proves nothing.",
        "{found} 不在已记录的{platform}渠道中。记录并不完整，因此不能据此下结论。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "No recorded channel is this contact, and no fact refutes it.", "没有任何记录与它相符，也没有事实能否定它。"
        ),
        Sentence("Unknown is not safe.", "未知不等于安全。"),
        "scamguard check example.com --claims PayPal",
        Sentence(
            "Use a channel on record, or ask there whether this one is real.", "请使用已记录的渠道，或通过它们核实。"
        ),
    ),
)

NOTHING = Code(
    "nothing-known",
    Sentence(
        "Nothing is on record about {found}. Say whom it is supposed to belong to for a better answer.",
        "没有关于 {found} 的记录。说明它自称属于谁，可以得到更好的答案。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The contact is not on record for any platform, and nothing in it imitates one.",
            "没有任何平台记录了它，它也没有冒充谁的迹象。",
        ),
        Sentence("Unknown is not safe.", "未知不等于安全。"),
        "scamguard check example.com",
        Sentence("Ask again with --claims and the name that it uses.", "请加上 --claims 和它自称的名称再查。"),
    ),
)


def nothing_known(case: Case) -> Finding:
    """Returns the finding that stands where no rule has found anything that decides."""
    found = case.shown
    if case.claims is None:
        return Finding(NOTHING, Tier.NOTHING, Status.UNVERIFIED, (), found)
    return Finding(
        NOT_LISTED, Tier.NOTHING, Status.UNVERIFIED, (), found, case.claims, {"platform": case.name(case.claims)}
    )
