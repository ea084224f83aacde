"""The page of a scan: whole and right, every finding marked in place, and nothing in it loads, runs or can be clicked
that a scanned text has brought along."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hostile_texts import HOSTILE, PASSAGE
from hypothesis import given, settings
from hypothesis import strategies as st
from scan_samples import ARTICLE, article, finding_of, names, report_of, verdict_on

from scamguard.model.document import Unreadable
from scamguard.model.report import Report, ScanFinding
from scamguard.model.verdict import Sentence
from scamguard.render import html_text
from scamguard.render.html import MAX_FINDINGS, to_html
from scamguard.render.html_style import STYLE
from scamguard.render.html_text import CONTEXT_CHARS, MAX_SHOWN_CHARS, Numbered, to_marked
from scamguard.render.visible import to_visible_lines

#: Elements that never have an end tag.
VOID = {"meta"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "ul", "ol", "li", "nav", "a",
    "bdi", "main", "section", "div", "mark", "span", "details", "summary", "blockquote", "code", "strong", "footer",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "role", "tabindex", "open", "dir",
    "aria-label",
}  # fmt: skip


class Page(HTMLParser):
    """Reads a page as a browser does, and keeps what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def values(self, attribute: str) -> list[str]:
        """Returns the values that an attribute has on the page."""
        return [str(found[attribute]) for _, found in self.tags if attribute in found]

    def text_in(self, tag: str) -> list[str]:
        """Returns the texts within elements of a name."""
        return [text for open_tags, text in self.texts if tag in open_tags]


def page_of(*reports: Report, lang: str = "en", unreadable: tuple[Unreadable, ...] = ()) -> tuple[str, Page]:
    html = "".join(to_html(reports, unreadable, lang=lang, names=names()))
    return html, Page(html)


def verify(html: str, page: Page) -> None:
    """Holds what is true of every page."""
    assert page.open == [], "every element is closed"
    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert {name for _, found in page.tags for name in found} <= ATTRIBUTES
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for href in page.values("href"):
        assert href[1:] in ids if href.startswith("#") else href.startswith(("https://", "http://"))
    assert all("noreferrer" in (found.get("rel") or "") for tag, found in page.tags if is_outside(tag, found))
    assert html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)


def is_outside(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag == "a" and not (attributes["href"] or "").startswith("#")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_is_whole(lang: str) -> None:
    unreadable = (Unreadable("<b>.bin", "not a <text>"),)
    html, page = page_of(article(), report_of("nothing", file="<i>.txt"), lang=lang, unreadable=unreadable)

    verify(html, page)
    assert page.values("lang") == ["zh-CN" if lang == "zh" else "en"]
    assert "<b>.bin: not a <text>" in page.text_in("bdi")
    assert "<i>.txt" in page.text_in("bdi")


def test_nothing_but_the_style_of_the_page_is_let_in() -> None:
    html, page = page_of(article())
    (style,) = page.text_in("style")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(str(found["content"]) for _, found in page.tags if found.get("http-equiv"))

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert html.index("http-equiv") < html.index("<style>")
    assert "url(" not in style
    assert "@import" not in style


def test_every_finding_is_marked_with_sign_and_number_and_told() -> None:
    _, page = page_of(article())
    marks = page.text_in("mark")
    ids = set(page.values("id"))

    assert marks == [finding.surface for finding in article().findings]
    assert {f"t{n}" for n in range(1, 9)} | {f"f{n}" for n in range(1, 9)} <= ids
    assert {f"#f{n}" for n in range(1, 9)} | {f"#t{n}" for n in range(1, 9)} <= set(page.values("href"))
    assert [text for text in page.text_in("a") if text.endswith("\xa01")] == ["✕\xa01"]


def test_a_status_is_a_word_and_a_sign_too() -> None:
    _, page = page_of(article())
    badges = {text for text in page.text_in("span") if text[0] in "✕!⊘?✓"}

    assert {"✕ impersonation", "⊘ retired", "✓ official", "? not verified"} <= badges


def test_contacts_of_the_text_cannot_be_clicked() -> None:
    _, page = page_of(article())
    links = [str(found["href"]) for tag, found in page.tags if is_outside(tag, found)]
    sources = {
        source.url
        for finding in article().findings
        for reason in finding.verdict.reasons
        for fact in reason.facts
        for source in fact.sources
    }

    assert links
    assert set(links) <= sources
    assert any("telephone=no" in content for content in page.values("content")), "phones make links of numbers"


def test_what_is_said_twice_refers_to_the_first() -> None:
    html, _ = page_of(article())

    assert html.count('The same as <a href="#f1">1</a>.') == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_text(name: str, lang: str) -> None:
    text = HOSTILE[name]
    passages = (
        finding_of(text, text[:100], "tiktok-shop", contact="内部电话", kind="claim"),
        finding_of(text, PASSAGE, "tiktok-shop"),
    )
    note = Sentence(text[:200], text[:200])
    html, page = page_of(Report(passages, text, text[:50], (note,)), lang=lang)

    verify(html, page)
    assert PASSAGE in page.text_in("mark")
    assert len(html) < 2 * MAX_SHOWN_CHARS + 100_000


def text_of(parts: str) -> str:
    """Returns the text that a person reads, without the numbers."""
    page = Page(parts)
    return "".join(text for open_tags, text in page.texts if "a" not in open_tags)


TEXT = "0123456789" * 3
STATUSES = [verdict_on("13122891139", "tiktok-shop"), verdict_on("95588", "icbc"), verdict_on("x@shop.example", "icbc")]
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(STATUSES)), max_size=12)


