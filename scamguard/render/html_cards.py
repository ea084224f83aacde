"""What is said about each finding, as HTML: the answer, why, with sources, what to do now, what to use instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from scamguard.model.report import ScanFinding
from scamguard.model.verdict import FactView, Reason, Sentence, SourceView, Status, Verdict
from scamguard.render.html_text import SIGNS, Numbered
from scamguard.render.places import Place
from scamguard.render.plain import label_of, to_first_and_rest, to_if_claimed, to_next_step, to_quality, to_scope
from scamguard.render.scan_words import (
    to_finding_answer,
    to_kind,
    to_repeated,
    to_said,
    to_sameness,
    to_status,
    to_warned,
)
from scamguard.render.visible import to_visible

#: How many sources of one fact are shown, and how many reasons without being asked for; JSON has them all.
MAX_SOURCES: Final = 4
MAX_OPEN_REASONS: Final = 2
SAME: Final = Sentence("The same as {link}.", "与 {link} 相同。")
_BACK: Final = Sentence("in the text: line {line}, column {column}", "原文：第 {line} 行第 {column} 列")
_WHY: Final = Sentence("Why", "原因")
MORE: Final = Sentence("More reasons: {count}", "其他原因：{count} 条")
_USE: Final = Sentence("Use instead", "请改用")


def to_cards(
    findings: Sequence[Numbered], places: dict[int, Place], lang: str, names: dict[str, Sentence]
) -> Iterator[str]:
    """Yields one list item a finding; what is said twice in one text is said once and referred to."""
    told: dict[tuple[object, ...], int] = {}
    for numbered in findings:
        first = told.setdefault(to_sameness(numbered.finding), numbered.number)
        yield from _card(numbered, places, lang, names, first if first != numbered.number else None)


def to_badge(status: Status, text: str) -> str:
    """Returns a status as a sign, a word and a colour."""
    return f'<span class="badge {status}">{SIGNS[status]} {shown(text)}</span>'


def shown(text: str) -> str:
    """Returns a text of others on one line, escaped."""
    return escape(to_visible(text))


def _card(
    numbered: Numbered, places: dict[int, Place], lang: str, names: dict[str, Sentence], first: int | None
) -> Iterator[str]:
    finding, number = numbered.finding, numbered.number
    status = finding.verdict.status
    is_open = " open" if finding.is_alarm and first is None else ""
    yield f'<li><details class="card {status}" id="f{number}"{is_open}><summary>{number}. '
    yield to_badge(status, to_status(status, lang))
    yield f" <bdi>{shown(to_repeated(finding.surface))}</bdi>"
    yield f' <span class="dim">{to_kind(finding, lang)}</span></summary>'
    yield f'<p class="answer" dir="auto">{shown(to_finding_answer(finding, lang, names))}</p>'
    place = places[finding.start]
    back = _BACK.in_language(lang).format(line=place.line, column=place.column)
    yield f'<p class="dim"><a href="#t{number}">{back}</a></p>'
    warned = to_warned(finding, lang)
    if warned is not None:
        yield f"<p>{warned}</p>"
    if first is None:
        yield from _explanation(finding, places, lang, names)
    else:
        link = f'<a href="#f{first}">{first}</a>'
        yield f"<p>{SAME.in_language(lang).format(link=link)}</p>"
    yield "</details></li>\n"


def _explanation(
    finding: ScanFinding, places: dict[int, Place], lang: str, names: dict[str, Sentence]
) -> Iterator[str]:
    verdict = finding.verdict
    at = finding.claim.start if finding.claim is not None else None
    said = to_said(finding, places.get(at) if at is not None else None, lang, names)
    if said is not None:
        yield f'<p class="dim" dir="auto">{shown(said)}</p>'
    yield f'<p class="now"><strong>{label_of("now", lang)}</strong>{shown(to_next_step(verdict, lang))}</p>'
    yield from _instead(verdict, lang)
    if verdict.status is not Status.INVALID:
        yield from _reasons(verdict, lang)
    if verdict.status not in (Status.INVALID, Status.UNVERIFIED):
        yield f'<p class="dim">{label_of("quality", lang)}{to_quality(verdict, lang)}</p>'
    yield from (f'<p class="dim">{shown(text)}</p>' for text in to_if_claimed(verdict, lang, names))


def _reasons(verdict: Verdict, lang: str) -> Iterator[str]:
    first, rest = to_first_and_rest(verdict.reasons, MAX_OPEN_REASONS)
    yield f"<h3>{_WHY.in_language(lang)}</h3><ul>"
    yield from (part for reason in first for part in _reason(reason, lang))
    yield "</ul>"
    if rest:
        yield f"<details><summary>{MORE.in_language(lang).format(count=len(rest))}</summary><ul>"
        yield from (part for reason in rest for part in _reason(reason, lang))
        yield "</ul></details>"


def _reason(reason: Reason, lang: str) -> Iterator[str]:
    yield f'<li><span dir="auto">{shown(reason.in_language(lang))}</span> <code>{shown(reason.code)}</code>'
    for fact in reason.facts:
        yield from _evidence(fact)
    yield "</li>"


def _evidence(fact: FactView) -> Iterator[str]:
    if fact.quote:
        yield f'<blockquote dir="auto">“{shown(fact.quote)}”</blockquote>'
    for source in fact.sources[:MAX_SOURCES]:
        yield f'<p class="dim">— {shown(source.publisher)}, {shown(source.date)}: {_source_title(source)}</p>'


def _source_title(source: SourceView) -> str:
    """Returns the title of a source; a link and its host where our own data gives an address of the web.

    The whole address is printed on paper only: on a screen it is behind the link.
    """
    title = f"<bdi>{shown(source.title)}</bdi>"
    if source.url is None or not source.url.startswith(("https://", "http://")):
        return title
    link = f'<a class="source" href="{shown(source.url)}" rel="noreferrer noopener nofollow">{title}</a>'
    host = _host_of(source.url)
    return f'{link} <span class="host">{shown(host)}</span>' if host else link


def _host_of(url: str) -> str:
    """Returns the host of an address; nothing where it has none that can be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _instead(verdict: Verdict, lang: str) -> Iterator[str]:
    if not verdict.instead:
        return
    yield f"<h3>{_USE.in_language(lang)}</h3><ul>"
    for suggestion in verdict.instead:
        scope = to_scope(suggestion, lang)
        bracketed = f' <span class="dim">({shown(scope)})</span>' if scope else ""
        label = shown(suggestion.label.in_language(lang))
        yield f"<li><bdi><strong>{shown(suggestion.value)}</strong></bdi> {label}{bracketed}</li>"
    yield "</ul>"
