"""`scamguard data stale`: what was not read again for long, and how much rests on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scamguard import UsageError
from scamguard.cli.main import main
from scamguard.upkeep.staleness import parse_age


@pytest.mark.parametrize(
    ("text", "days"), [("180d", 180), ("26w", 182), ("6m", 180), ("1y", 365), (" 2Y ", 730), ("0d", 0)]
)
def test_ages(text: str, days: int) -> None:
    assert parse_age(text) == days


@pytest.mark.parametrize("text", ["", "180", "d", "-1d", "1.5y", "1 d", "999999d", "1d2w", "一天", "1d\n2"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(UsageError, match="write days, weeks, months or years"):
        parse_age(text)


def rows(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[dict[str, object]]]:
    status = main(["data", "stale", str(folder), "--json", *options])
    return status, json.loads(capsys.readouterr().out)


def test_nothing_is_old_on_the_day_it_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(folder, capsys, "--as-of", "2026-11-22") == (0, [])


def test_what_most_rests_on_stands_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = rows(folder, capsys, "--as-of", "2027-11-22", "--older-than", "1y")

    assert status == 1
    weights = [row["weight"] for row in found]
    assert weights == sorted(weights, key=lambda weight: -int(str(weight)))
    assert found[0]["weight"] != 0
    heavy = {f"{row['platform']}/{row['id']}" for row in found[:60]}
    assert "tiktok-shop/no-phone-or-wechat-support" in heavy, "an absence decides every number"


def test_a_source_that_was_read_again_makes_its_records_young(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "platforms" / "usps.toml"
    text = path.read_text(encoding="utf-8")
    before = {row["id"] for row in rows(folder, capsys, "--as-of", "2027-11-22")[1] if row["platform"] == "usps"}
    head, mark, tail = text.partition('id = "accuzip"')
    path.write_text(head + mark + tail.replace("seen = 2026-11-22", "seen = 2027-11-01", 1), encoding="utf-8")

    after = {row["id"] for row in rows(folder, capsys, "--as-of", "2027-11-22")[1] if row["platform"] == "usps"}

    assert before - after == {"report-phishing", "report-sms", "five-digit-senders"}


def test_lines_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "stale", str(folder), "--as-of", "2028-01-01"]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("older than 180 days: ")
    assert " verdicts " in lines[0]
    assert " days  " in lines[0]
