"""Whatever the data holds, it stays text: the page of a hostile record is built like the page of a tame one."""

from __future__ import annotations

import markdown
import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser
from site_pages import OWN, link_beside

from scamguard.knowledge import compiled
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.load import read_bundle
from scamguard.knowledge.schema import Bundle, Platform
from scamguard.render.page import to_page
from scamguard.render.page_directory import to_category, to_directory
from scamguard.render.page_text import is_web_address, to_front_matter, to_html, to_inline
from scamguard.render.visible import to_visible

HOSTILE = [
    ("<script>alert(1)</script>", "a script"),
    ('"><img src=x onerror=alert(1)>', "out of an attribute"),
    ("</li></ul><h2 id='official_channels'>Official</h2>", "a heading of its own"),
    ("[call us](javascript:alert(1))", "a link in Markdown"),
    ("![](https://tracker.test/x.png)", "a picture in Markdown"),
    ("<https://tracker.test/>", "an automatic link"),
    ("`code` **bold** _it_ ~~no~~", "emphasis"),
    ("| a | b |\n|---|---|\n| c | d |", "a table"),
    ("one\n\n## Official channels\n\ntwo", "a heading after a blank line"),
    ("one\r\n```\ntwo\u2028three\u0085four", "line ends of all kinds, and a fence"),
    ("{{ config }} {% include 'x' %} ${x}", "templates"),
    ("{: .x onclick=alert(1) } {#home} { data-x=1 }", "attributes in braces"),
    ("{name} {checked} {0} {count!r}", "places of our own sentences"),
    ("&lt;b&gt; &amp;amp; &#91;x&#93; &copy", "references that stand for themselves"),
    ("a\\*b\\[c", "backslashes"),
    ("<!-- x --> <hr> --8<-- 'x'", "a comment, our own mark, a snippet"),
    ("\u202egpj.exe\u200b\u0000\x02wzxhzdk:0\x03", "what turns text round, hides, or is a mark of the reader"),
    ("---\ntitle: x\n---", "a head"),
    ("# one\n- two\n1. three\n> four\n    five", "blocks"),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = link_beside(tmp_path_factory.mktemp("data"))
    (folder / "platforms").symlink_to(OWN)
    return read_bundle(folder)


def knowledge_with(bundle: Bundle, text: str, *, value: bool) -> Knowledge:
    """Returns the made-up knowledge with a text in every place of Paper Kite where a file can have any text."""
    changed = tuple(spoilt(platform, text, value=value) for platform in bundle.platforms)
    return Knowledge(compiled.to_stored(msgspec.structs.replace(bundle, platforms=changed)), "v", "2026-11-20")


def spoilt(platform: Platform, text: str, *, value: bool) -> Platform:
    if platform.slug != "paper-kite":
        return platform
    raw = msgspec.to_builtins(platform)
    raw["names"] = {"en": [f"Kite {text}", f"{text} too"], "zh": [f"鸢{text}"]}
    both = {"en": f"x {text}", "zh": f"中 {text}"}
    raw["summary"] = both
    for channel in raw["channels"]:
        channel |= {"label": both, "note": both, "quote": text}
        if value:
            channel["value"] = text
        for period in channel.get("compromised", ()):
            period |= {"note": both, "quote": text}
    for fact in raw["facts"]:
        fact |= both | {"quote": text, "cites": text, "unless": both, "when": both, "example": text}
        fact |= {"values": [text], "replaced-by": text}
    for source in raw["sources"]:
        source |= {"title": text, "publisher": text}
    return msgspec.convert(raw, Platform)


def shape(page: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Returns every element of a page as a browser builds it, with its attributes but for their words."""
    return [
        (node.tag or "", tuple(sorted((k, None if k == "href" else v) for k, v in node.attributes.items())))
        for node in tree_of(page).css("*")
    ]


def tree_of(page: str) -> LexborHTMLParser:
    body = page.split("\n---\n", 1)[1]
    return LexborHTMLParser(markdown.markdown(body, extensions=["attr_list", "toc", "tables", "admonition"]))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[why for _, why in HOSTILE])
def test_a_hostile_page_has_the_elements_of_a_tame_one(bundle: Bundle, text: str, why: str, lang: str) -> None:
    # Values keep their form here: what is a link depends on it, and is tested below.
    hostile = to_page(knowledge_with(bundle, text, value=False), "paper-kite", lang)
    tame = to_page(knowledge_with(bundle, "plain words", value=False), "paper-kite", lang)

    assert shape(hostile) == shape(tame)
    assert hostile.count("\n") == tame.count("\n"), "every line of a record is one line of the page"


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[why for _, why in HOSTILE])
def test_a_hostile_text_is_shown_as_it_is(bundle: Bundle, text: str, why: str) -> None:
    tree = tree_of(to_page(knowledge_with(bundle, text, value=True), "paper-kite", "en"))
    shown = " ".join(tree.text(separator="").split())

    assert shown.count(" ".join(to_visible(text).split())) > 50
    assert not tree.css("script, img, iframe, style, form, input, svg, object, embed, link, meta, base, table, hr")
    assert all(not name.startswith("on") for node in tree.css("*") for name in node.attributes)
    kinds = {(link.attributes["href"] or "").partition(":")[0] for link in tree.css('a[href*=":"]')}
    assert kinds <= {"https", "tel", "mailto"}


def test_hostile_names_are_text_in_the_directories(bundle: Bundle) -> None:
    for text, why in HOSTILE:
        hostile, tame = (knowledge_with(bundle, words, value=True) for words in (text, "plain words"))
        for lang in ("en", "zh"):
            assert shape(to_directory(hostile, lang)) == shape(to_directory(tame, lang)), why
            category = [to_category(each, "ecommerce", lang) for each in (hostile, tame)]
            assert shape(category[0]) == shape(category[1]), why


ADDRESSES = [
    ("https://example.com/a?b=1&c=2#d", True, "an address of the web"),
    ("HTTP://EXAMPLE.COM/", True, "in capitals"),
    ("https://example.com/中文", True, "with other characters"),
    ("javascript:alert(1)", False, "runs"),
    (" javascript:alert(1)//https://example.com", False, "begins with a blank"),
    ("data:text/html,<script>alert(1)</script>", False, "carries a page"),
    ("https:/example.com", False, "one slash"),
    ("//example.com", False, "of whatever scheme the page has"),
    ("example.com", False, "would lead to the site itself"),
    ("https://example.com/ onclick=alert(1)", False, "with a blank in it"),
    ("https://example.com\n.evil.test/", False, "with a line end in it"),
    ("https:\\\\example.com", False, "browsers read these as slashes"),
    ("", False, "nothing"),
]


@pytest.mark.parametrize(("url", "is_link", "why"), ADDRESSES, ids=[why for *_, why in ADDRESSES])
def test_a_source_is_a_link_where_it_leads_to_the_web(bundle: Bundle, url: str, is_link: bool, why: str) -> None:
    assert is_web_address(url) is is_link
    kite = next(platform for platform in bundle.platforms if platform.slug == "paper-kite")
    sources = tuple(msgspec.structs.replace(source, url=url) for source in kite.sources)
    spoilt_kite = msgspec.structs.replace(kite, sources=sources)
    changed = msgspec.structs.replace(bundle, platforms=(spoilt_kite,))
    tree = tree_of(to_page(Knowledge(compiled.to_stored(changed), "v", "2026-11-20"), "paper-kite", "en"))

    found = {link.attributes["href"] for link in tree.css("p.sg-sources a")}
    assert found == ({url} if is_link else set())
    assert "How we contact you — Paper Kite Help" in tree.text()


VALUES = [
    ("host", "x.test/@good.example", "no host"),
    ("host", 'x.test" onclick="alert(1)', "out of the attribute"),
    ("url", "javascript:alert(1)", "runs"),
    ("url", "https://x.test/ y", "a blank"),
    ("phone", "110;ext=1", "no number"),
    ("phone", "*#06#", "an order to the phone"),
    ("email", "a@x.test?bcc=b@y.test", "more than a mailbox"),
    ("email", "a@x.test,b@y.test", "two mailboxes"),
    ("app", "google-play:x&id=y", "more than an id"),
    ("app", "other-store:x", "no store that we know"),
]


@pytest.mark.parametrize(("kind", "value", "why"), VALUES, ids=[f"{kind} {why}" for kind, _, why in VALUES])
def test_an_official_value_in_another_form_is_no_link(bundle: Bundle, kind: str, value: str, why: str) -> None:
    kite = msgspec.to_builtins(next(platform for platform in bundle.platforms if platform.slug == "paper-kite"))
    kite["channels"] = [
        {"id": "x", "kind": kind, "value": value, "role": "support", "quality": "confirmed", "sources": ["own"]}
    ]
    changed = msgspec.structs.replace(bundle, platforms=(msgspec.convert(kite, Platform),))
    tree = tree_of(to_page(Knowledge(compiled.to_stored(changed), "v", "2026-11-20"), "paper-kite", "en"))

    assert (value.partition(":")[2] if kind == "app" else value) in tree.text()
    assert [link.attributes["href"] for link in tree.css("#x a")][:1] == ["#x"]


def test_texts_in_their_three_places() -> None:
    assert to_html("<a href='x'>\n&") == "&lt;a href=&#x27;x&#x27;&gt; &amp;"
    assert to_inline("[a]*") == "&#91;a&#93;&#42;"
    head = to_front_matter({"title": 'A "b" <c>\n---\nd: e'})
    assert head.splitlines()[1] == 'title: "A &quot;b&quot; &lt;c&gt; --- d: e"'
