"""`scamguard data new`: the file says what is to be filled in, and passes the checks when that is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from scamguard import Guard, Knowledge, Status
from scamguard.cli.main import main

#: What is put in place of the marks, longest first; one in each language where a language is asked for.
FILLED = {
    "FILL-IN: 中文名": "示例商城",
    "FILL-IN: how it really contacts people.": "Example Mart writes in its app.",
    "FILL-IN：它如何联系用户。": "示例商城在 App 里联系用户。",
    "FILL-IN: the source's own words, at most 25": "We will never ask for your password or one-time code.",
    "FILL-IN: it never asks": "It never asks",
    "FILL-IN：它从不": "它从不",
    "FILL-IN: title of the page": "How to reach us",
    "FILL-IN: title of the list and its entry": "Shops and their domains",
    "FILL-IN: who keeps the list": "An open list",
    "https://FILL-IN.example/entry-at-its-version": "https://lists.example/shops",
    "example-mart.com/FILL-IN": "example-mart.com/help",
}


def begin(folder: Path, *options: str) -> int:
    return main(["data", "new", "example-mart", str(folder), "--home", "example-mart.com", *options])


def test_a_filled_in_file_passes_the_checks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(folder, "--name", "Example Mart", "--category", "delivery") == 0
    path = folder / "platforms" / "example-mart.toml"
    assert capsys.readouterr().out == f"{path}: written. Replace every FILL-IN, then run: scamguard data check\n"

    text = path.read_text(encoding="utf-8")
    for mark, written in FILLED.items():
        assert mark in text
        text = text.replace(mark, written)
    path.write_text(text, encoding="utf-8")

    assert main(["data", "compile", str(folder)]) == 0
    assert main(["data", "check", str(folder)]) == 0
    guard = Guard(Knowledge.from_folder(folder))
    assert guard.check("www.example-mart.com", claims="示例商城").status is Status.OFFICIAL
    assert guard.check("example-mart.com.evil.example", claims="Example Mart").status is not Status.OFFICIAL


def test_a_file_as_it_was_begun_says_what_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(folder)
    capsys.readouterr()

    assert main(["data", "check", str(folder)]) == 2

    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(FILLED) + 1
    assert all("still to be filled in" in line for line in said[:-1])


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(folder)
    path = folder / "platforms" / "example-mart.toml"
    path.write_text("mine", encoding="utf-8")

    assert begin(folder) == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("slug", ["Example", "a_b", "../x", "-a", "a--b", "", "a/b", "示例", "x\n"])
def test_a_slug_is_kebab_case(folder: Path, slug: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(folder.rglob("*"))

    assert main(["data", "new", "--", slug, str(folder)]) == 2
    assert set(folder.rglob("*")) == before
    assert "lower-case letters, digits and single hyphens" in capsys.readouterr().err


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\nb", "{slug}", "%s", '"""'])
def test_hostile_names_stay_texts(folder: Path, text: str) -> None:
    import tomllib

    assert begin(folder, "--name", text) == 0

    written = tomllib.loads((folder / "platforms" / "example-mart.toml").read_text(encoding="utf-8"))
    assert written["names"]["en"] == [text]


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(tmp_path / "nowhere") == 2
    assert "cannot be written" in capsys.readouterr().err
