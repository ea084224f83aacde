"""A verdict as a person reads it: the answer first, then why, where it is documented, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from scamguard.knowledge.channels import AUDIENCE_LABELS
from scamguard.model.verdict import FactView, Reason, Sentence, Status, Suggestion, Tier, Verdict, to_spaced
from scamguard.rules import CODES

#: How many sources of one fact, reasons, and platforms of `if_claimed` are printed; JSON has them all.
MAX_SOURCES: Final = 2
MAX_REASONS: Final = 3
MAX_IF_CLAIMED: Final = 6
#: Reasons that are shown wherever they stand among the others: what is observed of the message itself.
_ALWAYS_SHOWN: Final = frozenset({"authentication-failed"})


class Line(msgspec.Struct, frozen=True):
    """One line of output with the role that its style follows."""

    style: str
    text: str


ANSWERS: Final = {
    Status.OFFICIAL: Sentence("YES. {contact} belongs to {whom}.", "是的。{contact} 属于{whom}。"),
    Status.RETIRED: Sentence(
        "NO LONGER. {whom} does not use {contact} any more.", "已停用。{whom}已不再使用 {contact}。"
    ),
    Status.IMPERSONATION: Sentence("NO. {contact} does not belong to {whom}.", "不是。{contact} 不属于{whom}。"),
    Status.SUSPICIOUS: Sentence(
        "BE CAREFUL. {contact} looks like an imitation of {whom}.", "小心。{contact} 疑似冒充{whom}。"
    ),
    Status.UNVERIFIED: Sentence(
        "NOT VERIFIED. We could not confirm that {contact} is {whom}'s.", "无法核实。不能确认 {contact} 属于{whom}。"
    ),
    Status.INVALID: Sentence("NOT A CONTACT. {contact}", "读不出联系方式。{contact}"),
}
WITHOUT_CLAIM: Final = {
    Status.SUSPICIOUS: Sentence("BE CAREFUL. {contact} has signs of a trick.", "小心。{contact} 有可疑迹象。"),
    Status.UNVERIFIED: Sentence(
        "NOT VERIFIED. Nothing is on record about {contact}.", "无法核实。没有关于 {contact} 的记录。"
    ),
}
LABELS: Final = {
    "why": Sentence("Why", "原因"),
    "now": Sentence("Do now", "现在该做"),
    "use": Sentence("Use instead", "请改用"),
    "if": Sentence("If somebody says it is", "如果有人说它属于"),
    "quality": Sentence("How well this is known", "可信程度"),
    "as_of": Sentence("Knowledge of", "数据日期"),
}
#: How well something is known, in words.
QUALITIES: Final = {
    "confirmed": Sentence("confirmed by the platform itself or by a regulator", "平台自己或监管机构确认"),
    "documented": Sentence(
        "documented by an open list, by two publishers, or below a confirmed domain",
        "有公开名单、两个独立来源，或位于已确认的域名之下",
    ),
    "claimed": Sentence("so far one third-party page says so", "目前只有一个第三方页面这样说"),
    "heuristic": Sentence("a judgement from the writing, not a documented fact", "根据写法判断，不是有据可查的事实"),
}
#: The same, where nothing but the user's own overlays and lists say it.
OWN: Final = Sentence("your own records say so", "您自己的记录这样说")
STATUS_WORDS: Final = {
    Status.OFFICIAL: Sentence("yes, official", "是官方的"),
    Status.RETIRED: Sentence("no longer", "已停用"),
    Status.IMPERSONATION: Sentence("no, it is not", "不是，是假的"),
    Status.SUSPICIOUS: Sentence("be careful", "小心"),
    Status.UNVERIFIED: Sentence("not verified", "无法核实"),
    Status.INVALID: Sentence("not a contact", "不是联系方式"),
}


def to_lines(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> Iterator[Line]:
    """Yields the lines of one verdict, without a character that a terminal would act on.

    Args:
        verdict: what was judged.
        lang: "en" or "zh".
        names: slug -> the platform's name as people read it.
    """
    yield Line(verdict.status, _printable(to_answer(verdict, lang, names)))
    yield from to_explanation(verdict, lang, names)


def to_explanation(verdict: Verdict, lang: str, names: dict[str, Sentence], option: str = "--json") -> Iterator[Line]:
    """Yields the lines below the answer; `option` is what makes the command print all reasons."""
    for line in _lines(verdict, lang, names, option):
        yield Line(line.style, _printable(line.text))


def to_answer(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> str:
    """Returns the answer itself: the first line of a verdict. It may hold any character of the contact."""
    answer = _answer(verdict, lang, names)
    return to_spaced(answer) if lang == "zh" else answer


def _lines(verdict: Verdict, lang: str, names: dict[str, Sentence], option: str) -> Iterator[Line]:
    if verdict.status is not Status.INVALID:
        shown, rest = to_first_and_rest(verdict.reasons, MAX_REASONS)
        for reason in shown:
            yield from _reason_lines(reason, lang)
        if rest:
            more = _MORE.in_language(lang).format(count=len(rest), option=option)
            yield Line("dim", f"  {more}")
    if verdict.status not in (Status.INVALID, Status.UNVERIFIED):
        yield Line("dim", f"  {label_of('quality', lang)}{to_quality(verdict, lang)}")
    yield Line("now", f"  {label_of('now', lang)}{to_next_step(verdict, lang)}")
    yield from _instead_lines(verdict.instead, lang)
    yield from _if_claimed_lines(verdict, lang, names)


_MORE: Final = Sentence(
    "… more reasons: {count} ({option} has them all)", "……其他原因：{count} 条（{option} 可查看全部）"
)
MISUSED: Final = Sentence(
    "BE CAREFUL. {contact} does not fit how {whom} works.", "小心。{contact} 与{whom}的做法不符。"
)
DOUBTED: Final = Sentence(
    "BE CAREFUL. Do not trust {contact}: it does not fit what is known of {whom}.",
    "小心，不要轻信 {contact}：与{whom}的已知做法不符。",
)
NOT_ENOUGH: Final = Sentence(
    "NOT VERIFIED. What is on record about {contact} does not make it a channel of {whom}.",
    "无法核实。关于 {contact} 的记录不足以说明它是{whom}的渠道。",
)
FORGEABLE: Final = Sentence(
    "CAREFUL: {contact} belongs to {whom}, but that does not prove that {whom} contacted you.",
    "注意：{contact} 属于{whom}，但这不能证明真的是{whom}在联系您。",
)
_ON_DATE: Final = Sentence("ON {date}, YES. {contact} belonged to {whom}.", "{date} 时是的。{contact} 当时属于{whom}。")
_ENDED_SINCE: Final = Sentence(
    "It has ended since, on {until}: do not use it now.", "但它已于 {until} 停用，现在请勿使用。"
)
NOBODYS: Final = Sentence(
    "NOT VERIFIED. {contact} belongs to no platform on record.", "无法核实。{contact} 不属于记录中的任何平台。"
)
HIJACKED: Final = Sentence(
    "BE CAREFUL. {contact} belongs to {whom}, but is reported to be in other hands.",
    "小心，{contact} 属于{whom}，但据报已被他人控制。",
)
TRICKED: Final = Sentence("BE CAREFUL with {contact}.", "小心 {contact}。")


def label_of(name: str, lang: str) -> str:
    """Returns the label of a line with its colon."""
    return with_colon(LABELS[name].in_language(lang), lang)


def to_first_and_rest(reasons: Sequence[Reason], count: int) -> tuple[list[Reason], list[Reason]]:
    """Returns the reasons that are shown at once, those that are always shown among them, and the rest."""
    shown = [reason for at, reason in enumerate(reasons) if at < count or reason.code in _ALWAYS_SHOWN]
    return shown, [reason for at, reason in enumerate(reasons) if at >= count and reason.code not in _ALWAYS_SHOWN]


def to_quality(verdict: Verdict, lang: str) -> str:
    """Returns in words how well the deciding reason is known."""
    sources = [source for fact in verdict.reasons[0].facts for source in fact.sources]
    if sources and all(source.kind == "own" for source in sources):
        return OWN.in_language(lang)
    return QUALITIES[verdict.quality].in_language(lang)


def with_colon(text: str, lang: str) -> str:
    """Returns the text with the colon of the language behind it."""
    return text + ("：" if lang == "zh" else ": ")


def _answer(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> str:
    if verdict.status is Status.INVALID:
        return ANSWERS[verdict.status].in_language(lang).format(contact=verdict.reasons[0].in_language(lang))
    first = verdict.reasons[0].finding
    lead = first.platform if verdict.status in (Status.OFFICIAL, Status.RETIRED) or first.tier is Tier.EXACT else None
    slug = verdict.claims or verdict.imitates or lead
    raw = _shortened(verdict.contact.raw)
    if verdict.status is Status.SUSPICIOUS and first.tier is Tier.EXACT and slug is not None:
        return HIJACKED.in_language(lang).format(contact=raw, whom=names[slug].in_language(lang))
    if verdict.status is Status.SUSPICIOUS and verdict.reasons[0].finding.tier in (Tier.NOT_OFFICIAL, Tier.WEAK_SIGN):
        known = MISUSED if verdict.reasons[0].finding.tier is Tier.NOT_OFFICIAL else DOUBTED
        sentence = TRICKED if slug is None else known
        return sentence.in_language(lang).format(contact=raw, whom=slug and names[slug].in_language(lang))
    if slug is None and verdict.status is Status.UNVERIFIED and verdict.reasons[0].facts:
        owner = verdict.reasons[0].facts[0].platform
        if not owner:
            return NOBODYS.in_language(lang).format(contact=raw)
        whom = names[owner].in_language(lang)
        return NOT_ENOUGH.in_language(lang).format(contact=raw, whom=whom)
    if slug is None:
        return (
            WITHOUT_CLAIM.get(verdict.status, ANSWERS[verdict.status]).in_language(lang).format(contact=raw, whom="?")
        )
    forgeable = verdict.status is Status.OFFICIAL and any(r.code == "sender-not-proof" for r in verdict.reasons)
    sentence = FORGEABLE if forgeable else ANSWERS[verdict.status]
    if verdict.status is Status.OFFICIAL and (until := _end_of(verdict)) is not None:
        blank = "" if lang == "zh" else " "
        dated = f"{_ON_DATE.in_language(lang)}{blank}{_ENDED_SINCE.in_language(lang)}"
        return dated.format(contact=raw, whom=names[slug].in_language(lang), date=verdict.as_of, until=until)
    return sentence.in_language(lang).format(contact=raw, whom=names[slug].in_language(lang))


def _end_of(verdict: Verdict) -> str | None:
    """Returns when a channel that was official on the day asked about has ended since; None where it has not."""
    until = (verdict.reasons[0].finding.params or {}).get("until")
    return until if isinstance(until, str) else None


def _shortened(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= 120 else text[:117] + "…"


def _reason_lines(reason: Reason, lang: str) -> Iterator[Line]:
    yield Line("why", f"  {label_of('why', lang)}{reason.in_language(lang)}  [{reason.code}]")
    for fact in reason.facts:
        yield from _evidence_lines(fact)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _evidence_lines(fact: FactView) -> Iterator[Line]:
    if fact.quote:
        yield Line("dim", f"       “{fact.quote}”")
    for source in fact.sources[:MAX_SOURCES]:
        url = f"  {source.url}" if source.url else ""
        yield Line("dim", f"       — {source.publisher}, {source.date}: {source.title}{url}")


DIAL: Final = Sentence("Dial it yourself. If they called you, hang up first.", "请自己拨打。如果是对方打来的，先挂断。")


def to_next_step(verdict: Verdict, lang: str) -> str:
    """Returns what to do now."""
    if verdict.status is Status.OFFICIAL:
        if _end_of(verdict) is not None:
            return CODES["retired-channel"].explanation.action.in_language(lang)
        for reason in verdict.reasons:
            if reason.code == "sender-not-proof":
                return _step(reason, lang)
        if verdict.contact.kind == "phone":
            return DIAL.in_language(lang)
    return verdict.reasons[0].finding.code.explanation.action.in_language(lang)


def _step(reason: Reason, lang: str) -> str:
    """Returns the step that a finding itself names."""
    step = (reason.finding.params or {}).get("step", "")
    return step if isinstance(step, str) else step.in_language(lang)


def to_scope(suggestion: Suggestion, lang: str) -> str:
    """Returns for whom and where a channel is, in words; nothing where it is for everybody everywhere."""
    audience = (AUDIENCE_LABELS[name].in_language(lang) for name in suggestion.audience)
    return ", ".join((*audience, *suggestion.regions))


def _instead_lines(suggestions: tuple[Suggestion, ...], lang: str) -> Iterator[Line]:
    if suggestions:
        yield Line("use", f"  {label_of('use', lang).rstrip()}")
    for suggestion in suggestions:
        scope = to_scope(suggestion, lang)
        label = suggestion.label.in_language(lang)
        yield Line("use", f"    • {suggestion.value}  {label}" + (f" ({scope})" if scope else ""))


def _if_claimed_lines(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> Iterator[Line]:
    for text in to_if_claimed(verdict, lang, names):
        yield Line("dim", f"  {text}")


def to_if_claimed(verdict: Verdict, lang: str, names: dict[str, Sentence]) -> Iterator[str]:
    """Yields what the answer would be for the platforms that it depends on, a sentence each."""
    shown = [(slug, status) for slug, status in verdict.if_claimed.items() if status is not verdict.status]
    for slug, status in shown[:MAX_IF_CLAIMED]:
        word = STATUS_WORDS[status].in_language(lang)
        whom = f"{LABELS['if'].in_language(lang)} {names[slug].in_language(lang)}"
        yield f"{with_colon(whom, lang)}{word}"
