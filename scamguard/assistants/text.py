"""The answers as text that a model reads: our words first, then a block of quoted data that nothing in it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.assistants.answers import ChannelAnswer, ChannelsOutput, CheckOutput, ScanOutput, StatementAnswer
from scamguard.assistants.quoting import Said, to_block
from scamguard.assistants.words import LABELS, ONLY_SENDS
from scamguard.model.answers import FindingAnswer, ReasonAnswer, SuggestionAnswer, VerdictAnswer
from scamguard.model.verdict import KnowledgeVersion, SourceView

#: Sources of one reason, and of one channel or fact, that are printed; the structured answer has more.
MAX_SOURCES: Final = 2
MAX_SOURCES_OF_RECORD: Final = 1


def to_check_text(output: CheckOutput, lang: str) -> str:
    """Returns a verdict as text."""
    verdict = output.quoted_verdict
    head = (
        ("status", output.status),
        ("means", output.means),
        ("do_now", output.do_now),
        ("reasons", "; ".join(f"{reason.code} - {reason.meaning}" for reason in output.reasons)),
        ("as_of", verdict.as_of),
        ("knowledge", _version(verdict.knowledge)),
        ("left_out", output.left_out),
        ("notice", output.notice),
    )
    return _text("check_contact", head, _verdict_lines(verdict, lang), lang)


def to_scan_text(output: ScanOutput, lang: str) -> str:
    """Returns what was found in a text, as text."""
    report = output.quoted_report
    head = (
        ("found", output.found),
        ("alarms", output.alarms),
        ("means", output.means),
        ("left_out", output.left_out),
        ("notice", output.notice),
    )
    lines = [line for finding in report.findings for line in _finding_lines(finding, lang)]
    lines += [Said(_label("note", lang), note) for note in report.notes]
    return _text("scan_text", head, lines, lang)


def to_channels_text(output: ChannelsOutput, lang: str) -> str:
    """Returns the channels of a platform as text."""
    head = (
        ("on_record", "true" if output.on_record else "false"),
        ("means", output.means),
        ("as_of", output.as_of),
        ("knowledge", _version(output.knowledge)),
        ("unconfirmed", output.unconfirmed),
        ("for_others", output.for_others),
        ("left_out", output.left_out),
        ("notice", output.notice),
    )
    return _text("official_channels", head, _record_lines(output, lang), lang)


def _text(tool: str, head: Iterable[tuple[str, object]], lines: Iterable[Said], lang: str) -> str:
    """Returns the head's lines that say something, and the block."""
    colon = "：" if lang == "zh" else ": "
    said = [f"{_label(name, lang)}{colon}{value}" for name, value in head if value not in (None, "", 0)]
    quoted = list(lines)
    return "\n".join((f"scamguard {tool}", *said, *(to_block(quoted, lang) if quoted else ())))


def _label(name: str, lang: str) -> str:
    return LABELS[name].in_language(lang) if name in LABELS else name


def _version(knowledge: KnowledgeVersion) -> str:
    return f"{knowledge.version}, {knowledge.date}"


def _verdict_lines(verdict: VerdictAnswer, lang: str) -> Iterator[Said]:
    yield Said(_label("contact", lang), verdict.contact.raw)
    yield from _said("claims", verdict.claims, lang)
    yield from _said("imitates", verdict.imitates, lang)
    yield from _said("quality", verdict.quality, lang)
    yield from _reasons_lines(verdict.reasons, lang)
    yield from _instead_lines(verdict.instead, lang)
    for slug, status in verdict.if_claimed.items():
        yield Said(_label("if_claimed", lang), f"{slug} - {status}")


def _finding_lines(finding: FindingAnswer, lang: str) -> Iterator[Said]:
    warned = " (the text itself warns of it)" if finding.warned_of else ""
    where = f"{finding.line}:{finding.column}"
    yield Said(_label("finding", lang), f"{finding.finding} {finding.status} {where}{warned} - {finding.surface}")
    for line in (
        *_said("claims", finding.claims, lang),
        *_said("imitates", finding.imitates, lang),
        *_reasons_lines(finding.reasons, lang),
        *_instead_lines(finding.instead, lang),
    ):
        yield line._replace(depth=line.depth + 1)


def _said(name: str, words: str | None, lang: str, depth: int = 0) -> Iterator[Said]:
    if words:
        yield Said(_label(name, lang), words, depth)


def _reasons_lines(reasons: Iterable[ReasonAnswer], lang: str) -> Iterator[Said]:
    for reason in reasons:
        yield Said(f"{_label('reason', lang)} [{reason.code}]", reason.text)
        for fact in reason.facts:
            yield from _evidence_lines(fact.quote, fact.sources, MAX_SOURCES, lang)


def _evidence_lines(quote: str | None, sources: tuple[SourceView, ...], most: int, lang: str) -> Iterator[Said]:
    yield from _said("quote", quote, lang, 1)
    for source in sources[:most]:
        url = f" {source.url}" if source.url else ""
        yield Said(_label("source", lang), f"{source.publisher}, {source.date}: {source.title}{url}", 1)


def _instead_lines(suggestions: Iterable[SuggestionAnswer], lang: str) -> Iterator[Said]:
    for suggestion in suggestions:
        scope = _scope(suggestion.audience, suggestion.regions)
        words = f"{suggestion.kind} {suggestion.value} - {suggestion.label}{scope}"
        yield Said(_label("instead", lang), words)


def _scope(audience: Iterable[str], regions: Iterable[str]) -> str:
    parts = ", ".join((*audience, *regions))
    return f" ({parts})" if parts else ""


def _record_lines(output: ChannelsOutput, lang: str) -> Iterator[Said]:
    for name in output.quoted_nearest:
        yield Said(_label("nearest", lang), name)
    record = output.quoted_record
    if record is None:
        return
    yield Said(_label("platform", lang), f"{record.name} ({record.platform})")
    for name in ("official", "verify_at", "report_to"):
        for channel in getattr(record, name):
            yield from _channel_lines(name, channel, lang)
    for name in ("absences", "never", "how_to_verify"):
        for statement in getattr(record, name):
            yield from _statement_lines(name, statement, lang)
    for channel in record.do_not_use:
        yield from _channel_lines("do_not_use", channel, lang)


def _channel_lines(name: str, channel: ChannelAnswer, lang: str) -> Iterator[Said]:
    standing = "" if channel.standing == "official" else f" [{channel.standing}]"
    network = f" {channel.network}" if channel.network else ""
    scope = _scope(channel.audience, channel.regions)
    sends = f"; {ONLY_SENDS.in_language(lang)}" if channel.direction == "out" else ""
    words = f"{channel.kind}{network} {channel.value}{standing} - {channel.label}{scope}, {channel.quality}{sends}"
    yield Said(_label(name, lang), words)
    yield from _said("note", channel.note, lang, 1)
    yield from _evidence_lines(channel.quote, channel.sources, MAX_SOURCES_OF_RECORD, lang)


def _statement_lines(name: str, statement: StatementAnswer, lang: str) -> Iterator[Said]:
    scope = _scope(statement.audience, statement.regions)
    yield Said(_label(name, lang), f"{statement.text}{scope}, {statement.quality}")
    yield from _said("unless", statement.unless, lang, 1)
    yield from _said("when", statement.when, lang, 1)
    yield from _evidence_lines(statement.quote, statement.sources, MAX_SOURCES_OF_RECORD, lang)