@given(SPANS)
@settings(max_examples=200)
def test_however_findings_overlap_the_text_is_whole_and_each_has_its_number(
    spans: list[tuple[int, int, object]],
) -> None:
    findings = sorted(
        (
            ScanFinding("contact", verdict, min(a, b), max(a, b), TEXT[min(a, b) : max(a, b)])  # type: ignore[arg-type]
            for a, b, verdict in spans
        ),
        key=lambda finding: (finding.start, finding.end),
    )
    numbered = [Numbered(number, finding) for number, finding in enumerate(findings, 1)]
    marked = "".join(to_marked(TEXT, numbered, "en"))

    assert text_of(marked) == TEXT
    assert re.findall(r' id="t(\d+)"', marked) == [str(numbered.number) for numbered in numbered]


def test_where_findings_overlap_the_gravest_has_the_mark() -> None:
    bad, good = STATUSES[0], STATUSES[1]
    outer = ScanFinding("contact", good, 0, 20, TEXT[:20])
    inner = ScanFinding("contact", bad, 5, 10, TEXT[5:10])
    marked = "".join(to_marked(TEXT, [Numbered(1, outer), Numbered(2, inner)], "en"))

    assert '<mark class="official">01234</mark>' in marked
    assert '<mark class="impersonation">56789</mark>' in marked
    assert '<mark class="official">0123456789</mark>' in marked


def test_of_a_long_text_the_surroundings_are_shown() -> None:
    text = "前" * 50_000 + PASSAGE + "后" * 50_000
    marked = "".join(to_marked(text, [Numbered(1, finding_of(text, PASSAGE, "tiktok-shop"))], "en"))

    assert text_of(marked).count("前") == text_of(marked).count("后") == CONTEXT_CHARS
    assert marked.count("49,700 characters left out") == 2


def test_of_many_findings_in_a_long_text_a_bounded_part_is_shown() -> None:
    text = (PASSAGE + " " * 1000) * 2000
    verdict = verdict_on(PASSAGE, "tiktok-shop")
    findings = [Numbered(n + 1, ScanFinding("contact", verdict, n * 1011, n * 1011 + 11, PASSAGE)) for n in range(2000)]
    marked = "".join(to_marked(text, findings, "en"))

    assert len(text_of(marked)) < MAX_SHOWN_CHARS * 1.1
    assert len(re.findall(r' id="t\d+"', marked)) == 2000
    assert len(text) > html_text.MAX_WHOLE_CHARS


def test_alarms_stay_where_there_is_not_room_for_all() -> None:
    good = finding_of("95588 13122891139", "95588", "icbc")
    bad = finding_of("95588 13122891139", PASSAGE, "tiktok-shop")
    html, page = page_of(Report((good,) * MAX_FINDINGS + (bad,), "95588 13122891139"))

    verify(html, page)
    assert f'id="f{MAX_FINDINGS}"' in html
    assert f'id="f{MAX_FINDINGS + 1}"' not in html
    assert '<details class="card impersonation"' in html
    assert "not shown on this page: 1." in html


def test_many_texts_have_a_list_of_contents() -> None:
    second = report_of("登录 aliехpress.com\n", "aliехpress.com", file="b.txt")
    _, page = page_of(article(), second)

    assert [text for text in page.text_in("nav") if text.strip()] == [
        "articles/001.txt", "alarms: 6", "b.txt", "alarms: 1",
    ]  # fmt: skip


def test_the_worst_texts_come_first_and_the_clean_ones_last_and_quieter() -> None:
    clean = report_of("Call 95588.", ("95588", "icbc"), file="a-clean.txt")
    unknown = report_of("Write to x@shop.example.", "x@shop.example", file="b-unknown.txt")
    bad = report_of("登录 aliехpress.com", "aliехpress.com", file="c-bad.txt")
    empty = report_of("nothing", file="d-empty.txt")
    html, page = page_of(clean, unknown, bad, empty, unreadable=(Unreadable("e.bin", "not a text"),))

    verify(html, page)
    assert [text for text in page.text_in("nav") if text.strip()] == [
        "c-bad.txt", "alarms: 1", "b-unknown.txt", "Not read: 1", "a-clean.txt", "Texts in which nothing was found: 1",
    ]  # fmt: skip
    assert page.text_in("h2") == ["c-bad.txt", "b-unknown.txt", "a-clean.txt"]
    assert re.findall(r'<details class="card \w+" id="f(\d)"', html) == ["1", "2", "3"]
    assert '<section class="document quiet" id="d3">' in html
    assert html.count("document quiet") == 1
    assert html.index('id="d2"') < html.index('id="unread"') < html.index('id="d3"') < html.index('id="empty"')


def test_an_address_of_a_source_is_behind_its_title_with_the_host_beside_it() -> None:
    html, page = page_of(article())
    links = [str(found["href"]) for tag, found in page.tags if is_outside(tag, found)]

    assert links
    assert not any("://" in text for opened, text in page.texts if not {"style", "div"} & set(opened))
    assert all(f'<span class="host">{link.split("/")[2]}</span>' in html for link in links)
    assert 'content: " <" attr(href) ">"' in html, "paper has the whole address"


def test_a_text_beside_a_long_finding_stays_in_sight_and_scrolls_by_itself_where_there_is_room() -> None:
    wide = STYLE[STYLE.index("@media (min-width: 60rem)") : STYLE.index("@media print")]

    assert ".text { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); }" in wide
    assert "sticky" not in STYLE.replace(wide, ""), "a narrow page has one column"


def test_line_breaks_and_emoji_are_kept_and_other_invisible_characters_are_not() -> None:
    assert to_visible_lines("a\r\nb\rc\td") == "a\nb\nc\td"
    assert to_visible_lines("👩\u200d💻\u200b") == "👩\u200d💻\ufffd"
    assert to_visible_lines("1\u200d2") == "1\ufffd2"
    assert to_visible_lines(ARTICLE) == ARTICLE
