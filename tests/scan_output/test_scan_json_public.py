"""The JSON of a scan through the public names, and what it costs those who only check."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import msgspec
import pytest

import scamguard
from scamguard.render.json import encode
from scamguard.render.scan_json import report_to_dict

TEXT = "TikTok Shop support: 400-882-1234. Reply with the SMS code. 微信：kefu_2026"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("text", [TEXT, "", "a\ud800 400-882-1234"])
def test_a_report_becomes_the_json_of_a_scan(text: str, lang: str) -> None:
    report = scamguard.scan(text, as_of="2026-11-22")

    assert scamguard.to_dict(report, lang) == msgspec.json.decode(encode(report_to_dict(report, lang)))
    assert scamguard.to_json(report, lang) == encode(report_to_dict(report, lang)).decode()
    assert len(json.loads(scamguard.to_json(report, lang))["findings"]) == len(report.findings)


def test_the_language_is_that_of_a_verdict_where_none_is_given() -> None:
    report = scamguard.scan(TEXT, as_of="2026-11-22")

    assert report.alarms
    assert scamguard.to_json(report) == scamguard.to_json(report, "en") != scamguard.to_json(report, "zh")


@pytest.mark.parametrize("other", [None, "400-882-1234", [], scamguard.Status.OFFICIAL])
def test_what_is_neither_a_verdict_nor_a_report_is_refused(other: Any) -> None:
    for write in (scamguard.to_dict, scamguard.to_json):
        with pytest.raises(TypeError, match=f"a Verdict or a Report is needed, not {type(other).__name__}"):
            write(other)


def test_a_finding_alone_is_refused() -> None:
    finding: Any = scamguard.scan(TEXT, as_of="2026-11-22").findings[0]

    with pytest.raises(TypeError, match="not ScanFinding"):
        scamguard.to_json(finding)


def test_the_json_of_a_check_loads_nothing_of_scans() -> None:
    code = "import scamguard, sys; scamguard.to_json(scamguard.check('95588')); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert "scamguard.render.json" in loaded
    for name in ("scamguard.model.report", "scamguard.render.scan_json", "scamguard.scanning"):
        assert name not in loaded
