"""The documentation keeps in step: its Python runs, its console output is what the command prints, its pages exist."""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shlex
from pathlib import Path

import pytest

from scamguard.cli.main import main
from scamguard.render.reasons import to_markdown

TOP = Path(__file__).parents[1]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]
#: Pages whose Python asks a server: tests/client runs them.
ASKING = {"client.md"}
#: Pages whose commands build on each other, in a folder with the files that the page shows with `cat`.
SESSIONS = {"lists.md"}
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (scamguard (?:check|show|explain|platforms)\b[^|<>;\\]*)\n", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


#: Writes the printed output into the pages: read the difference before it is kept.
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def rewrite(page: str, command: str, before: str, after: str) -> None:
    """Puts what a command prints today in the place of what a page says that it prints."""
    path = next(path for path in PAGES if path.name == page)
    text = path.read_text(encoding="utf-8")
    old, new = f"$ {command}\n{before}", f"$ {command}\n{after.rstrip()}\n" + ("\n" if before.endswith("\n\n") else "")
    path.write_text(text.replace(old, new), encoding="utf-8")


def commands() -> list[tuple[str, str, str]]:
    """Returns page, command and printed output of every plain command in the console blocks."""
    found = []
    for page in PAGES:
        if page.name in SESSIONS:
            continue
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
            for part in parts:
                command, _, output = part.partition("\n")
                if COMMAND.fullmatch(f"$ {command}\n") and "--help" not in command:
                    found.append((page.name, command, output))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in ASKING], ids=lambda page: page.name)
def test_python_in_the_docs_runs(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize(("page", "command", "output"), commands())
def test_console_output_is_what_the_command_prints(
    page: str, command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with contextlib.suppress(SystemExit):
        main(shlex.split(command)[1:])
    printed = capsys.readouterr()
    if UPDATE:
        rewrite(page, command, output, printed.out + printed.err)
        return
    assert (printed.out + printed.err).rstrip() == output.rstrip(), f"{page}: {command}"


@pytest.mark.parametrize("name", sorted(SESSIONS))
def test_sessions_run_as_they_stand(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    ran = 0
    for block in CONSOLE.findall((TOP / "docs" / name).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            words = shlex.split(command)
            if words[0] == "cat":
                Path(words[1]).write_text(output, encoding="utf-8")
                continue
            with contextlib.suppress(SystemExit):
                main(words[1:])
            printed = capsys.readouterr()
            if UPDATE:
                rewrite(name, command, output, printed.out + printed.err)
            else:
                assert (printed.out + printed.err).rstrip() == output.rstrip(), command
            ran += 1
    assert ran > 1


def test_the_page_of_reasons_is_generated_from_the_rules() -> None:
    assert (TOP / "docs" / "reasons.md").read_text(encoding="utf-8") == to_markdown(), (
        "run: python -m scamguard.render.reasons > docs/reasons.md"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_two_commands_of_the_readme_stand_as_promised() -> None:
    lines = (TOP / "README.md").read_text(encoding="utf-8").splitlines()
    assert any(line.endswith('scamguard check "400-xxx" --claims "TikTok Shop"') and "venv" in line for line in lines)
    assert any(line.endswith("python -m pytest -n auto") and "venv" in line for line in lines)
