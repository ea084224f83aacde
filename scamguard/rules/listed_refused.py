"""The contact stands on the user's own denylist, whoever is claimed."""

from __future__ import annotations

from collections.abc import Sequence

from scamguard.knowledge.user_lists import Listed
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "listed-refused",
    Sentence(
        "{found} is on the denylist “{list}”{said}.",
        "{found} 在拒绝名单“{list}”上{said}。",
    ),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "Your organisation, or whoever made the list, refuses this contact, or the domain that it stands below.",
            "您的机构（或名单的制作者）拒绝这个联系方式，或它所在的域名。",
        ),
        Sentence(
            "Where somebody is claimed, the list's word refutes it; the public record knows nothing of the contact.",
            "如果有人声称它属于某平台，名单即予以否定；公开记录中没有关于它的内容。",
        ),
        "scamguard explain listed-refused",
        Sentence(
            "Do not use it. Ask whoever keeps the list if you think that it is wrong.",
            "不要使用。如果认为名单有误，请询问名单的维护者。",
        ),
    ),
)


def added(case: Case, found: list[Finding], rows: Sequence[Listed]) -> list[Finding]:
    """Returns what was found, with a finding for each row of a denylist; that nothing is known is no answer then."""
    if not rows:
        return found
    return [*(_finding(case, row) for row in rows), *(f for f in found if f.facts or f.tier is not Tier.NOTHING)]


def _finding(case: Case, row: Listed) -> Finding:
    tier, status = Tier.WEAK_SIGN, Status.SUSPICIOUS
    if case.claims is not None:
        tier, status = Tier.NOT_OFFICIAL, Status.IMPERSONATION
    said = row.row.label
    params: dict[str, str | Sentence] = {
        "list": row.head.name,
        "said": Sentence(f" ({said})", f"（{said}）") if said else "",
    }
    return Finding(CODE, tier, status, (row.view,), row.shown, case.claims, params, "documented")
