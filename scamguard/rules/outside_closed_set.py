"""The platform uses only certain channels for a purpose, and the contact is not one of them."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.channels import is_below
from scamguard.knowledge.entries import Statement
from scamguard.knowledge.schema import Fact
from scamguard.model.contacts import Phone
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed
from scamguard.rules.unsupported_claim import has_channel_of_kind, is_unaddressed

CODE = Code(
    "outside-closed-set",
    Sentence("{fact} {found} is not one of these.{condition}", "{fact}{found} 不在其中。{condition}"),
    (Status.IMPERSONATION, Status.SUSPICIOUS, Status.UNVERIFIED),
    Explanation(
        Sentence(
            "A source says that the platform uses only certain channels for this purpose, and the contact is none of them.",
            "有来源说明平台在这方面只使用特定渠道，而该联系方式不在其中。",
        ),
        Sentence(
            "A closed set refutes everything outside it. Where the source hedges (“mainly”), it only leaves the contact unverified.",
            "“只用”可以否定其余一切；若来源措辞有保留（如“主要”），则只能算未核实。",
        ),
        "scamguard check 021-60001234 --claims 抖音 --direction inbound",
        Sentence(
            "Do not answer, call, add or pay this contact. Reach the platform in its own app, or by an address that you type yourself.",
            "不要回复、拨打、添加该联系方式，也不要向其付款。请在平台自己的应用中，或自己输入官方网址联系平台。",
        ),
    ),
)

#: Purposes that speak only about what the platform sends, not about what people call or write to.
_OUTGOING = ("outbound", "email-sender", "link")


def find(case: Case) -> Iterable[Finding]:
    """Yields one finding for each `only` fact of the claimed platform that governs the contact and leaves it out."""
    facts = case.facts
    return [
        _outside(case, statement)
        for statement in (facts.only if facts is not None else ())
        if _is_outside(case, statement)
    ]


def _is_outside(case: Case, statement: Statement) -> bool:
    return (
        _is_in_its_region(case, statement.fact)
        and case.states(statement)
        and is_governed(case, statement.fact.kinds)
        and not _is_member(case, statement)
        and not (is_unaddressed(case) and has_channel_of_kind(case))
    )


def _outside(case: Case, statement: Statement) -> Finding:
    status, tier = _weight(statement.fact, case.question.direction)
    return Finding(CODE, tier, status, (statement.view,), case.shown, case.claims, statement.params, statement.quality)


def _is_in_its_region(case: Case, fact: Fact) -> bool:
    """Answers whether a set of one region's numbers speaks about this number, where nobody said which region is asked."""
    contact = case.contact
    if case.question.region is not None or not fact.regions or not isinstance(contact, Phone):
        return True
    return contact.region is None or contact.region in fact.regions


def _weight(fact: Fact, direction: str | None) -> tuple[Status, Tier]:
    """Returns what being outside supports.

    A set with exceptions only warns, an open one proves nothing. A set of what the platform calls from says nothing
    about numbers that people are to call, and only warns where nobody says who called whom.
    """
    if not fact.closed:
        return Status.UNVERIFIED, Tier.NOTE
    outgoing = fact.purpose is not None and fact.purpose.startswith(_OUTGOING)
    if outgoing and direction == "outbound":
        return Status.UNVERIFIED, Tier.NOTE
    if fact.unless is not None or (outgoing and direction is None):
        return Status.SUSPICIOUS, Tier.WEAK_SIGN
    return Status.IMPERSONATION, Tier.REFUTED


def _is_member(case: Case, statement: Statement) -> bool:
    """Answers whether the set names the contact: by the channel's id, or by the domain that it stands on."""
    if any(entry.channel.id in statement.members for entry in case.entries if entry.slug == case.claims):
        return True
    host = case.host
    if not host:
        return False
    own_hosts = (entry for entry in case.host_entries if entry.slug == case.claims)
    return any(entry.channel.id in statement.members for entry in own_hosts) or any(
        is_below(host, domain) for domain in statement.domains
    )
