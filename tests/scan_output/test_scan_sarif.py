"""SARIF 2.1.0: right by the schema of OASIS, regions that hold their passage, nothing that a viewer would act on."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hostile_texts import HOSTILE, PASSAGE
from jsonschema import Draft4Validator
from scan_samples import ARTICLE, article, finding_of, names, report_of

from scamguard.model.document import Unreadable
from scamguard.model.report import Report
from scamguard.render.json import encode
from scamguard.render.sarif import to_dict, to_uri
from scamguard.rules.codes import ALL_CODES as CODES

SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-schema-2.1.0.json"


@functools.cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def log_of(*reports: Report, unreadable: tuple[Unreadable, ...] = (), lang: str = "en") -> dict[str, Any]:
    """Returns the log as a program reads it, checked against the schema."""
    log = to_dict(reports, unreadable, lang=lang, names=names(), version="1.0", folder="/site")
    found: dict[str, Any] = json.loads(encode(log))
    validator().validate(found)
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_log_is_right_by_the_schema(lang: str) -> None:
    unreadable = (Unreadable("broken [x](y).html", "not a {text}"),)
    (run,) = log_of(article(), report_of("nothing"), unreadable=unreadable, lang=lang)["runs"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "scamguard"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "not a {{text}}"


def test_an_empty_run_is_right_too() -> None:
    (run,) = log_of()["runs"]

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_alarms_are_results_and_nothing_else_is() -> None:
    (run,) = log_of(article())["runs"]
    levels = {result["properties"]["status"]: result["level"] for result in run["results"]}

    assert len(run["results"]) == len(article().alarms)
    assert levels == {"impersonation": "error", "retired": "warning"}


def test_rules_are_those_that_are_used_each_once() -> None:
    (run,) = log_of(article(), article())["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(rules) == len(set(rules))
    assert {result["ruleId"] for result in run["results"]} == set(rules) <= set(CODES)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_a_region_holds_its_passage() -> None:
    (run,) = log_of(article())["runs"]
    lines = ARTICLE.split("\n")
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        shown = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        by_offset = ARTICLE[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert shown == by_offset == region["snippet"]["text"]


def test_nothing_of_the_text_but_the_passages_is_told() -> None:
    report = report_of(f"my secret is 42. Call {PASSAGE}. My name is Ann.", (PASSAGE, "tiktok-shop"))

    assert "secret" not in json.dumps(log_of(report))
    assert "Ann." not in json.dumps(log_of(report))


#: name, its address, why
URIS = (
    ("a.txt", "a.txt", "a relative name stays as it is"),
    ("/site/docs/a.txt", "docs/a.txt", "below the folder it becomes relative"),
    ("/other/a b.txt", "file:///other/a%20b.txt", "elsewhere it is absolute"),
    ("./docs//a.txt", "docs/a.txt", "it is made plain"),
    ("../a.txt", "file:///a.txt", "above the folder it is absolute"),
    ("/site/../a.txt", "file:///a.txt", "no detour leads out of the folder"),
    ("文章/客服.txt", "%E6%96%87%E7%AB%A0/%E5%AE%A2%E6%9C%8D.txt", "UTF-8, percent-encoded"),
    ("shop.zip!/dir/page.html", "shop.zip!/dir/page.html", "a member of an archive"),
    ("a:b?c#d%.txt", "a%3Ab%3Fc%23d%25.txt", "what would end a path is encoded"),
    ("\udcff.txt", "%FF.txt", "a byte that is no UTF-8 stays that byte"),
    ("\ud800.txt", "%EF%BF%BD.txt", "what no file system has is replaced"),
    ("//evil.example/a", "file:////evil.example/a", "two slashes make no host"),
)


@pytest.mark.parametrize(("name", "uri", "why"), URIS)
def test_a_file_has_a_percent_encoded_address(name: str, uri: str, why: str) -> None:
    assert to_uri(name, "/site") == uri, why
    assert uri.isascii()
    assert not urlsplit(uri).netloc


def test_an_address_can_be_decoded() -> None:
    assert unquote(to_uri("文章/a b.txt")) == "文章/a b.txt"


def test_a_fingerprint_follows_its_passage_when_text_is_moved() -> None:
    def prints(text: str) -> list[str]:
        report = report_of(text, (PASSAGE, "tiktok-shop"), "aliехpress.com")
        (run,) = log_of(report)["runs"]
        return [value for result in run["results"] for value in result["partialFingerprints"].values()]

    assert prints(f"{PASSAGE} aliехpress.com") == prints(f"New lines.\n\nThen {PASSAGE}\n\naliехpress.com")


def test_fingerprints_tell_equal_passages_apart() -> None:
    (run,) = log_of(article())["runs"]
    found = [value for result in run["results"] for value in result["partialFingerprints"].values()]

    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_makes_a_right_log_without_links(name: str) -> None:
    text = HOSTILE[name]
    passages = (
        finding_of(text, text[:100], "tiktok-shop", contact="内部电话", kind="claim"),
        finding_of(text, PASSAGE, "tiktok-shop"),
    )
    (run,) = log_of(Report(passages, text, text[:50]))["runs"]

    assert len(run["results"]) == 2
    assert all("](" not in result["message"]["text"] for result in run["results"])
    assert all(result["message"]["text"].isprintable() for result in run["results"])
