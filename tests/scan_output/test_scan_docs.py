"""The console blocks about `scan` in the documentation are what the command prints.

`UPDATE_GOLDEN=1 python -m pytest tests/scan_output` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scamguard.cli.main import main

TOP = Path(__file__).parents[2]
PAGES = [TOP / name for name in ("README.md", "docs/command-line.md", "docs/planted-numbers.md")]
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def is_about_scan(block: str) -> bool:
    """The block runs scans, and does not print the help, whose lines depend on the terminal."""
    return "scamguard scan" in block and "--help" not in block


def blocks() -> list[tuple[Path, str]]:
    """Returns the blocks that run scans, with their pages."""
    return [
        (page, block) for page in PAGES for block in CONSOLE.findall(page.read_text("utf-8")) if is_about_scan(block)
    ]


def played(block: str, folder: Path) -> str:
    """Returns the block as a shell prints it: its commands, each with its output."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    shown = []
    for command in re.findall(r"^\$ (.*)\n", block, re.MULTILINE):
        ran = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
        shown.append(f"$ {command}\n{ran.stdout}{ran.stderr}")
    return "".join(shown)


@pytest.mark.parametrize(("page", "block"), blocks(), ids=lambda value: value.name if isinstance(value, Path) else "")
def test_a_block_is_what_the_command_prints(page: Path, block: str, tmp_path: Path) -> None:
    found = played(block, tmp_path)
    if UPDATE:
        page.write_text(page.read_text("utf-8").replace(block, found), encoding="utf-8")
        return

    assert found == block, "read the difference; UPDATE_GOLDEN=1 keeps it"


def test_the_pages_have_such_blocks() -> None:
    assert {page for page, _ in blocks()} == set(PAGES)


def test_the_hook_runs_a_command_that_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    hook = (TOP / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: scamguard (.*)$", hook, re.MULTILINE)
    arguments = re.search(r"^  args: \[(.*)\]$", hook, re.MULTILINE)

    assert hook.startswith("- id: scamguard-scan\n")
    assert entry is not None
    assert arguments is not None
    assert main([*entry[1].split(), *arguments[1].split(", "), str(TOP / ".pre-commit-hooks.yaml")]) == 0
    assert capsys.readouterr().out
