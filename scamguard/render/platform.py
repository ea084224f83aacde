"""A platform's record as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from scamguard.knowledge.channels import role_label
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform, Valid
from scamguard.model.verdict import FactView, Sentence
from scamguard.render.plain import Line, with_colon

_MODALS: Final = {
    "has": Sentence("exists", "有"),
    "lacks": Sentence("does not exist", "没有"),
    "only": Sentence("only", "仅限"),
    "never": Sentence("never", "从不"),
    "may": Sentence("may happen", "可能会"),
    "must": Sentence("form and deadline", "格式与时限"),
    "was": Sentence("ended", "已结束"),
    "check": Sentence("how to verify", "如何核实"),
    "not-proof": Sentence("proves nothing", "不能证明"),
    "not-same": Sentence("somebody else", "并非同一家"),
}
_STATUSES: Final = {
    "retired": Sentence("RETIRED", "已停用"),
    "disputed": Sentence("DISPUTED", "有争议"),
    "not-official": Sentence("NOT OFFICIAL", "非官方"),
    "ambiguous": Sentence("UNCLEAR", "含义不明"),
    "withdrawn": Sentence("WITHDRAWN", "已撤回"),
}
_UNLESS: Final = Sentence("except", "例外")
_WHEN: Final = Sentence("when", "条件")
_CITES: Final = Sentence("the page cites, not verified", "页面引用（未核实）")
_HEADINGS: Final = {
    "channels": Sentence("Channels", "渠道"),
    "facts": Sentence("Facts", "事实"),
    "names": Sentence("Names", "名称"),
}


def to_lines(knowledge: Knowledge, platform: Platform, lang: str) -> Iterator[Line]:
    """Yields the lines of a platform's record: names, channels, facts, each with its sources."""
    yield Line("title", f"{knowledge.label(platform.slug).in_language(lang)} ({platform.slug})")
    if platform.summary is not None:
        yield Line("plain", f"  {platform.summary.zh if lang == 'zh' else platform.summary.en}")
    names = ", ".join(dict.fromkeys(name for found in platform.names.values() for name in found))
    yield Line("dim", f"  {with_colon(_HEADINGS['names'].in_language(lang), lang)}{names}")
    yield Line("title", _HEADINGS["channels"].in_language(lang))
    for channel in platform.channels:
        yield from _channel_lines(knowledge, platform, channel, lang)
    yield Line("title", _HEADINGS["facts"].in_language(lang))
    for fact in platform.facts:
        yield from _fact_lines(knowledge, platform, fact, lang)
    for entry in platform.lists:
        yield from _list_lines(knowledge, platform, entry, lang)


def _channel_lines(knowledge: Knowledge, platform: Platform, channel: Channel, lang: str) -> Iterator[Line]:
    status = f"[{_STATUSES[channel.status].in_language(lang)}] " if channel.status in _STATUSES else ""
    scope = ", ".join((*channel.audience, *channel.regions))
    what = role_label(channel).in_language(lang) + (f" ({scope})" if scope else "") + _period(channel.valid)
    yield Line(channel.status, f"  • {status}{channel.value}  {what}  <{channel.id}, {channel.quality}>")
    if channel.note is not None:
        yield Line("plain", f"    {channel.note.zh if lang == 'zh' else channel.note.en}")
    yield from _evidence(knowledge.view(platform.slug, channel))


def _fact_lines(knowledge: Knowledge, platform: Platform, fact: Fact, lang: str) -> Iterator[Line]:
    status = f"[{_STATUSES[fact.status].in_language(lang)}] " if fact.status in _STATUSES else ""
    scope = ", ".join((*fact.audience, *fact.regions))
    sentence = (fact.zh if lang == "zh" else fact.en) + (f" ({scope})" if scope else "") + _period(fact.valid)
    modal = _MODALS[fact.modal].in_language(lang)
    yield Line(fact.status, f"  • {status}{with_colon(modal, lang)}{sentence}  <{fact.id}, {fact.quality}>")
    for label, said in ((_UNLESS, fact.unless), (_WHEN, fact.when)):
        if said is not None:
            yield Line(
                "plain", f"    {with_colon(label.in_language(lang), lang)}{said.zh if lang == 'zh' else said.en}"
            )
    if fact.cites is not None:
        yield Line("dim", f"    {with_colon(_CITES.in_language(lang), lang)}{fact.cites}")
    yield from _evidence(knowledge.view(platform.slug, fact))


def _list_lines(knowledge: Knowledge, platform: Platform, entry: ChannelList, lang: str) -> Iterator[Line]:
    view = knowledge.list_view(platform.slug, entry)
    scope = ", ".join((*entry.audience, *entry.regions))
    yield Line("plain", f"  • {view.text.in_language(lang)}" + (f" ({scope})" if scope else ""))
    yield from _evidence(view)


def _evidence(view: FactView) -> Iterator[Line]:
    if view.quote:
        yield Line("dim", f"    “{view.quote}”")
    for source in view.sources:
        url = f"  {source.url}" if source.url else ""
        yield Line("dim", f"    — {source.publisher}, {source.date}: {source.title}{url}")


def _period(valid: Valid | None) -> str:
    if valid is None:
        return ""
    return f" [{valid.from_ or ''} … {valid.until or ''}]" if valid.from_ or valid.until else f" [{valid.as_of}]"


def to_dict(platform: Platform) -> dict[str, Any]:
    """Returns a platform's record as it stands in its file."""
    import msgspec

    return dict(msgspec.to_builtins(platform))


def to_listed(platform: Platform) -> dict[str, Any]:
    """Returns what a list of platforms says about one."""
    return {key: getattr(platform, key) for key in ("slug", "category", "names", "home", "checked")}
