"""How much was found, counted while texts are answered."""

from __future__ import annotations

from collections import Counter
from typing import Final

from scamguard.model.report import Report
from scamguard.model.verdict import Sentence, Status
from scamguard.render.scan_words import to_status

#: Alarms, the gravest first; then the rest.
_ALARMING: Final = (Status.IMPERSONATION, Status.SUSPICIOUS, Status.RETIRED)
_CALM: Final = (Status.OFFICIAL, Status.UNVERIFIED, Status.INVALID)
_NOUNS: Final = {
    "text": (Sentence("text", "份文本"), Sentence("texts", "份文本")),
    "contact": (Sentence("contact", "个联系方式"), Sentence("contacts", "个联系方式")),
    "claim": (Sentence("claim of a channel", "处所称渠道"), Sentence("claims of a channel", "处所称渠道")),
    "demand": (Sentence("demand", "处要求"), Sentence("demands", "处要求")),
}
_CHECKED: Final = Sentence("Checked: {parts}.", "已检查：{parts}。")
_ALARMS: Final = Sentence("Alarms: {count}{parts}.", "警报：{count}{parts}。")
_OTHERS: Final = Sentence("Others: {parts}.", "其余：{parts}。")
_WARNED: Final = Sentence("warned of by the text itself", "原文已提醒防范")
UNKNOWN: Final = Sentence("Not verified does not mean safe.", "无法核实不等于安全。")
_UNREAD: Final = Sentence("Not read: {count}.", "未能读取：{count}。")


class Tally:
    """Counts findings by kind and by status."""

    def __init__(self) -> None:
        self.texts = 0
        self.unreadable = 0
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[Status] = Counter()  # of what the text itself does not warn of
        self.warned_of = 0

    def add(self, report: Report) -> None:
        """Counts what one text holds."""
        self.texts += 1
        self.kinds.update(finding.finding for finding in report.findings)
        self.statuses.update(finding.verdict.status for finding in report.findings if not finding.is_warned_of)
        self.warned_of += sum(finding.is_warned_of for finding in report.findings)

    @property
    def alarms(self) -> int:
        """How many findings are retired, suspicious or an impersonation, and the text does not say so itself."""
        return sum(self.statuses[status] for status in _ALARMING)

    def to_sentences(self, lang: str) -> list[str]:
        """Returns what was counted, a sentence each."""
        comma = "、" if lang == "zh" else ", "
        shown = ["text", "contact", *(kind for kind in ("claim", "demand") if self.kinds[kind])]
        counts = {"text": self.texts, **self.kinds}
        checked = comma.join(_counted(kind, counts.get(kind, 0), lang) for kind in shown)
        said = [_CHECKED.in_language(lang).format(parts=checked), self._alarm_sentence(lang, comma)]
        others = self._by_status(_CALM, lang)
        if self.warned_of:
            others.append(f"{_WARNED.in_language(lang)} {self.warned_of}")
        if others:
            said.append(_OTHERS.in_language(lang).format(parts=comma.join(others)))
        if self.statuses[Status.UNVERIFIED]:
            said.append(UNKNOWN.in_language(lang))
        if self.unreadable:
            said.append(_UNREAD.in_language(lang).format(count=self.unreadable))
        return said

    def _alarm_sentence(self, lang: str, comma: str) -> str:
        parts = comma.join(self._by_status(_ALARMING, lang))
        shown = (f"（{parts}）" if lang == "zh" else f" ({parts})") if parts else ""
        return _ALARMS.in_language(lang).format(count=self.alarms, parts=shown)

    def _by_status(self, statuses: tuple[Status, ...], lang: str) -> list[str]:
        return [f"{to_status(s, lang)} {self.statuses[s]}" for s in statuses if self.statuses[s]]


def _counted(kind: str, count: int, lang: str) -> str:
    one, many = _NOUNS[kind]
    return f"{count} {(one if count == 1 else many).in_language(lang)}"
