"""The command line's answers, letter for letter, in English and in Chinese: `golden/<name>.<language>.txt`.

Each file begins with its command and ends with the exit status. What a person in danger reads is written with care, so
a change of it is read before it is kept: `UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py` writes the files anew,
and the difference belongs into the commit that made it.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from scamguard.cli.main import main

FOLDER = Path(__file__).parent / "golden"
LANGUAGES = ("en", "zh")
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
#: How an answer begins, with the day where it is about another one than today, and how its next step does.
BEGINNINGS: Final = {
    "en": r"(?:ON \d{4}-\d\d-\d\d, )?[A-Z ]{2,}[.:] \S",
    "zh": r"(?:\d{4}-\d\d-\d\d 时)?\w{2,7}[。：]\S",
}
STEPS: Final = {"en": "  Do now: ", "zh": "  现在该做："}
TODAY: Final = "2026-11-21"

#: Name of the file -> what stands behind `scamguard check`.
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "hotline-of-tiktok-shop": ("400-xxx", "--claims", "TikTok Shop", "--as-of", TODAY),
    "advertised-number": ("13122891139", "--claims", "TK小店", "--as-of", TODAY),
    "official-page": ("seller.aliexpress.com/help", "--claims", "AliExpress", "--as-of", TODAY),
    "retired-host": ("seller.alibaba-inc.com", "--claims", "AliExpress", "--as-of", TODAY),
    "retired-host-while-in-use": ("seller.alibaba-inc.com", "--claims", "AliExpress", "--as-of", "2023-06-01"),
    "number-of-another-bank": ("95588", "--claims", "中国银行", "--as-of", TODAY),
    "homograph": ("aliехpress.com", "--as-of", TODAY),
    "mailbox-of-one-page": ("service@jinritemai.com", "--claims", "抖店", "--as-of", TODAY),
    "incoming-call-of-a-bank": ("95588", "--claims", "工商银行", "--direction", "inbound", "--as-of", TODAY),
    "no-contact": ("hello world", "--as-of", TODAY),
    "account-without-a-claim": ("微信号 tiktok_kefu01", "--as-of", TODAY),
}


def answer(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    """Returns the command, what it prints, and its exit status, as a terminal would show them."""
    status = main(["check", *arguments])
    shown = capsys.readouterr()
    assert shown.err == ""
    return f"$ scamguard check {shlex.join(arguments)}\n{shown.out}exit status {status}\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_answer_is_the_one_that_was_read(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = FOLDER / f"{name}.{lang}.txt"
    found = answer((*COMMANDS[name], "--lang", lang), capsys)
    if UPDATE:
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8"), "read the difference; UPDATE_GOLDEN=1 keeps it"


def test_every_file_belongs_to_a_command() -> None:
    expected = {f"{name}.{lang}.txt" for name in COMMANDS for lang in LANGUAGES}

    assert {path.name for path in FOLDER.iterdir()} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_answer_stands_first_and_the_next_step_follows(name: str, lang: str) -> None:
    """The verdict is the first line, begun in capitals (or with a short Chinese phrase); what to do is said once."""
    lines = (FOLDER / f"{name}.{lang}.txt").read_text(encoding="utf-8").splitlines()[1:-1]
    steps = [line for line in lines if line.startswith(STEPS[lang])]

    assert re.match(BEGINNINGS[lang], lines[0]), lines[0]
    assert len(steps) == 1
    assert all(line.startswith("  ") for line in lines[1:])
