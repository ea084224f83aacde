"""A user's own list says of the contact what the record refutes: the record goes, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from scamguard.knowledge.user_lists import Listed
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "list-contradicted",
    Sentence(
        "Your list “{list}” says otherwise of {found}: {what}. The record goes before a list.",
        "您的名单“{list}”对 {found} 的说法不同：{what}。以记录为准。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "A list allows what the record refutes, or refuses what is on record as a platform's own.",
            "名单允许了记录所否定的联系方式，或拒绝了记录在案的官方渠道。",
        ),
        Sentence(
            "A list of a million lines is read by nobody; one wrong line must not turn a fake into a channel, or the other way round.",
            "上百万行的名单没有人逐行核对；一行错误不应让假的变成真的，或让真的变成假的。",
        ),
        "scamguard explain list-contradicted",
        Sentence(
            "Have the line looked at. If the record is wrong, say so in an overlay (docs/overlays.md).",
            "请核对名单中的这一行。如果是记录有误，请用 overlay 更正（docs/overlays.md）。",
        ),
    ),
)


def added(case: Case, found: list[Finding], rows: Sequence[Listed]) -> list[Finding]:
    """Returns what was found, with a note for each row that the record speaks against."""
    return [*found, *(_note(case, row) for row in rows)]


def _note(case: Case, row: Listed) -> Finding:
    params: dict[str, str | Sentence] = {"list": row.head.name, "what": _what(case, row)}
    return Finding(CODE, Tier.NOTE, Status.UNVERIFIED, (row.view,), row.shown, case.claims, params, "documented")


def _what(case: Case, row: Listed) -> Sentence:
    """Returns what the list says, in words."""
    slug = row.row.platform
    if slug not in case.knowledge.platforms:
        return (
            Sentence("it is genuine", "它是真实的") if row.sense == "allow" else Sentence("it is refused", "应予拒绝")
        )
    name = case.name(slug)
    if row.sense == "allow":
        return Sentence(f"it is {name.en}'s", f"它属于{name.zh}")
    return Sentence(f"it is falsely offered as {name.en}'s", f"它是冒用{name.zh}名义的")
