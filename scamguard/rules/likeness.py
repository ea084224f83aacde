"""What the lookalike rules share: ownership before similarity, and the finding that names what is imitated."""

from __future__ import annotations

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.contacts import Email
from scamguard.model.verdict import Code, FactView, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts


def foreign_host(case: Case) -> HostParts | None:
    """Returns the parts of a host that no platform is known to own, or None: what is owned imitates nobody."""
    if not case.host or case.host_entries or case.host_parts.is_address or case.host in case.knowledge.free_mail:
        return None
    return case.host_parts


def likeness(
    case: Case, code: Code, name: ProtectedName, found: str, status: Status, **extra: Sentence | str
) -> Finding:
    """Returns the finding that part of a contact imitates a name.

    Args:
        case: what is looked at.
        code: the lookalike rule's code.
        name: the name that is imitated.
        found: the part of the contact that shows it.
        status: what the likeness supports by itself.
        extra: further values for the sentence.
    """
    params = {"platform": case.name(name.slug), "shown": name.shown, **extra}
    return Finding(code, case.lookalike_tier(name.slug), status, evidence(case, name), found, name.slug, params)


def evidence(case: Case, name: ProtectedName) -> tuple[FactView, ...]:
    """Returns the recorded channel that shows the imitated name, where there is one."""
    platform = case.knowledge.platforms[name.slug]
    channel = next((channel for channel in platform.channels if channel.id == name.evidence), None)
    return (case.view(name.slug, channel),) if channel is not None else ()


def when_claimed(case: Case, name: ProtectedName) -> Status:
    """Returns the status of a likeness that has no innocent reading once it is offered as the platform's own."""
    return Status.IMPERSONATION if name.slug == case.claims else Status.SUSPICIOUS


def when_claimed_as_mailbox(case: Case, name: ProtectedName) -> Status:
    """Returns the status of a likeness that, for an address, a genuine sister domain could share.

    A platform may well own its name under another suffix without our knowing; it does not hand out mailboxes there
    while its own domains are on record.
    """
    mailbox = isinstance(case.contact, Email) and name.slug == case.claims and name.strong
    return Status.IMPERSONATION if mailbox else Status.SUSPICIOUS
