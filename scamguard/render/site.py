"""The generated part of the documentation site: every page by its path, and the navigation to them."""

from __future__ import annotations

from typing import Any, Final

from scamguard.knowledge.knowledge import Knowledge
from scamguard.render.page import FOLDERS, to_page
from scamguard.render.page_directory import CATEGORIES, by_category, to_category, to_directory
from scamguard.render.page_text import to_html

#: The languages of the generated pages.
LANGUAGES: Final = tuple(FOLDERS)


def to_pages(knowledge: Knowledge) -> dict[str, str]:
    """Returns the Markdown of every generated page by its path in the documentation."""
    found = {}
    for lang, folder in FOLDERS.items():
        found[f"{folder}/index.md"] = to_directory(knowledge, lang)
        for category in by_category(knowledge, lang):
            found[f"{folder}/category/{category}/index.md"] = to_category(knowledge, category, lang)
        for slug in knowledge.platforms:
            found[f"{folder}/{slug}.md"] = to_page(knowledge, slug, lang)
    return found


def to_navigation(knowledge: Knowledge, lang: str) -> list[Any]:
    """Returns the entries of one language in the form of MkDocs' `nav`: categories, and the platforms in each."""
    folder = FOLDERS[lang]
    entries: list[Any] = [f"{folder}/index.md"]
    for category, members in by_category(knowledge, lang).items():
        links = [
            {to_html(knowledge.label(platform.slug).in_language(lang)): f"{folder}/{platform.slug}.md"}
            for platform in members
        ]
        entries.append({CATEGORIES[category].in_language(lang): [f"{folder}/category/{category}/index.md", *links]})
    return entries
