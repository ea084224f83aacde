"""The platform's list of such channels is complete, and the contact is not on it."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.schema import ChannelList
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed

CODE = Code(
    "not-on-complete-list",
    Sentence(
        "{platform} documents all its channels of this kind, and {found} is not among them.",
        "{platform}已公布这一类的全部渠道，{found} 不在其中。",
    ),
    (Status.IMPERSONATION,),
    Explanation(
        Sentence(
            "A source says that the list of such channels is closed, and the contact is not on it.",
            "有来源说明此类渠道的名单是完整的，而该联系方式不在名单上。",
        ),
        Sentence(
            "A closed list refutes even a contact that nobody has ever reported.",
            "完整的名单可以否定从未被举报过的联系方式。",
        ),
        "scamguard check help@tiktokshop.example --claims tiktok-shop --audience seller",
        Sentence("Use a channel from the list.", "请使用名单上的渠道。"),
    ),
)


def complete_list_for(case: Case) -> ChannelList | None:
    """Returns the claimed platform's complete list that governs such contacts in the asked scope, or None."""
    lists = case.facts.lists if case.facts is not None else ()
    return next((entry for entry in lists if is_governed(case, (entry.kind,)) and case.asked(entry)), None)


def find(case: Case) -> Iterable[Finding]:
    """Yields a finding where a complete list governs the contact and does not hold it."""
    slug, closed = case.claims, complete_list_for(case)
    if slug is None or closed is None or case.own or slug in case.host_owners:
        return ()
    facts = (case.knowledge.list_view(slug, closed),)
    params = {"platform": case.name(slug)}
    return (Finding(CODE, Tier.NOT_ON_LIST, Status.IMPERSONATION, facts, case.shown, slug, params, closed.quality),)
