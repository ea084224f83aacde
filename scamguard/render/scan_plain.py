"""A scan as a person reads it at a terminal: where, the passage underlined, the answer, why, what to do now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.model.report import Report, ScanFinding
from scamguard.model.verdict import Sentence, Suggestion
from scamguard.render.excerpt import DEFAULT_COLUMNS, to_excerpt
from scamguard.render.places import Place, places_of
from scamguard.render.plain import Line, to_explanation
from scamguard.render.scan_words import offsets_of, to_finding_answer, to_said, to_sameness, to_warned
from scamguard.render.visible import to_visible

#: What makes the command print all reasons of a finding.
ALL_REASONS: Final = "--format json"
_STDIN: Final = Sentence("standard input", "标准输入")
_SAME: Final = Sentence("The same as at {place}.", "与 {place} 处相同。")
_ABOVE: Final = Sentence("Use instead: the channels listed above.", "请改用：上面列出的渠道。")
_NOTE: Final = Sentence("Note: {note}", "提示：{note}")


def to_lines(
    report: Report,
    lang: str,
    names: dict[str, Sentence],
    *,
    is_all: bool = False,
    columns: int = DEFAULT_COLUMNS,
) -> Iterator[Line]:
    """Yields the lines of what was found in one text, without a character that a terminal would act on.

    Args:
        report: what was found.
        lang: "en" or "zh".
        names: slug -> the platform's name as people read it.
        is_all: every finding, not the alarms alone.
        columns: how wide an excerpt of the text may be.
    """
    shown = report.findings if is_all else report.alarms
    name = to_visible(report.file) if report.file is not None else _STDIN.in_language(lang)
    places = places_of(report.text, offsets_of(shown))
    told: dict[tuple[object, ...], Place] = {}
    offered: set[tuple[Suggestion, ...]] = set()
    for finding in shown:
        place = places[finding.start]
        yield Line("title", f"{name}:{place}")
        yield from _excerpt_lines(report.text, finding, place, columns)
        first = told.setdefault(to_sameness(finding), place)
        lines = _verdict_lines(finding, places, lang, names, first if first is not place else None)
        yield from _without_repeats(lines, finding.verdict.instead, offered, lang)
    if shown or is_all:
        for note in report.notes:
            yield Line("dim", to_visible(_NOTE.in_language(lang).format(note=note.in_language(lang))))


def _excerpt_lines(text: str, finding: ScanFinding, place: Place, columns: int) -> Iterator[Line]:
    excerpt = to_excerpt(text, finding.start, finding.end, place, columns - 2)
    yield Line("plain", f"  {excerpt.line}")
    yield Line(finding.verdict.status, f"  {excerpt.marks}")


def _verdict_lines(
    finding: ScanFinding, places: dict[int, Place], lang: str, names: dict[str, Sentence], first: Place | None
) -> Iterator[Line]:
    answer = to_visible(to_finding_answer(finding, lang, names))
    yield Line(finding.verdict.status, f"  {answer}")
    if first is not None:
        yield Line("dim", f"    {_SAME.in_language(lang).format(place=first)}")
        return
    warned = to_warned(finding, lang)
    if warned is not None:
        yield Line("plain", f"    {warned}")
    said = to_said(finding, _claim_place(finding, places), lang, names)
    if said is not None:
        yield Line("dim", f"    {to_visible(said)}")
    for line in to_explanation(finding.verdict, lang, names, ALL_REASONS):
        yield Line(line.style, f"  {line.text}")


def _without_repeats(
    lines: Iterable[Line], instead: tuple[Suggestion, ...], offered: set[tuple[Suggestion, ...]], lang: str
) -> Iterator[Line]:
    """Yields the lines of a finding; channels to use that were listed above are not listed again."""
    is_repeated = instead in offered
    uses = 0
    for line in lines:
        uses += line.style == "use"
        if line.style != "use" or not is_repeated:
            yield line
        elif uses == 1:
            yield Line("use", f"    {_ABOVE.in_language(lang)}")
    if uses and instead:
        offered.add(instead)


def _claim_place(finding: ScanFinding, places: dict[int, Place]) -> Place | None:
    return places[finding.claim.start] if finding.claim is not None and finding.claim.start is not None else None
