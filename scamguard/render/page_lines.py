"""One line of a page: a channel or a fact, with its scope, how well it is known, its quote and every source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from scamguard.knowledge.channels import AUDIENCE_LABELS, ranked_sources
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.schema import Channel, ChannelList, Compromise, Fact, Platform, Source, Text, Valid
from scamguard.knowledge.scope import is_compromised
from scamguard.model.verdict import Sentence
from scamguard.render import page_words as words
from scamguard.render.page_kinds import KINDS
from scamguard.render.page_regions import to_regions
from scamguard.render.page_text import to_html, to_link
from scamguard.render.page_values import to_national, to_place, to_value
from scamguard.render.plain import QUALITIES, with_colon

_FULL_STOP: Final = {"en": ".", "zh": "。"}
_BETWEEN: Final = {"en": "; ", "zh": "；"}


class Lines:
    """Writes the lines of one platform's page in one language.

    Args:
        platform: whose page it is.
        standing: the channels that are official, by id: the only ones that are links.
        lang: "en" or "zh".
        as_of: the date of the knowledge.
    """

    def __init__(self, platform: Platform, official: frozenset[str], lang: str, as_of: str) -> None:
        self._platform = platform
        self._official = official
        self._lang = lang
        self._as_of = as_of
        self._channels = {channel.id: channel for channel in platform.channels}

    # ---- whole lines

    def of_channels(self, entries: Sequence[Entry], before: Sentence | None = None) -> str:
        """Returns the line of channels of which all the same is said, but for value and region.

        Args:
            entries: the channels, at least one.
            before: what stands before what they are called.
        """
        first = entries[0].channel
        alone = first if len(entries) == 1 else None
        values = [self._value(entry.channel, is_alone=alone is not None) for entry in entries]
        label = f"<strong>{to_html(self._label(entries[0], before))}</strong>"
        between = " " if alone else " <br>" if len(entries) < 4 else " "
        parts = [
            f"<p>{self._status(first.status)}{label} <br>{between.join(values)}</p>",
            self._small(self._scope(first, is_regional=alone is not None)),
            self._said(first.note),
            self._successor(first),
            *map(self._period, entries[0].compromised),
            self._evidence(first),
        ]
        return _item(parts, alone.id if alone else None)

    def of_fact(self, fact: Fact) -> str:
        """Returns the line of a fact."""
        sentence = to_html(fact.zh if self._lang == "zh" else fact.en)
        parts = [
            f"<p>{self._status(fact.status)}{sentence}{self._link_here(fact.id)}</p>",
            self._small(self._scope(fact)),
            *self._details(fact),
            self._evidence(fact),
        ]
        return _item(parts, fact.id)

    def of_list(self, entry: ChannelList, name: str) -> str:
        """Returns the line that says whether a list is complete."""
        sentence = words.COMPLETE if entry.complete else words.PARTIAL
        kind = KINDS[entry.kind].in_language(self._lang)
        said = to_html(sentence.in_language(self._lang).format(kind=kind, name=name))
        return _item([f"<p>{said}</p>", self._small(self._scope(entry)), self._evidence(entry)])

    # ---- their parts

    def _label(self, entry: Entry, before: Sentence | None) -> str:
        """Returns what a channel is, in words; the words of a role begin like a sentence, a label as it was written."""
        label = entry.role.in_language(self._lang)
        if before is not None:
            return with_colon(before.in_language(self._lang), self._lang) + label
        return label if entry.channel.label else label[:1].upper() + label[1:]

    def _value(self, channel: Channel, *, is_alone: bool) -> str:
        shown = to_value(channel, self._lang, is_official=channel.id in self._official)
        shown += to_national(channel, self._lang)
        if is_alone:
            return shown + self._link_here(channel.id)
        shown += to_place(channel, self._lang)
        return f'<span class="sg-value" id="{to_html(channel.id)}">{shown}{self._link_here(channel.id)}</span>'

    def _link_here(self, record: str) -> str:
        title = words.LINK_HERE.in_language(self._lang)
        return f'<a class="headerlink" href="#{to_html(record)}" title="{title}" data-search-exclude="1">¶</a>'

    def _status(self, status: str) -> str:
        word = words.STATUSES.get(status)
        return f'<span class="sg-status">{word.in_language(self._lang)}</span> ' if word else ""

    def _scope(self, record: Channel | Fact | ChannelList, *, is_regional: bool = True) -> str:
        """Returns for whom, where, which way and when, in words; without the regions where each value has its own."""
        lang = self._lang
        labels = [AUDIENCE_LABELS[name].in_language(lang) for name in record.audience]
        who = words.AND.in_language(lang).join(labels) or words.EVERYBODY.in_language(lang)
        where = to_regions(record.regions, lang) or words.EVERYWHERE.in_language(lang)
        parts = [words.SCOPE.in_language(lang).format(who=who, where=where) if is_regional else self._for(who)]
        if isinstance(record, Channel) and record.direction in words.DIRECTIONS:
            parts.append(words.DIRECTIONS[record.direction].in_language(lang))
        parts += self._when(record.valid, is_retired=isinstance(record, Channel) and record.status == "retired")
        return _BETWEEN[lang].join(parts)

    def _for(self, who: str) -> str:
        return words.FOR.in_language(self._lang).format(who=who)

    def _when(self, valid: Valid | None, *, is_retired: bool) -> Iterator[str]:
        if valid is None:
            return
        as_of = words.ENDED_BY if is_retired and valid.until is None else words.AS_OF
        for sentence, date in ((words.SINCE, valid.from_), (words.UNTIL, valid.until), (as_of, valid.as_of)):
            if date is not None:
                yield sentence.in_language(self._lang).format(date=date)

    def _details(self, fact: Fact) -> Iterator[str]:
        """Yields what a fact says beside its sentence."""
        yield self._labelled(words.EXCEPTION, self._text(fact.unless))
        yield self._labelled(words.CONDITION, self._text(fact.when))
        yield self._labelled(words.THROUGH, self._members(fact))
        if fact.modal == "only" and not fact.closed:
            yield f"<p>{words.OPEN_SET.in_language(self._lang)}</p>"
        yield self._labelled(words.VALUES, " ".join(f"<code>{to_html(value)}</code>" for value in fact.values))
        yield self._labelled(words.REPLACED_BY, f"<code>{to_html(fact.replaced_by)}</code>" if fact.replaced_by else "")
        yield self._labelled(words.EXAMPLE, f"<code>{to_html(fact.example)}</code>" if fact.example else "")
        yield self._labelled(words.HERE, self._reference(fact.channel) if fact.channel else "")
        yield self._labelled(words.CITES, to_html(fact.cites or ""))

    def _members(self, fact: Fact) -> str:
        """Returns the members of a closed set, each a link to its line on the page."""
        between = "、" if self._lang == "zh" else ", "
        return between.join(self._reference(member) for member in fact.via) if fact.modal == "only" else ""

    def _reference(self, member: str) -> str:
        """Returns a channel's value as a link to its line; its label, where it stands, and whether it is confirmed."""
        channel = self._channels.get(member)
        if channel is None:
            host = member.removeprefix("domain:")
            said = words.ALL_BELOW.in_language(self._lang)
            return said.format(host=f"<code>{to_html(host)}</code>") if host != member else to_html(member)
        doubt = "" if member in self._official else f" ({words.UNCONFIRMED.in_language(self._lang)})"
        return f'<a href="#{to_html(member)}"><code>{to_html(channel.value)}</code></a>{doubt}'

    def _successor(self, channel: Channel) -> str:
        return self._labelled(words.REPLACED_BY, self._reference(channel.successor) if channel.successor else "")

    def _period(self, period: Compromise) -> str:
        """Returns a period in other hands, with its own quote and sources."""
        is_now = is_compromised((period,), self._as_of)
        label = words.IS_TAKEN if is_now else words.WAS_TAKEN
        when = _BETWEEN[self._lang].join(self._when(Valid(from_=period.from_, until=period.until), is_retired=False))
        return self._labelled(label, to_html(when)) + self._said(period.note) + self._quoted(period)

    def _evidence(self, record: Channel | Fact | ChannelList) -> str:
        known = QUALITIES[record.quality].in_language(self._lang)
        return self._quoted(record, known[:1].upper() + known[1:], record.quality)

    def _quoted(self, record: Channel | Fact | ChannelList | Compromise, known: str = "", quality: str = "") -> str:
        """Returns a record's quote, how well it is known, and every source."""
        quote = f"<blockquote><p>“{to_html(record.quote)}”</p></blockquote>" if record.quote else ""
        sources = " · ".join(map(self._source, ranked_sources(self._platform, record.sources)))
        lead = f"{to_html(known + _FULL_STOP[self._lang])}<br>" if known else ""
        label = with_colon(words.SOURCES.in_language(self._lang), self._lang)
        tone = f" sg-{quality}" if quality else ""
        return f'{quote}<p class="sg-sources{tone}" data-search-exclude="1">{lead}{label}{sources}</p>'

    def _source(self, source: Source) -> str:
        lang = self._lang
        title = to_html(source.title)
        date = source.date or (words.READ.in_language(lang).format(date=source.seen) if source.seen else "")
        kind = words.SOURCE_KINDS[source.kind].in_language(lang)
        shown = to_link(source.url, title) if source.url else title
        return f"{shown} — {to_html(source.publisher)}, {to_html(date)} ({kind})"

    def _labelled(self, label: Sentence, inner: str) -> str:
        return f"<p>{with_colon(label.in_language(self._lang), self._lang)}{inner}</p>" if inner else ""

    def _text(self, text: Text | None) -> str:
        return to_html(text.zh if self._lang == "zh" else text.en) if text else ""

    def _said(self, text: Text | None) -> str:
        return f"<p>{self._text(text)}</p>" if text else ""

    def _small(self, text: str) -> str:
        return f'<p class="sg-scope" data-search-exclude="1">{to_html(text + _FULL_STOP[self._lang])}</p>'


def _item(parts: Sequence[str], record: str | None = None) -> str:
    anchor = f' id="{to_html(record)}"' if record else ""
    return f"<li{anchor}>{''.join(parts)}</li>"
