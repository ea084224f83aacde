"""A text as HTML with its findings marked in place; of a long text only what stands around them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

import msgspec

from scamguard.model.report import ScanFinding
from scamguard.model.verdict import Sentence, Status
from scamguard.render.scan_words import to_kind, to_status
from scamguard.render.visible import to_visible_lines

#: Longest text that is shown whole, what is shown around a finding of a longer one, the longest passage that is marked,
#: and the most that is shown of one text; in characters.
MAX_WHOLE_CHARS: Final = 20_000
CONTEXT_CHARS: Final = 300
MAX_PASSAGE_CHARS: Final = 2_000
MAX_SHOWN_CHARS: Final = 200_000

#: Status -> the sign that stands beside its colour, the gravest status first.
SIGNS: Final = {
    Status.IMPERSONATION: "✕",
    Status.SUSPICIOUS: "!",
    Status.RETIRED: "⊘",
    Status.UNVERIFIED: "?",
    Status.OFFICIAL: "✓",
    Status.INVALID: "–",
}
_GRAVITY: Final = {status: gravity for gravity, status in enumerate(SIGNS)}
LEFT_OUT: Final = Sentence("{count} characters left out", "略去 {count} 个字符")
LINK: Final = Sentence("Finding {number}: {status}, {kind}", "第 {number} 处：{status}，{kind}")


class Numbered(msgspec.Struct, frozen=True):
    """A finding with its number on the page."""

    number: int
    finding: ScanFinding


def to_marked(text: str, findings: Sequence[Numbered], lang: str) -> Iterator[str]:
    """Yields the text as HTML: each finding begins with its number, which leads to what is said about it.

    Where findings overlap, a passage has the mark of the gravest one. Where there is no room for all, the numbers of
    the rest stand at the end.
    """
    at = 0
    findings = sorted(findings, key=lambda numbered: (numbered.finding.start, numbered.number))
    for start, end in _windows(text, findings):
        if start > at:
            yield _gap(start - at, lang)
        yield from _marked_window(text, start, end, findings, lang)
        at = end
    if at < len(text):
        yield _gap(len(text) - at, lang)
    yield from (_number(numbered, lang) for numbered in findings if numbered.finding.start >= at)


def _windows(text: str, findings: Sequence[Numbered]) -> Iterator[tuple[int, int]]:
    """Yields the parts of a text that are shown, in order and apart from each other."""
    if len(text) <= MAX_WHOLE_CHARS:
        yield 0, len(text)
        return
    shown = 0
    begin, end = 0, 0
    for numbered in findings:
        first = max(0, numbered.finding.start - CONTEXT_CHARS)
        last = min(len(text), _marked_end(numbered.finding) + CONTEXT_CHARS)
        if first > end:
            if end:
                yield begin, end
            shown += end - begin
            begin = first
        end = max(end, last)
        if shown + end - begin > MAX_SHOWN_CHARS:
            break
    if end:
        yield begin, end


def _marked_end(finding: ScanFinding) -> int:
    return min(finding.end, finding.start + MAX_PASSAGE_CHARS)


def _marked_window(text: str, start: int, end: int, findings: Sequence[Numbered], lang: str) -> Iterator[str]:
    inside = [numbered for numbered in findings if start <= numbered.finding.start < max(end, start + 1)]
    edges = {start, end}
    edges.update(edge for found in inside for edge in (found.finding.start, min(end, _marked_end(found.finding))))
    beginning = _by_start(inside)
    for first, last, owner in _owned(sorted(edges), inside):
        yield from (_number(numbered, lang) for numbered in beginning.get(first, ()))
        passage = escape(to_visible_lines(text[first:last]))
        yield passage if owner is None else f'<mark class="{owner.verdict.status}">{passage}</mark>'


def _by_start(findings: Iterable[Numbered]) -> dict[int, list[Numbered]]:
    found: dict[int, list[Numbered]] = {}
    for numbered in findings:
        found.setdefault(numbered.finding.start, []).append(numbered)
    return found


def _owned(edges: Sequence[int], findings: Sequence[Numbered]) -> Iterator[tuple[int, int, ScanFinding | None]]:
    """Yields the parts between edges with the gravest finding that covers each."""
    waiting = list(reversed(findings))
    open_: list[tuple[int, int, int, ScanFinding]] = []
    for first, last in pairwise(edges) if len(edges) > 1 else ((edges[0], edges[0]),):
        while waiting and waiting[-1].finding.start <= first:
            numbered = waiting.pop()
            found = numbered.finding
            heapq.heappush(open_, (_GRAVITY[found.verdict.status], _marked_end(found), numbered.number, found))
        while open_ and open_[0][1] <= first:
            heapq.heappop(open_)
        yield first, last, open_[0][3] if open_ else None


def _number(numbered: Numbered, lang: str) -> str:
    finding = numbered.finding
    status = finding.verdict.status
    label = LINK.in_language(lang).format(
        number=numbered.number, status=to_status(status, lang), kind=to_kind(finding, lang)
    )
    return (
        f'<a class="number {status}" id="t{numbered.number}" href="#f{numbered.number}" aria-label="{escape(label)}">'
        f"{SIGNS[status]}&nbsp;{numbered.number}</a>"
    )


def _gap(count: int, lang: str) -> str:
    return f'<span class="gap">⋯ {LEFT_OUT.in_language(lang).format(count=f"{count:,}")} ⋯</span>'
