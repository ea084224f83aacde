"""What the lookalike rules share: ownership before similarity, and the finding that names what is imitated."""

from __future__ import annotations

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.verdict import Code, FactView, Finding, Sentence, Status
from scamguard.rules.case import Case


def is_telling(case: Case, name: ProtectedName) -> bool:
    """Answers whether a name is evidence by itself: it is long and distinctive, or it is the claimed platform's."""
    return name.strong or name.slug == case.claims


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


def home_of(case: Case, name: ProtectedName) -> str:
    """Returns the host that people know the platform by."""
    return case.knowledge.platforms[name.slug].home


def evidence(case: Case, name: ProtectedName) -> tuple[FactView, ...]:
    """Returns the recorded channel that shows the imitated name, where there is one."""
    platform = case.knowledge.platforms[name.slug]
    channel = next((channel for channel in platform.channels if channel.id == name.evidence), None)
    return (case.view(name.slug, channel),) if channel is not None else ()


def when_claimed(case: Case, name: ProtectedName) -> Status:
    """Returns the status of a likeness that has no innocent reading once it is offered as the platform's own."""
    return Status.IMPERSONATION if name.slug == case.claims else Status.SUSPICIOUS
