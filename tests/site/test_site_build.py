"""The whole site, built by the README's command: every page is there, whole, and loads nothing from elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from site_pages import DATA, OWN, TOP, link_beside, shipped

#: What fetches as soon as a page is opened.
LOADING = {
    "script": "src", "img": "src", "iframe": "src", "embed": "src", "source": "src", "audio": "src", "video": "src",
    "track": "src", "object": "data", "link": "href", "input": "src", "image": "href", "use": "href",
}  # fmt: skip
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
STYLE_LOADS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:[a-z]+:)?//[^"')]+)""", re.IGNORECASE)
NODE = shutil.which("node")

#: The whole site is built, twice.
pytestmark = pytest.mark.lengthy


def build(top: Path, site: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(TOP), "SITE_URL": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("whole") / "site"
    build(TOP, made)
    return made


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def trees(pages: dict[str, str]) -> dict[str, LexborHTMLParser]:
    return {name: LexborHTMLParser(page) for name, page in pages.items()}


def test_the_command_stands_where_people_look_for_it() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/decisions/0016-documentation-site.md"):
        assert "pip install -q '.[docs]' && mkdocs build --strict" in (TOP / name).read_text("utf-8"), name


def test_every_platform_has_a_page_in_each_language(pages: dict[str, str]) -> None:
    for slug in shipped().platforms:
        assert {f"platforms/{slug}/index.html", f"zh/platforms/{slug}/index.html"} <= pages.keys()


def test_every_source_of_the_data_stands_on_its_page(pages: dict[str, str]) -> None:
    for slug, platform in shipped().platforms.items():
        for folder in ("platforms", "zh/platforms"):
            text = unescape(pages[f"{folder}/{slug}/index.html"])
            for source in platform.sources:
                assert (f'href="{source.url}"' if source.url else source.title) in text, f"{slug}: {source.id}"


def test_every_page_of_the_documentation_is_there(pages: dict[str, str]) -> None:
    docs = [path.relative_to(TOP / "docs") for path in (TOP / "docs").rglob("*.md")]
    named = [path.parent if path.name == "README.md" else path.with_suffix("") for path in docs]
    wanted = {f"{path}/index.html" for path in named if path.parts[0] != "site"}

    assert len(wanted) > 20
    assert wanted <= pages.keys()
    assert {"index.html", "about/index.html", "contributing/index.html", "changelog/index.html"} <= pages.keys()


def loads(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, attribute in LOADING.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            yield node.attributes[attribute] or ""
    for node in tree.css("[srcset], [background], [poster]"):
        yield from (node.attributes.get(name) or "" for name in ("srcset", "background", "poster"))
    for node in tree.css("style, [style]"):
        yield from STYLE_LOADS.findall(
            (node.text() if node.tag == "style" else "") + (node.attributes.get("style") or "")
        )


def test_no_page_loads_anything_from_another_host(site: Path, trees: dict[str, LexborHTMLParser]) -> None:
    found = {(name, target) for name, tree in trees.items() for target in loads(tree) if ELSEWHERE.match(target)}
    styles = {target for path in site.rglob("*.css") for target in STYLE_LOADS.findall(path.read_text("utf-8"))}

    assert found == set()
    assert styles == set()
    assert any("assets/javascripts" in target for target in loads(trees["index.html"])), "the test sees what is loaded"


def test_browsers_are_told_to_load_nothing_from_another_host(trees: dict[str, LexborHTMLParser]) -> None:
    for name, tree in trees.items():
        policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None, name
        first = tree.css_first("script, link[rel=stylesheet], style")
        assert first is not None
        assert (tree.html or "").index("Content-Security-Policy") < (tree.html or "").index(first.html or "")
        assert "default-src 'self'" in (policy.attributes["content"] or "")


def test_head_and_language_of_a_page(trees: dict[str, LexborHTMLParser]) -> None:
    for name, lang, title in (
        ("platforms/tiktok-shop/index.html", "en", "How TikTok Shop really contacts you - scamguard"),
        ("zh/platforms/tiktok-shop/index.html", "zh", "TikTok Shop 的官方联系方式与防骗要点 - scamguard"),
        ("platforms/index.html", "en", "How platforms really contact you - scamguard"),
    ):
        tree = trees[name]
        root, shown, description = (tree.css_first(css) for css in ("html", "title", "meta[name=description]"))
        assert root is not None
        assert shown is not None
        assert description is not None
        assert (root.attributes["lang"], shown.text()) == (lang, title)
        assert len(description.attributes["content"] or "") > 60


def test_anchors_of_records_are_on_the_built_page(pages: dict[str, str]) -> None:
    for page in (pages["platforms/tiktok-shop/index.html"], pages["zh/platforms/tiktok-shop/index.html"]):
        for record in ("seller-portal-us", "never-asks-for-login-details", "tiktokglobalshopv-com"):
            assert page.count(f' id="{record}"') == 1
            assert f'href="#{record}"' in page


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, str]:
    entries = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return {entry["location"]: entry["title"] + " " + entry["text"] for entry in entries}


def words(text: str) -> set[str]:
    return set(re.split(r"[\s\u200b<>/]+", text))


def test_the_search_index_has_names_and_values_as_words(index: dict[str, str]) -> None:
    assert "速卖通" in words(index["zh/platforms/aliexpress/"])
    assert "13122891139" in words(index["platforms/aliexpress/#not_official"])
    assert "seller.aliexpress.com" in words(index["platforms/aliexpress/#for_business"])
    assert "验证码" in words(index["zh/platforms/tiktok-shop/#never_does"])


def test_the_search_index_leaves_out_what_every_page_has(index: dict[str, str]) -> None:
    generated = {place: text for place, text in index.items() if "platforms/" in place}

    assert len(generated) > 100
    assert not [place for place, text in generated.items() if "caller IDs and senders are forged" in text]
    assert not [place for place, text in generated.items() if "Sources:" in text or "¶" in text]
    assert not [place for place in generated if "/category/" in place or "#about_page" in place]


def test_the_search_worker_reads_queries_our_way(site: Path) -> None:
    (worker,) = (site / "assets/javascripts/workers").glob("search.*.js")

    assert worker.read_text("utf-8").startswith((TOP / "docs/site/search.js").read_text("utf-8"))


# ---- a site of two platforms: what is built follows the files, and hostile names pass through every template

HOSTILE_NAME = 'Kite</title><script>alert(1)</script>[x](javascript:alert(1)){{ 7*7 }}\\" & Sons'


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds a site over made-up platforms, one of them hostile; the compiled file beside them is the shipped one."""
    top = tmp_path_factory.mktemp("small")
    for name in ("mkdocs.yml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(TOP / name, top / name)
    shutil.copytree(TOP / "docs", top / "docs")
    (top / "scamguard").mkdir()
    data = link_beside(top / "data")
    (data / "knowledge.msgpack").symlink_to(DATA / "knowledge.msgpack")
    shutil.copytree(OWN, data / "platforms")
    kite = data / "platforms" / "paper-kite.toml"
    named = re.compile(r"^en = \[.*\]$", re.MULTILINE)
    text = named.sub(lambda _: f"en = ['{HOSTILE_NAME}']", kite.read_text("utf-8"), count=1)
    kite.write_text(text.replace("asks for your code.", "asks for your code, changed a moment ago."), "utf-8")
    build(top, top / "site")
    return top / "site"


def test_a_page_follows_its_file_and_not_the_compiled_form(small: Path) -> None:
    assert "changed a moment ago" in (small / "platforms/paper-kite/index.html").read_text("utf-8")
    assert not (small / "platforms/tiktok-shop").exists()


def test_a_hostile_name_is_text_in_every_template(small: Path) -> None:
    for name in ("platforms/paper-kite", "platforms", "platforms/category/ecommerce", "platforms/paper-boat"):
        tree = LexborHTMLParser((small / name / "index.html").read_text("utf-8"))
        assert not [node for node in tree.css("script") if "alert(1)" in node.text()], name
        assert not [link for link in tree.css("a") if "javascript:alert" in (link.attributes.get("href") or "")], name
    page = LexborHTMLParser((small / "platforms/paper-kite/index.html").read_text("utf-8"))
    title, heading = page.css_first("title"), page.css_first("h1")
    assert title is not None
    assert heading is not None
    assert HOSTILE_NAME in title.text()
    assert HOSTILE_NAME in heading.text()
    entries = [node.text().strip() for node in page.css(".md-nav__link .md-ellipsis")]
    assert HOSTILE_NAME in entries


QUERIES = [
    ("Papierdrachen", "paper-kite", "a name in another language"),
    ("纸鸢", "paper-kite", "a Chinese name, whole"),
    ("纸", "paper-kite", "the beginning of a Chinese name"),
    ("+44 20 7946 0123", "paper-kite", "a number in groups"),
    ("020-7946-0123", "paper-kite", "as it is dialled in its country"),
    ("0044 (20) 79460123", "paper-kite", "with 00"),
    ("60123", "paper-kite", "a short number"),
    ("07700900123", "paper-kite", "a number that is not official"),
    ("https://www.paperkite.example/help/x?y=a~b^2", "paper-kite", "an address with signs that lunr takes for orders"),
    ("login.paperkite.example", "paper-kite", "a host"),
    ("anything.kite-shops.example", "paper-kite", "a host below one on record, with a hyphen"),
    ("Help@PaperKite.example", "paper-kite", "a mailbox in capitals"),
    ("paperboat.example", "paper-boat", "what is unconfirmed"),
    ("纸船paperboat.example", "paper-boat", "Chinese and Latin without a blank"),
]


@pytest.mark.skipif(NODE is None, reason="node is not installed: the search worker's own code cannot be run")
def test_the_search_finds_what_people_type(small: Path) -> None:
    asked = json.dumps([query for query, _, _ in QUERIES])
    runner = Path(__file__).parent / "search_worker.cjs"
    done = subprocess.run([str(NODE), str(runner), str(small), asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert answers["warnings"] == []
    for (query, slug, why), places in zip(QUERIES, answers["places"], strict=True):
        assert any(f"platforms/{slug}/" in place for place in places[:2]), f"{query} ({why}): {places}"
