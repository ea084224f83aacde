"""A scan as one self-contained page: nothing is loaded, nothing runs, no contact of a text can be clicked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

import msgspec

from scamguard.model.document import Unreadable
from scamguard.model.report import ALARMS, Report
from scamguard.model.verdict import Sentence, Status, Verdict
from scamguard.render.html_cards import shown, to_badge, to_cards
from scamguard.render.html_style import STYLE
from scamguard.render.html_text import SIGNS, Numbered, to_marked
from scamguard.render.places import places_of
from scamguard.render.scan_words import offsets_of, to_status
from scamguard.render.tally import Tally

#: How many findings a page shows, alarms first, and how many names of files a list has; JSON has them all.
MAX_FINDINGS: Final = 2_000
MAX_NAMES: Final = 500

_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)
#: The last place among texts: nothing but official channels in it, or nothing at all.
_CLEAN: Final = 2
_QUIET: Final = ' class="quiet"'
_TITLE: Final = Sentence("scamguard: what was found", "scamguard：检查结果")
_HEADING: Final = Sentence("What was found", "检查结果")
_STDIN: Final = Sentence("Text from standard input", "来自标准输入的文本")
_TEXT: Final = Sentence("The text, with its findings marked", "标出各处发现的原文")
_LIST: Final = Sentence("Findings", "各处发现")
_TEXTS: Final = Sentence("Texts", "文本")
_ALARMS: Final = Sentence("alarms: {count}", "警报 {count} 处")
_DATE: Final = Sentence("As of {date}; knowledge of {knowledge}.", "截至 {date}；数据日期 {knowledge}。")
_NOTHING: Final = Sentence("Texts in which nothing was found: {count}", "未发现任何内容的文本：{count} 份")
_UNREAD: Final = Sentence("Not read: {count}", "未能读取：{count}")
_MORE: Final = Sentence("… and {count} more", "……另有 {count} 项")
_NOT_SHOWN: Final = Sentence(
    "Findings that are not shown on this page: {count}. The formats json and jsonl have them all.",
    "未在本页显示的发现：{count} 处。json 和 jsonl 格式包含全部内容。",
)
_FOOT: Final = Sentence(
    "“Official” says whose a contact is, not who wrote the text: senders and caller IDs are forged. "
    "“Not verified” does not mean safe. The contacts in the texts cannot be clicked, on purpose; "
    "this page loads nothing.",
    "“官方”只说明联系方式属于谁，不能证明是谁写的：发件人和来电显示都可以伪造。“无法核实”不等于安全。"
    "文中的联系方式特意不可点击；本页不加载任何外部内容。",
)


def to_html(
    reports: Sequence[Report],
    unreadable: Sequence[Unreadable] = (),
    *,
    lang: str,
    names: dict[str, Sentence],
) -> Iterator[str]:
    """Yields the page in parts.

    Args:
        reports: what was found, one a text.
        unreadable: what could not be read.
        lang: "en" or "zh".
        names: slug -> the platform's name as people read it.
    """
    sections = _sections(sorted(reports, key=_urgency))
    unread = [f"{found.file}: {found.problem}" for found in unreadable]
    empty = [_name_of(report, lang) for report in reports if not report.findings and report.file]
    yield from _head(lang)
    yield from _top(reports, sections, (len(unread), len(empty)), lang)
    yield "<main>\n"
    for section in sections:
        if not section.is_clean:
            yield from _section(section, lang, names)
    yield from _names_list("unread", _UNREAD, unread, lang)
    for section in sections:
        if section.is_clean:
            yield from _section(section, lang, names)
    yield from _names_list("empty", _NOTHING, empty, lang)
    yield f'</main>\n<footer class="dim"><p>{_FOOT.in_language(lang)}</p></footer>\n</body>\n</html>\n'


class _Section(msgspec.Struct, frozen=True):
    """One text of the page, with those of its findings that are shown."""

    number: int
    report: Report
    findings: tuple[Numbered, ...]

    @property
    def is_clean(self) -> bool:
        """Everything that was found in the text is official, and nothing speaks against it."""
        return _urgency(self.report) == _CLEAN


def _urgency(report: Report) -> int:
    """Returns the place of a text among the others: alarms, then what nobody vouches for, then what is clean."""
    if report.alarms:
        return 0
    return _CLEAN if all(_is_clean(found.verdict) for found in report.findings) else 1


def _is_clean(verdict: Verdict) -> bool:
    """Answers whether a contact is official and nothing speaks against it, as a failed check of the sender does."""
    return verdict.status is Status.OFFICIAL and not any(reason.status in ALARMS for reason in verdict.reasons)


def _sections(reports: Sequence[Report]) -> list[_Section]:
    """Returns the texts with findings, numbered through; where there are too many, alarms stay before the others."""
    room = MAX_FINDINGS - sum(len(report.alarms) for report in reports)
    sections: list[_Section] = []
    number = 0
    for report in reports:
        kept: list[Numbered] = []
        for finding in report.findings:
            room -= not finding.is_alarm
            if number < MAX_FINDINGS and (finding.is_alarm or room >= 0):
                number += 1
                kept.append(Numbered(number, finding))
        if kept:
            sections.append(_Section(len(sections) + 1, report, tuple(kept)))
    return sections


def _head(lang: str) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
    # phones make links of what looks like a number or an address
    yield '<meta name="format-detection" content="telephone=no, email=no, address=no, date=no, url=no">\n'
    yield f"<title>{_TITLE.in_language(lang)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"


def _top(reports: Sequence[Report], sections: Sequence[_Section], others: tuple[int, int], lang: str) -> Iterator[str]:
    """Yields the counts and the list of texts; `others` is how many were not read, and how many had nothing."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    tally.unreadable = others[0]
    yield f"<header>\n<h1>{_HEADING.in_language(lang)}</h1>\n"
    yield f"<p>{escape(('' if lang == 'zh' else ' ').join(tally.to_sentences(lang)))}</p>\n"
    counted = [(status, tally.statuses[status]) for status in SIGNS if tally.statuses[status]]
    if counted:
        badges = "".join(f"<li>{to_badge(s, f'{to_status(s, lang)} {count}')}</li>" for s, count in counted)
        yield f'<ul class="counts">{badges}</ul>\n'
    hidden = sum(tally.kinds.values()) - sum(len(section.findings) for section in sections)
    if hidden:
        yield f"<p>{_NOT_SHOWN.in_language(lang).format(count=hidden)}</p>\n"
    yield from _dates(sections, lang)
    if len(sections) > 1:
        yield from _contents(sections, others, lang)
    yield "</header>\n"


