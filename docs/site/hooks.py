"""The site's pages that stand in no file of docs/: made from data/ at every build, so that they cannot drift from it.

MkDocs calls these functions (mkdocs.yml, `hooks`). What the pages say is in scamguard/render/.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jieba
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from scamguard.errors import DataError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.render.page import FOLDERS
from scamguard.render.site import to_navigation, to_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

#: Files of the top folder that the site shows, too: path -> path in the documentation.
_OF_TOP: Final = {"README.md": "about.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
#: What the home page is made of.
_HOME: Final = "docs/site/home.md"
#: What a search reads queries with.
_SEARCH: Final = "docs/site/search.js"
_DECISIONS: Final = "decisions/"
#: A link to a file: its words, and where it leads.
_LINK: Final = re.compile(r"\[([^\]]+)\]\((?![a-z]+:|#)([^)\s]+)\)")

_IS_PLATFORMS: Final = re.compile("(?:zh/)?platforms/")
#: A line of HTML in a generated page, and what stands for it while Markdown is read.
_HTML_LINE: Final = re.compile("^<.*$", re.MULTILINE)
_PLACE: Final = "<hr>"

_built: dict[str, Knowledge] = {}
_lines: dict[str, list[str]] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the data, and puts the generated pages and the decisions into the navigation."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    try:
        knowledge = _built["knowledge"] = Knowledge.from_folder(_top(config) / "data")
    except DataError as error:
        raise PluginError(f"{error}; scamguard data check names every mistake") from None
    for slug in knowledge.platforms:
        for name in knowledge.platforms[slug].names.get("zh", ()):
            jieba.add_word(name)  # so that a search for a name finds the name
    config.nav = [_expanded(entry, config) for entry in config.nav or ()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages."""
    top = _top(config)
    pages = {target: _relinked((top / name).read_text(encoding="utf-8")) for name, target in _OF_TOP.items()}
    pages["index.md"] = (top / _HOME).read_text(encoding="utf-8")
    for path, text in (pages | to_pages(_built["knowledge"])).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Takes the HTML out of the generated pages: Markdown would read it all and find nothing, a fifth of the build."""
    if not _IS_PLATFORMS.match(page.url):
        return markdown
    _lines[page.url] = _HTML_LINE.findall(markdown)
    return _HTML_LINE.sub(_PLACE, markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the HTML of the generated pages back."""
    lines = _lines.pop(page.url, [])
    parts = html.split(_PLACE)
    return parts[0] + "".join(line + part for line, part in zip(lines, parts[1:], strict=True)) if lines else html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Sets the language of what stands around the page."""
    config.theme["language"] = "zh" if page.url.startswith("zh/") else "en"
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Puts our reading of queries before the search worker."""
    workers = list(Path(config.site_dir, "assets/javascripts/workers").glob("search.*.js"))
    if len(workers) != 1:
        raise PluginError(f"{len(workers)} search workers in the theme, not 1: see {_SEARCH}")
    (worker,) = workers
    reading = (_top(config) / _SEARCH).read_text(encoding="utf-8")
    worker.write_text(f"{reading}{worker.read_text(encoding='utf-8')}", encoding="utf-8")


def _top(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _expanded(entry: dict[str, Any], config: MkDocsConfig) -> dict[str, Any]:
    """Returns an entry of the navigation with what stands for generated pages, or for a folder, written out."""
    ((title, target),) = entry.items()
    if isinstance(target, list):
        return {title: [_expanded(inner, config) if isinstance(inner, dict) else inner for inner in target]}
    for lang, folder in FOLDERS.items():
        if target == f"{folder}/index.md":
            return {title: to_navigation(_built["knowledge"], lang)}
    if target == _DECISIONS:
        return {title: [f"{_DECISIONS}{path.name}" for path in sorted(Path(config.docs_dir, _DECISIONS).glob("*.md"))]}
    return entry


def _relinked(text: str) -> str:
    """Returns a page of the top folder with its links as the site has them; what the site lacks is no link there."""
    return _LINK.sub(_relink, text)


def _relink(link: re.Match[str]) -> str:
    words, target = link.groups()
    path, mark, anchor = target.partition("#")
    inside = _OF_TOP.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else "")
    return f"[{words}]({inside}{mark}{anchor})" if inside.endswith(".md") else words
