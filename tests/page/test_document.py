"""The document itself, before any browser reads it: one of everything, nothing from elsewhere, a policy that fits."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files

import pytest

from scamguard.rules.codes import ALL_CODES
from scamguard.server.page.page import SCRIPTS, page
from scamguard.server.page.words import WORDS

DOCUMENT = page().body.decode()
SOURCES = {name: files("scamguard.server.page").joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS}
POLICY = dict(part.split(" ", 1) for part in page().policy.split("; "))


def only(pattern: str) -> str:
    """Returns what the one match of a pattern in the document holds."""
    (found,) = re.findall(pattern, DOCUMENT, re.DOTALL)
    return str(found)


@pytest.mark.parametrize(
    ("directive", "pattern"),
    [("script-src", r"<script>(.*?)</script>"), ("style-src", r"<style>(.*?)</style>")],
)
def test_the_policy_allows_what_stands_in_the_document_and_nothing_else(directive: str, pattern: str) -> None:
    digest = base64.b64encode(hashlib.sha256(only(pattern).encode()).digest()).decode()

    assert POLICY[directive] == f"'sha256-{digest}'"


def test_the_policy_is_strict() -> None:
    assert "unsafe" not in page().policy
    assert POLICY["default-src"] == POLICY["base-uri"] == POLICY["form-action"] == POLICY["frame-ancestors"] == "'none'"
    assert POLICY["connect-src"] == "'self'"
    assert POLICY["img-src"] == "data:"
    assert POLICY["require-trusted-types-for"] == "'script'"
    assert POLICY["trusted-types"] == "'none'"


def test_nothing_is_loaded_from_elsewhere() -> None:
    """All that a document can load stands in an attribute, or in the style; the icon is part of the document."""
    without_data = re.sub(r'<script type="application/json".*?</script>', "", DOCUMENT, flags=re.DOTALL)
    loaded = re.findall(r'\s(?:src|href|srcset|action|poster|data)="([^"]*)"', without_data)

    assert [address.partition(",")[0] for address in loaded] == ["data:image/svg+xml", "#en", "#zh"]
    assert not re.search(r"@import|url\(", only(r"<style>(.*?)</style>"))


def test_no_element_has_a_script_or_a_style_of_its_own() -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", DOCUMENT, flags=re.DOTALL)

    assert not re.search(r"\s(?:on\w+|style)=", markup)


def test_no_script_makes_markup_of_text() -> None:
    for name, source in SOURCES.items():
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|Storage|cookie", source
        )
        assert not found, f"{name}: {found[0] if found else ''}"


def test_the_embedded_json_cannot_end_its_element() -> None:
    data = only(r'<script type="application/json" id="data">(.*?)</script>')

    assert "<" not in data
    assert json.loads(data)["tables"]["steps"].keys() == ALL_CODES.keys()


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    in_markup = set(re.findall(r'data-t="(\w+)"', DOCUMENT))
    in_scripts = set(re.findall(r'"([\w-]+)"', "".join(SOURCES.values())))
    asked_for = set(re.findall(r'(?:word|Trouble)\(\s*"([\w-]+)"', "".join(SOURCES.values())))

    assert in_markup | asked_for <= set(WORDS)
    assert set(WORDS) <= in_markup | in_scripts


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_say_it_with_the_same_places_to_fill(name: str) -> None:
    said = WORDS[name]

    assert said.en.strip() == said.en
    assert said.zh.strip() == said.zh
    assert sorted(re.findall(r"\{\w+\}", said.en)) == sorted(re.findall(r"\{\w+\}", said.zh))
    assert re.search("[\u3400-\u9fff]", said.zh)


def test_the_words_stand_in_the_document_before_any_script_runs() -> None:
    assert f">{WORDS['heading'].en}</h1>" in DOCUMENT
    assert not re.search(r'data-t="\w+"[^>]*></', DOCUMENT)
