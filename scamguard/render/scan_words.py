"""What a scan says in words: the answer to a finding, where it is said whose a contact is, and how much was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.model.report import ClaimPlace, FindingKind, ScanFinding
from scamguard.model.verdict import Sentence, Status, to_spaced
from scamguard.render.places import Place
from scamguard.render.plain import to_answer
from scamguard.render.visible import to_visible

#: Longest passage that an answer repeats, in characters.
MAX_REPEATED: Final = 80

CLAIMS: Final = {
    Status.OFFICIAL: Sentence("YES. {whom} has this: “{found}”.", "是的。{whom}有：“{found}”。"),
    Status.RETIRED: Sentence(
        "NO LONGER. {whom} does not have this any more: “{found}”.", "已停用。{whom}已不再有：“{found}”。"
    ),
    Status.IMPERSONATION: Sentence(
        "NO. This is no channel of {whom}: “{found}”.", "不是。{whom}没有这样的渠道：“{found}”。"
    ),
    Status.SUSPICIOUS: Sentence(
        "BE CAREFUL. This does not fit how {whom} works: “{found}”.", "小心。与{whom}的做法不符：“{found}”。"
    ),
    Status.UNVERIFIED: Sentence(
        "NOT VERIFIED. We could not confirm that {whom} has this: “{found}”.", "无法核实。不能确认{whom}有：“{found}”。"
    ),
}
DEMANDS: Final = {
    Status.OFFICIAL: Sentence("YES. {whom} does ask for this: “{found}”.", "是的。{whom}会这样要求：“{found}”。"),
    Status.RETIRED: Sentence(
        "NO LONGER. {whom} does not ask for this any more: “{found}”.", "已停止。{whom}已不再这样要求：“{found}”。"
    ),
    Status.IMPERSONATION: Sentence(
        "NO. {whom} does not ask for this: “{found}”.", "不要照做。{whom}不会这样要求：“{found}”。"
    ),
    Status.SUSPICIOUS: Sentence("BE CAREFUL. Fraudsters ask for this: “{found}”.", "小心。骗子常这样要求：“{found}”。"),
    Status.UNVERIFIED: Sentence(
        "CHECK FIRST. Honest services ask for this, and so do fraudsters: “{found}”.",
        "先核实。正规机构会这样要求，骗子也会：“{found}”。",
    ),
}
SOMEBODY: Final = Sentence("the platform", "平台")
STATUSES: Final = {
    Status.OFFICIAL: Sentence("official", "官方"),
    Status.RETIRED: Sentence("retired", "已停用"),
    Status.IMPERSONATION: Sentence("impersonation", "假冒"),
    Status.SUSPICIOUS: Sentence("suspicious", "可疑"),
    Status.UNVERIFIED: Sentence("not verified", "无法核实"),
    Status.INVALID: Sentence("no contact", "不是联系方式"),
}
KINDS: Final = {
    "phone": Sentence("phone number", "电话号码"),
    "email": Sentence("mail address", "邮箱"),
    "url": Sentence("web address", "网址"),
    "account": Sentence("account", "账号"),
    "app": Sentence("app", "应用"),
    "portal": Sentence("described way in", "所称入口"),
    "ticket": Sentence("ticket number", "工单号"),
    "claim": Sentence("claim of a channel", "所称渠道"),
    "demand": Sentence("demand", "要求"),
}
ORIGINS: Final = {
    "text": Sentence("“{found}”, {place}", "“{found}”，{place}"),
    "title": Sentence("“{found}”, in the title", "标题中的“{found}”"),
    "sender": Sentence("“{found}”, the sender's name", "发件人名称“{found}”"),
    "topic": Sentence("what the text is about", "全文主题"),
}
ELSEWHERE: Final = Sentence("“{found}”", "“{found}”")
#: The same, where there are no words to repeat.
WORDLESS: Final = {
    "title": Sentence("the title", "标题"),
    "sender": Sentence("the sender's name", "发件人名称"),
    "topic": ORIGINS["topic"],
}
WARNED: Final = Sentence(
    "No alarm: the text itself denies it or warns of it.", "不算警报：原文自己否认它或提醒防范它。"
)
SAID: Final = Sentence("Said to belong to {whom}: {where}", "自称属于{whom}：{where}")
SAID_BARELY: Final = Sentence("Said to belong to {whom}", "自称属于{whom}")


def to_finding_answer(finding: ScanFinding, lang: str, names: dict[str, Sentence]) -> str:
    """Returns the answer to a finding in one sentence. It may hold any character of the text."""
    if finding.finding == "contact":
        return to_answer(finding.verdict, lang, names)
    verdict = finding.verdict
    slug = verdict.claims or verdict.imitates or verdict.reasons[0].finding.platform
    whom = names.get(slug or "", SOMEBODY)
    sentences = CLAIMS if finding.finding == "claim" else DEMANDS
    sentence = sentences.get(verdict.status, sentences[Status.UNVERIFIED]).in_language(lang)
    answer = sentence.format(whom=whom.in_language(lang), found=to_repeated(finding.surface))
    return to_spaced(answer) if lang == "zh" else answer


def to_repeated(surface: str) -> str:
    """Returns a passage as a sentence repeats it: on one line, and not too long."""
    text = " ".join(surface[: MAX_REPEATED * 2].split())
    is_cut = len(text) > MAX_REPEATED or len(surface) > MAX_REPEATED * 2
    return text[: MAX_REPEATED - 1] + "…" if is_cut else text


def to_said(finding: ScanFinding, place: Place | None, lang: str, names: dict[str, Sentence]) -> str | None:
    """Returns who the contact is said to belong to, and where; None where the text does not say it."""
    slug = finding.verdict.claims
    if finding.claim is None or finding.claim.origin == "option" or slug is None or slug not in names:
        return None
    where = _where(finding.claim, place, lang)
    whom = names[slug].in_language(lang)
    said = (SAID if where else SAID_BARELY).in_language(lang).format(whom=whom, where=where)
    return to_spaced(said) if lang == "zh" else said


def _where(claim: ClaimPlace, place: Place | None, lang: str) -> str:
    """Returns where it is said, with the words that say it; nothing where neither can be told."""
    if not claim.surface.strip():
        return WORDLESS[claim.origin].in_language(lang) if claim.origin in WORDLESS else ""
    is_placed = claim.origin != "text" or place is not None
    sentence = ORIGINS.get(claim.origin, ELSEWHERE) if is_placed else ELSEWHERE
    return sentence.in_language(lang).format(found=to_repeated(claim.surface), place=place)


def to_warned(finding: ScanFinding, lang: str) -> str | None:
    """Returns that the text itself warns of what was found; None where it does not."""
    return WARNED.in_language(lang) if finding.is_warned_of else None


def to_status(status: Status, lang: str) -> str:
    """Returns a status as a short word."""
    return STATUSES[status].in_language(lang)


def to_kind(finding: ScanFinding, lang: str) -> str:
    """Returns what was found, as a noun."""
    kind: FindingKind | str | None = finding.finding if finding.finding != "contact" else finding.verdict.contact.kind
    return KINDS[kind].in_language(lang) if kind in KINDS else to_status(Status.INVALID, lang)


def offsets_of(findings: Iterable[ScanFinding]) -> Iterator[int]:
    """Yields the places that are told of findings: their own, and where it is said whose they are."""
    for finding in findings:
        yield finding.start
        if finding.claim is not None and finding.claim.start is not None:
            yield finding.claim.start


def to_sameness(finding: ScanFinding) -> tuple[object, ...]:
    """Returns what two findings of one text share when the same is said about both."""
    verdict = finding.verdict
    return (
        finding.finding,
        verdict.contact.canonical or to_visible(finding.surface),
        verdict.claims,
        verdict.status,
        tuple(reason.code for reason in verdict.reasons),
        finding.is_warned_of,
    )
