"""`scamguard scan`: what is read, what is printed in each format, and what the shell is told."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_texts import HOSTILE, PASSAGE
from scan_samples import TODAY, guard

from scamguard.cli.main import main
from scamguard.cli.progress import ProgressBar
from scamguard.model.document import Document
from scamguard.model.report import Report, ScanFinding
from scamguard.render.plain import Line
from scamguard.render.terminal import write_lines

#: What the scanner of these tests finds: passage -> whose it is said to be.
KNOWN = {PASSAGE: "tiktok-shop", "95588": "icbc", "seller.alibaba-inc.com": "aliexpress", "kefu@shop.example": "icbc"}
PATTERN = re.compile("|".join(map(re.escape, KNOWN)))

Run = Callable[..., tuple[int, str, str]]


class PlainScanner:
    """Finds known passages, so that these tests speak about the command alone."""

    def __init__(self, found: Any = None) -> None:
        self.guard = guard()  # whatever guard it is given: that of these tests is built once

    def scan(self, document: Document, *, claims: str | None = None, **options: Any) -> Report:
        findings = tuple(
            ScanFinding(
                "contact",
                self.guard.check(match[0], claims=claims or KNOWN[match[0]], **options),
                match.start(),
                match.end(),
                match[0],
            )
            for match in PATTERN.finditer(document.original)
        )
        return Report(findings, document.original, document.file, document.notes)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Returns the command: arguments, and standard input where given -> exit status, output, errors."""
    monkeypatch.setattr("scamguard.batch.files.Scanner", PlainScanner)

    def command(*arguments: object, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = main(["scan", *map(str, arguments), "--lang", "en", "--as-of", TODAY])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Returns a folder of four texts: two alarms, one that is official, one without any contact."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text(f"TikTok Shop:\n {PASSAGE}\n", encoding="utf-8")
    (folder / "b.txt").write_text("工商银行客服热线：95588", encoding="utf-8")
    (folder / "c.txt").write_text("旧地址 seller.alibaba-inc.com", encoding="utf-8")
    (folder / "d.txt").write_text("nothing", encoding="utf-8")
    return folder


#: text, exit status, why
STATUSES = (
    (f"Call {PASSAGE}", 1, "an impersonation"),
    ("seller.alibaba-inc.com", 1, "a retired address"),
    ("Call 95588", 0, "official"),
    ("write to kefu@shop.example", 0, "not verified is no alarm"),
    ("Good morning", 0, "nothing in it"),
    ("", 0, "an empty text"),
)


@pytest.mark.parametrize("output", ["text", "json", "jsonl", "sarif", "html"])
@pytest.mark.parametrize(("text", "status", "why"), STATUSES)
def test_the_exit_status_tells_whether_there_is_an_alarm(
    run: Run, output: str, text: str, status: int, why: str
) -> None:
    assert run("--format", output, stdin=text.encode())[0] == status, why


def test_a_dash_and_nothing_are_standard_input(run: Run) -> None:
    expected = run(stdin=PASSAGE.encode())

    assert "standard input:1:1" in expected[1]
    assert run("-", stdin=PASSAGE.encode()) == expected


def test_a_person_who_gives_nothing_is_told_what_to_give(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    status, out, err = run()

    assert (status, out) == (2, "")
    assert err == "scamguard: give a file, a folder, or - for standard input, as in: scamguard scan message.txt\n"


def test_text_shows_alarms_and_counts_the_rest(run: Run, site: Path) -> None:
    status, out, err = run(site)

    assert (status, err) == (1, "")
    assert [line for line in out.splitlines() if line.startswith(str(site))] == [
        f"{site / 'a.txt'}:2:2",
        f"{site / 'c.txt'}:1:5",
    ]
    assert out.endswith("\nChecked: 4 texts, 3 contacts. Alarms: 2 (impersonation 1, retired 1). Others: official 1.\n")


def test_all_shows_every_finding(run: Run, site: Path) -> None:
    assert f"{site / 'b.txt'}:1:10" in run(site, "--all")[1]


def test_json_lines_are_findings(run: Run, site: Path) -> None:
    status, out, _ = run(site, "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]

    assert status == 1
    assert [row["status"] for row in found] == ["impersonation", "official", "retired"]
    assert [Path(row["file"]).name for row in found] == ["a.txt", "b.txt", "c.txt"]


def test_json_is_one_object(run: Run, site: Path) -> None:
    whole = json.loads(run(site, "--format", "json")[1])
    lines = [json.loads(line) for line in run(site, "--format", "jsonl")[1].splitlines()]

    assert whole["findings"] == lines
    assert [(Path(text["file"]).name, text["findings"], text["alarms"]) for text in whole["texts"]] == [
        ("a.txt", 1, 1),
        ("b.txt", 1, 0),
        ("c.txt", 1, 1),
        ("d.txt", 0, 0),
    ]
    assert whole["unreadable"] == []


def test_json_of_nothing_is_an_object_too(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("--format", "json", stdin=b"")[1])["findings"] == []
    assert json.loads(run(tmp_path, "--format", "json")[1]) == {"findings": [], "texts": [], "unreadable": []}


def test_sarif_names_files_below_the_working_folder(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.parent)
    log = json.loads(run(site, "--format", "sarif")[1])
    locations = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]

    assert [place["artifactLocation"]["uri"] for place in locations] == ["site/a.txt", "site/c.txt"]


def test_the_answer_can_go_to_a_file(run: Run, site: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"

    assert run(site, "--format", "html", "--output", page) == (1, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_earlier_answer_in_the_folder_is_not_scanned(run: Run, site: Path) -> None:
    answer = site / "answer.jsonl"
    run(site, "--format", "jsonl", "--output", answer)
    first = answer.read_text(encoding="utf-8")
    run(site, "--format", "jsonl", "--output", answer)

    assert answer.read_text(encoding="utf-8") == first


#: arguments, what is said
MISTAKES = (
    (("--claims", "TikTok Shpo"), "unknown platform 'TikTok Shpo'; did you mean"),
    (("--region", "UK"), "the United Kingdom is GB"),
    (("--output", "no/such/folder/x.html"), "no/such/folder/x.html: No such file or directory"),
)


@pytest.mark.parametrize(("arguments", "said"), MISTAKES)
def test_a_mistake_is_one_line_and_nothing_is_read(run: Run, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run("-", *arguments, stdin=PASSAGE.encode())

    assert (status, out) == (2, "")
    assert err.startswith("scamguard: ")
    assert said in err
    assert err.count("\n") == 1


def test_a_path_that_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, site: Path) -> None:
    status, out, err = run(site / "missing.txt", site / "a.txt", "--format", "jsonl")

    assert status == 2
    assert json.loads(out)["surface"] == PASSAGE
    assert err.startswith(f"scamguard: {site / 'missing.txt'}: ")


def test_what_cannot_be_read_within_a_folder_is_told_and_changes_no_status(run: Run, site: Path) -> None:
    (site / "e.zip").write_bytes(b"PK\x03\x04 and no more")
    status, _, err = run(site)

    assert status == 1
    assert f"{site / 'e.zip'}: " in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered_in_every_format(run: Run, name: str) -> None:
    ordinary = "\nThe rest of this message is as ordinary as any other.\n" * 20
    text = (HOSTILE[name] + ordinary).encode("utf-8", "replace")

    for output in ("text", "json", "jsonl", "sarif", "html"):
        status, out, _ = run("--format", output, stdin=text)
        assert status == 1
        assert "\x1b" not in out


class Screen(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def test_the_bar_is_for_several_files_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(screen: io.StringIO, total: int) -> str:
        monkeypatch.setattr("sys.stderr", screen)
        bar = ProgressBar()
        bar(1, total, "a\x1b[31m.txt")
        with bar.away(screen):
            screen.write("between")
        bar.close()
        return screen.getvalue()

    assert shown(io.StringIO(), 3) == "between"
    assert shown(Screen(), 1) == "between"
    assert "1/3" in shown(Screen(), 3)
    assert "a\ufffd[31m.txt" in shown(Screen(), 3)


def test_on_a_terminal_marks_stay_below_their_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = Screen()
    write_lines([Line("plain", "  客服：13122891139"), Line("impersonation", "        ^^^^^^^^^^^")], screen)

    assert re.sub("\x1b\\[[0-9;]*m", "", screen.getvalue()) == "  客服：13122891139\n        ^^^^^^^^^^^\n"
