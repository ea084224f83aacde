"""The JSON of a scan: the contract's keys, and places that hold what they say."""

from __future__ import annotations

import json

import pytest
from hostile_texts import HOSTILE, PASSAGE
from scan_samples import ARTICLE, article, report_of

from scamguard.render.json import encode, to_json_object
from scamguard.render.scan_json import finding_to_dict, findings_to_dicts, report_to_dict

PLACE_KEYS = ["finding", "file", "start", "end", "line", "column", "surface", "claim", "warned_of"]


def test_a_finding_is_the_verdict_with_its_place() -> None:
    for finding, found in zip(article().findings, findings_to_dicts(article(), "zh"), strict=True):
        verdict = {key: value for key, value in found.items() if key not in PLACE_KEYS}
        expected = to_json_object(finding.verdict, "zh")
        assert list(found)[: len(PLACE_KEYS)] == PLACE_KEYS
        if finding.finding == "contact":
            assert verdict == expected
        else:
            assert verdict == {**expected, "contact": None}


def test_the_places_hold_what_they_say() -> None:
    lines = ARTICLE.split("\n")
    for found in findings_to_dicts(article()):
        assert ARTICLE[found["start"] : found["end"]] == found["surface"]
        assert lines[found["line"] - 1][found["column"] - 1 :].startswith(found["surface"])


def test_claims_and_demands_have_no_contact() -> None:
    kinds = {found["finding"]: found["contact"] is None for found in findings_to_dicts(article())}

    assert kinds == {"contact": False, "claim": True, "demand": True}


def test_it_is_told_where_the_platform_is_named() -> None:
    first, _, third, fourth, *_ = findings_to_dicts(article())

    assert first["claim"] == {"origin": "text", "surface": "TikTok Shop", "start": 21, "end": 32}
    assert third["claim"] == {"origin": "title", "surface": "TK小店", "start": None, "end": None}
    assert fourth["claim"] is None


def test_a_report_has_its_file_its_notes_and_all_findings() -> None:
    found = report_to_dict(article(), "zh")

    assert found["file"] == "articles/001.txt"
    assert found["notes"] == ["即使没有验证失败，发件人也可能是伪造的。"]
    assert found["findings"] == list(findings_to_dicts(article(), "zh"))
    assert report_to_dict(report_of("nothing")) == {"file": None, "notes": [], "findings": []}


def test_one_finding_is_the_same_as_among_all() -> None:
    report = article()

    assert [finding_to_dict(report, finding) for finding in report.findings] == list(findings_to_dicts(report))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_becomes_json(name: str) -> None:
    report = report_of(HOSTILE[name], (PASSAGE, "tiktok-shop"), file=HOSTILE[name][:40])
    (found,) = json.loads(encode(report_to_dict(report)))["findings"]

    assert found["surface"] == PASSAGE
    assert found["start"] == HOSTILE[name].index(PASSAGE)


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    report = report_of("a\ud800 b", "a\ud800 b", file="\udcff.txt")
    (found,) = json.loads(encode(report_to_dict(report)))["findings"]

    assert found["surface"] == "a\ufffd b"
    assert found["file"] == "\ufffd.txt"
    assert (found["start"], found["end"]) == (0, 4)
