"""`scamguard data stats` counts; `export` writes what other programs read, and nothing that is not official."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from scamguard import Guard, Status
from scamguard.cli.main import main

SCHEMA = json.loads((Path(__file__).parent / "misp" / "schema.json").read_text(encoding="utf-8"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["data", *arguments]) == 0
    return capsys.readouterr().out


def test_counts_agree(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "stats", "--json"))
    lines = said(capsys, "stats").splitlines()

    assert found["platforms"] == sum(found["by_category"].values())
    assert found["channels"] == sum(found["channels_by_kind"].values()) == sum(found["channels_by_status"].values())
    assert found["channels"] == sum(found["channels_by_quality"].values())
    assert found["facts"] == sum(found["facts_by_modal"].values()) == sum(found["facts_by_quality"].values())
    assert found["sources"] == sum(found["sources_by_kind"].values())
    assert lines[0].startswith(f"{found['platforms']} platforms, {found['channels']} channels, ")


def test_the_warninglist_fits_the_schema_of_its_project(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "export"))

    jsonschema.validate(found, SCHEMA)
    assert found["type"] == "hostname"
    assert found["list"] == sorted(set(found["list"]))
    assert len(found["list"]) > 200


def test_everything_on_the_warninglist_is_official(capsys: pytest.CaptureFixture[str]) -> None:
    guard = Guard()
    for host in json.loads(said(capsys, "export"))["list"]:
        verdict = guard.check(host, as_of="2026-11-22")
        elsewhere = set(verdict.if_claimed.values())
        assert verdict.status is Status.OFFICIAL or Status.OFFICIAL in elsewhere, host


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("seller.alibaba-inc.com", "retired"),
        ("myshopify.com", "customers publish there"),
        ("usps.gov", "owned, never a channel"),
        ("github.io", "anyone publishes there"),
    ],
)
def test_what_is_not_on_the_warninglist(host: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert host not in json.loads(said(capsys, "export"))["list"], why


def test_the_table_has_every_channel(capsys: pytest.CaptureFixture[str]) -> None:
    table = list(csv.DictReader(io.StringIO(said(capsys, "export", "--format", "csv"))))
    guard = Guard()

    assert len(table) == sum(len(platform.channels) for platform in guard.knowledge.platforms.values())
    row = next(row for row in table if row["platform"] == "aliexpress" and row["value"] == "'+8613122891139")
    assert (row["status"], row["role"], row["name"]) == ("not-official", "claimed", "AliExpress")
    assert "大数跨境" in row["sources"]
    assert all(row["sources"] for row in table)


def test_no_cell_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    for row in csv.reader(io.StringIO(said(capsys, "export", "--format", "csv"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_a_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.json"

    assert said(capsys, "export", "--output", str(path)) == ""
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(said(capsys, "export"))
    assert main(["data", "export", "--output", str(tmp_path / "none" / "list.json")]) == 2
    assert "cannot be written" in capsys.readouterr().err
