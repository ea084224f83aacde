"""The contact stands on the user's own allowlist, as genuine and of nobody on record."""

from __future__ import annotations

from collections.abc import Sequence

from scamguard.knowledge.user_lists import Listed
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "listed-as-known",
    Sentence(
        "{found} is on the allowlist “{list}”{said}: known there as genuine. That makes it no channel of a platform.",
        "{found} 在允许名单“{list}”上{said}：名单认可它是真实的，但这不说明它属于某个平台。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "Your organisation, or whoever made the list, knows this contact, or the domain that it stands below.",
            "您的机构（或名单的制作者）认识这个联系方式，或它所在的域名。",
        ),
        Sentence(
            "A likeness to a platform's name is then no alarm. Nothing becomes official by it.",
            "因此名称与某平台相似不再视为警报，但它也不会因此成为官方渠道。",
        ),
        "scamguard explain listed-as-known",
        Sentence(
            "Use it for what you know it for. For a platform, use the platform's own channels.",
            "只用于您所了解的用途；与平台有关的事，请使用平台自己的渠道。",
        ),
    ),
)


def added(case: Case, found: list[Finding], rows: Sequence[Listed]) -> list[Finding]:
    """Returns what was found, with a finding for each row of an allowlist, and without the likenesses it accounts for.

    A likeness without innocent reading stays: no list makes a name in look-alike letters genuine.
    """
    if not rows:
        return found
    kept = [f for f in found if not _is_accounted_for(f) and (f.facts or f.tier is not Tier.NOTHING)]
    return [*(_finding(case, row) for row in rows), *kept]


def _is_accounted_for(finding: Finding) -> bool:
    """Answers whether a finding is a likeness of the name alone, which whoever made the list has seen through."""
    name = finding.code.name
    is_likeness = name.startswith("lookalike-") or name == "name-on-foreign-host"
    return is_likeness and finding.status is Status.SUSPICIOUS


def _finding(case: Case, row: Listed) -> Finding:
    said = row.row.label
    params: dict[str, str | Sentence] = {
        "list": row.head.name,
        "said": Sentence(f" ({said})", f"（{said}）") if said else "",
    }
    return Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (row.view,), row.shown, case.claims, params, "documented")
