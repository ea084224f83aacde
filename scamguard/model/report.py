"""What a scan returns: findings with their places in the text."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from scamguard.model.verdict import Sentence, Status, Verdict

FindingKind = Literal["contact", "claim", "demand"]

#: Statuses that make a scan's exit status 1.
ALARMS = (Status.RETIRED, Status.IMPERSONATION, Status.SUSPICIOUS)


#: Findings that one answer has; a text with more is an index of contacts rather than a message. Alarms come first.
MAX_FINDINGS: Final = 1000


class ClaimPlace(msgspec.Struct, frozen=True, gc=False):
    """Where it is said to whom a contact belongs.

    `origin` is "text", "title", "sender", "topic" or "option"; offsets are code points of the original text, and None
    where the words stand outside of it.
    """

    origin: str
    surface: str
    start: int | None = None
    end: int | None = None


class ScanFinding(msgspec.Struct, frozen=True, gc=False):
    """One thing found in a text, judged.

    Attributes:
        finding: a contact, a claim of a channel without a contact, or a demand.
        verdict: the judgement; its contact is a `Portal` for claims and `NoContact` for demands.
        start, end: the place in the decoded original text, in code points.
        surface: that passage, verbatim: `text[start:end]`.
        claim: where the platform is named that the verdict speaks about; None where nobody is claimed.
        is_warned_of: the text itself denies the contact or warns of it: whatever it is, nobody is misled.
    """

    finding: FindingKind
    verdict: Verdict
    start: int
    end: int
    surface: str
    claim: ClaimPlace | None = None
    is_warned_of: bool = False

    @property
    def is_alarm(self) -> bool:
        """The finding is retired, suspicious or an impersonation, and the text does not say so itself."""
        return self.verdict.status in ALARMS and not self.is_warned_of


class Report(msgspec.Struct, frozen=True):
    """What was found in one text.

    Attributes:
        findings: in the order of the text.
        text: the decoded original text that the offsets refer to.
        file: its file, with the place inside where it is an archive ("shop.zip!/page.html"); None for plain text.
        notes: what a person should know about the message as a whole (a sender can be forged …), in both languages.
    """

    findings: tuple[ScanFinding, ...]
    text: str
    file: str | None = None
    notes: tuple[Sentence, ...] = ()

    @property
    def alarms(self) -> tuple[ScanFinding, ...]:
        """The findings that are retired, suspicious or an impersonation."""
        return tuple(found for found in self.findings if found.is_alarm)


def most_telling(report: Report) -> Report:
    """Returns a report with at most `MAX_FINDINGS`, and a note where that is not all: alarms stay before others."""
    findings = report.findings
    if len(findings) <= MAX_FINDINGS:
        return report
    kept = sorted(range(len(findings)), key=lambda place: not findings[place].is_alarm)[:MAX_FINDINGS]
    more = len(findings) - MAX_FINDINGS
    note = Sentence(
        f"{more:,} more findings are left out here, alarms last; scan the text in parts to see them.",
        f"此处省略了另外 {more:,} 处发现（优先保留警报）；请将文本分段检查。",
    )
    return msgspec.structs.replace(
        report, findings=tuple(findings[place] for place in sorted(kept)), notes=(*report.notes, note)
    )