def _dates(sections: Sequence[_Section], lang: str) -> Iterator[str]:
    if sections:
        verdict = sections[0].findings[0].finding.verdict
        said = _DATE.in_language(lang).format(date=verdict.as_of, knowledge=verdict.knowledge.date)
        yield f'<p class="dim">{escape(said)}</p>\n'


def _contents(sections: Sequence[_Section], others: tuple[int, int], lang: str) -> Iterator[str]:
    """Yields the list of texts in the order of the page: the worst first, and the clean ones last and quieter."""
    unread, empty = others
    listed = sections[:MAX_NAMES]
    yield f'<nav aria-label="{_TEXTS.in_language(lang)}"><ul>\n'
    yield from (_content(section, lang) for section in listed if not section.is_clean)
    if unread:
        yield f'<li><a href="#unread">{_UNREAD.in_language(lang).format(count=unread)}</a></li>\n'
    yield from (_content(section, lang) for section in listed if section.is_clean)
    if len(sections) > MAX_NAMES:
        yield f"<li>{_MORE.in_language(lang).format(count=len(sections) - MAX_NAMES)}</li>\n"
    if empty:
        yield f'<li class="quiet"><a href="#empty">{_NOTHING.in_language(lang).format(count=empty)}</a></li>\n'
    yield "</ul></nav>\n"


def _content(section: _Section, lang: str) -> str:
    report = section.report
    link = f'<a href="#d{section.number}"><bdi>{shown(_name_of(report, lang))}</bdi></a>'
    if alarms := len(report.alarms):
        count = _ALARMS.in_language(lang).format(count=alarms)
        return f'<li class="alarming">{link} <span class="dim">{count}</span></li>\n'
    return f"<li{_QUIET if section.is_clean else ''}>{link}</li>\n"


def _section(section: _Section, lang: str, names: dict[str, Sentence]) -> Iterator[str]:
    report = section.report
    kind = "document quiet" if section.is_clean else "document"
    yield f'<section class="{kind}" id="d{section.number}">\n<h2><bdi>{shown(_name_of(report, lang))}</bdi></h2>\n'
    for note in report.notes:
        yield f'<p class="dim">{shown(note.in_language(lang))}</p>\n'
    yield f'<div class="columns">\n<div class="text" role="region" tabindex="0" aria-label="{_TEXT.in_language(lang)}">'
    yield from to_marked(report.text, section.findings, lang)
    yield f'</div>\n<ol class="cards" aria-label="{_LIST.in_language(lang)}">\n'
    places = places_of(report.text, offsets_of(numbered.finding for numbered in section.findings))
    yield from to_cards(section.findings, places, lang, names)
    yield "</ol>\n</div>\n</section>\n"


def _names_list(anchor: str, heading: Sentence, names: Sequence[str], lang: str) -> Iterator[str]:
    if not names:
        return
    kind = _QUIET if anchor == "empty" else ""
    summary = heading.in_language(lang).format(count=len(names))
    yield f'<details{kind} id="{anchor}"><summary>{summary}</summary><ul>\n'
    yield from (f"<li><bdi>{shown(name)}</bdi></li>\n" for name in names[:MAX_NAMES])
    if len(names) > MAX_NAMES:
        yield f"<li>{_MORE.in_language(lang).format(count=len(names) - MAX_NAMES)}</li>\n"
    yield "</ul></details>\n"


def _name_of(report: Report, lang: str) -> str:
    return report.file if report.file is not None else _STDIN.in_language(lang)
