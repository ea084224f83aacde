"""A platform's page for the documentation site, as Markdown: how it contacts people, with every source.

Headings and links between pages are Markdown, so that the site's table of contents, search and link checks see them.
The lines are HTML, in which the data's own characters are text and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scamguard.knowledge.channels import is_below
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Fact, Platform
from scamguard.model.verdict import Sentence, to_spaced
from scamguard.render import page_words as words
from scamguard.render.page_lines import Lines
from scamguard.render.page_sections import (
    GROUPS,
    OFFICIAL_SECTIONS,
    SECTIONS,
    alike,
    group_of,
    section_of_channel,
    section_of_fact,
)
from scamguard.render.page_text import to_front_matter, to_html, to_inline
from scamguard.render.plain import with_colon

#: The languages of the pages, and the folder that each one's pages stand in.
FOLDERS: Final = {"en": "platforms", "zh": "zh/platforms"}
#: From a platform's page to its counterpart's folder, and to the top of the documentation.
_OTHER_FOLDER: Final = {"en": "../zh/platforms", "zh": "../../platforms"}
_TOP: Final = {"en": "..", "zh": "../.."}
_OTHER: Final = {"en": "zh", "zh": "en"}
#: How much more a platform's page counts in a search than the rest of the documentation.
SEARCH_BOOST: Final = 4
#: Section -> the colour beside its lines; the headings say it in words.
_TONES: Final = {
    "how_to_check": "sg-good",
    "where_to_report": "sg-good",
    "taken_over": "sg-bad",
    "never_does": "sg-bad",
    "you_should_never": "sg-bad",
    "does_not_have": "sg-bad",
    "not_official": "sg-bad",
    "no_longer": "sg-warn",
    "not_confirmed": "sg-warn",
    "others_write_there": "sg-warn",
    "proves_nothing": "sg-warn",
}


def to_page(knowledge: Knowledge, slug: str, lang: str) -> str:
    """Returns a platform's page in "en" or "zh" as Markdown with a head.

    Raises:
        KeyError: there is no platform with this slug.
    """
    return "\n\n".join(_Page(knowledge, slug, lang).parts()) + "\n"


class _Page:
    def __init__(self, knowledge: Knowledge, slug: str, lang: str) -> None:
        self._knowledge = knowledge
        self._platform: Platform = knowledge.platforms[slug]
        self._lang = lang
        self._name = knowledge.label(slug).in_language(lang)
        self._as_of = knowledge.version.date
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in knowledge.entries.of(slug):
            self._entries[section_of_channel(entry, self._as_of)].append(entry)
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._platform.facts:
            self._facts[section_of_fact(fact, self._as_of)].append(fact)
        official = frozenset(entry.channel.id for name in OFFICIAL_SECTIONS for entry in self._entries[name])
        self._lines = Lines(self._platform, official, lang, self._as_of)

    def parts(self) -> Iterator[str]:
        """Yields the blocks of the page."""
        yield self._head()
        yield f"# {to_inline(self._said(words.TITLE))} {{ #whole_page }}"
        other = words.OTHER_LANGUAGE.in_language(self._lang)
        yield f"[{other}]({self._counterpart()}){{: rel=alternate hreflang={_OTHER[self._lang]} }}"
        yield from self._introduction()
        yield self._box()
        for section in SECTIONS:
            yield from self._section(section)
        yield from self._about()

    # ---- before the sections

    def _head(self) -> str:
        summary = self._summary()
        described = words.DESCRIPTION.in_language(self._lang).format(summary=summary, checked=self._platform.checked)
        return to_front_matter({"title": self._said(words.TITLE), "description": described.strip()}, boost=SEARCH_BOOST)

    def _introduction(self) -> Iterator[str]:
        if self._summary():
            yield f'<p class="sg-summary">{to_html(self._summary())}</p>'
        names = [name for found in self._platform.names.values() for name in found]
        others = " · ".join(to_html(name) for name in dict.fromkeys(names) if name != self._name)
        if others:
            yield f'<p class="sg-scope">{with_colon(words.ALSO_CALLED.in_language(self._lang), self._lang)}{others}</p>'

    def _box(self) -> str:
        steps = "".join(f"<li>{step.in_language(self._lang)}</li>" for step in words.BEFORE_STEPS)
        title = words.BEFORE.in_language(self._lang)
        return (
            '<div class="admonition danger" data-search-exclude="1">'
            f'<p class="admonition-title">{title}</p><ul>{steps}</ul></div>'
        )

    # ---- sections

    def _section(self, section: str) -> Iterator[str]:
        content = list(self._content(section))
        if not content:
            return
        yield f"## {to_inline(self._said(words.HEADINGS[section]))} {{ #{section} }}"
        if section in words.LEADS:
            yield f"<p>{to_html(self._said(words.LEADS[section]))}</p>"
        yield from content

    def _content(self, section: str) -> Iterator[str]:
        entries, facts = self._entries[section], self._facts[section]
        if section == "official_channels":
            yield from self._official(entries)
        elif section == "not_for_contact":
            yield from self._folded(entries)
        elif section == "how_complete":
            yield from _list([self._lines.of_list(entry, self._name) for entry in self._platform.lists])
        else:
            channels = (self._lines.of_channels(same, _before(section, same[0])) for same in alike(entries))
            yield from _list([*channels, *map(self._lines.of_fact, facts)], _TONES.get(section, ""))
        if section == "not_the_same":
            yield from self._sisters()

    def _official(self, entries: Sequence[Entry]) -> Iterator[str]:
        if not entries:
            yield f"<p>{to_html(self._said(words.NOTHING_OFFICIAL))}</p>"
        for group in GROUPS:
            found = [entry for entry in entries if group_of(entry.channel) == group]
            if not found:
                continue
            yield f"### {words.GROUP_HEADINGS[group].in_language(self._lang)} {{ #{group} }}"
            if group == "websites_and_apps":
                yield from self._about_names(found)
            yield from _list(map(self._lines.of_channels, alike(found)), "sg-good")

    def _about_names(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Yields what a domain covers, with one of the platform's own, and what below them is anybody's."""
        domains = [entry.channel.value for entry in entries if entry.channel.kind == "domain"]
        if not domains:
            return
        said = to_html(words.BELOW.in_language(self._lang).format(host=domains[0]))
        places = [place for place in self._knowledge.hosts.open_places if _is_below(place, domains)]
        if places:
            shown = ", ".join(f"<code>{to_html(place)}</code>" for place in places)
            said += " " * (self._lang == "en") + to_html(self._said(words.ANYONE)).replace("{places}", shown)
        yield f'<p class="sg-scope">{said}</p>'

    def _folded(self, entries: Sequence[Entry]) -> Iterator[str]:
        if entries:
            count = words.COUNT.in_language(self._lang).format(count=len(entries))
            items = "".join(map(self._lines.of_channels, alike(entries)))
            yield f'<details class="note"><summary>{count}</summary><ul class="sg-lines">{items}</ul></details>'

    def _sisters(self) -> Iterator[str]:
        """Yields the platforms that this one is often taken for, each a link to its page."""
        known = [slug for slug in self._platform.not_same if slug in self._knowledge.platforms]
        links = [f"[{to_inline(self._knowledge.label(slug).in_language(self._lang))}]({slug}.md)" for slug in known]
        if links:
            yield with_colon(to_inline(self._said(words.SISTERS)), self._lang) + ", ".join(links)

    # ---- the end

    def _about(self) -> Iterator[str]:
        yield f"## {words.ABOUT.in_language(self._lang)} {{ #about_page data-search-exclude=1 }}"
        version = self._knowledge.version
        values = {
            "checked": self._platform.checked,
            "version": f"`{version.version}`",
            "date": version.date,
            "file": f"`data/platforms/{self._platform.slug}.toml`",
            "how": f"{_TOP[self._lang]}/add-a-platform.md",
            "name": to_inline(self._name),
        }
        yield "\n".join(f"- {line.in_language(self._lang).format_map(values)}" for line in words.ABOUT_LINES)

    def _counterpart(self) -> str:
        return f"{_OTHER_FOLDER[self._lang]}/{self._platform.slug}.md"

    def _summary(self) -> str:
        summary = self._platform.summary
        return "" if summary is None else summary.zh if self._lang == "zh" else summary.en

    def _said(self, sentence: Sentence) -> str:
        """Returns a sentence with the platform's name in it; other places to fill stay as they are."""
        text = sentence.in_language(self._lang).replace("{name}", self._name)
        return to_spaced(text) if self._lang == "zh" else text


def _before(section: str, entry: Entry) -> Sentence | None:
    """Returns what stands before what a channel is called, so that nobody takes the words for ours."""
    is_role = entry.channel.label is None and entry.channel.role != "claimed"
    return words.BEFORE_LABELS.get(section) or (words.BEFORE_ROLES.get(section) if is_role else None)


def _list(items: Iterable[str], tone: str = "") -> Iterator[str]:
    joined = "".join(items)
    if joined:
        yield f'<ul class="{f"sg-lines {tone}".strip()}">{joined}</ul>'


def _is_below(place: str, domains: Sequence[str]) -> bool:
    """Answers whether a host, or a path of it, stands at or below one of the domains."""
    host = place.partition("/")[0]
    return any(is_below(host, domain) for domain in domains)
