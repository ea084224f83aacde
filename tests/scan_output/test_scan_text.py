"""What a person reads of a scan, letter for letter: `golden/<name>.<language>.txt`.

`UPDATE_GOLDEN=1 python -m pytest tests/scan_output` writes the files anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hostile_texts import HOSTILE, PASSAGE
from scan_samples import article, guard, names, report_of

from scamguard.model.report import Report
from scamguard.render.scan_plain import to_lines
from scamguard.render.tally import Tally

FOLDER = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
LANGUAGES = ("en", "zh")

#: Name of the file -> a report, and whether every finding is shown.
SAMPLES: Final[dict[str, tuple[Callable[[], Report], bool]]] = {
    "alarms": (article, False),
    "all-findings": (article, True),
    "calm-text": (lambda: report_of("Call 95588.", ("95588", "icbc")), False),
    "standard-input": (lambda: report_of("登录 aliехpress.com\n", "aliехpress.com"), False),
}


def answer(report: Report, lang: str, is_all: bool = False) -> str:
    """Returns what is printed about one text, with the counts."""
    tally = Tally()
    tally.add(report)
    lines = [line.text for line in to_lines(report, lang, names(), is_all=is_all)]
    return "\n".join([*lines, *tally.to_sentences(lang)]) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_answer_is_the_one_that_was_read(name: str, lang: str) -> None:
    make, is_all = SAMPLES[name]
    found = answer(make(), lang, is_all)
    path = FOLDER / f"{name}.{lang}.txt"
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8"), "read the difference; UPDATE_GOLDEN=1 keeps it"


def test_every_file_belongs_to_a_sample() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.{lang}.txt" for name in SAMPLES for lang in LANGUAGES}


def test_only_alarms_are_shown_unless_all_are_asked_for() -> None:
    assert "support@tiktokshop.com" not in _first_lines(answer(article(), "en"))
    assert "support@tiktokshop.com" in _first_lines(answer(article(), "en", is_all=True))


def test_what_the_text_itself_warns_of_is_no_alarm() -> None:
    warned = article(is_warned=True)

    assert len(warned.alarms) == len(article().alarms) - 1
    assert "aliехpress.com does not" not in answer(warned, "en")
    assert "No alarm: the text itself denies it or warns of it." in answer(warned, "en", is_all=True)
    assert "Alarms: 5 (impersonation 4, retired 1)." in answer(warned, "en")
    assert "warned of by the text itself 1" in answer(warned, "en")


def test_a_text_without_findings_says_nothing() -> None:
    assert list(to_lines(report_of("nothing here"), "en", names())) == []


def test_what_is_said_twice_refers_to_the_first_place() -> None:
    assert answer(article(), "en").count("The same as at 3:30.") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_reaches_the_terminal_as_text(name: str, lang: str) -> None:
    report = report_of(HOSTILE[name], (PASSAGE, "tiktok-shop"), file=f"{HOSTILE[name][:40]}.txt")
    lines = [line.text for line in to_lines(report, lang, names(), is_all=True)]

    assert all(line.isprintable() for line in lines)
    assert any(PASSAGE in line for line in lines)
    assert "\n".join(lines).encode("utf-8")


def test_the_samples_have_every_status_that_can_be_shown() -> None:
    statuses = {finding.verdict.status for finding in article().findings}

    assert statuses >= {"official", "retired", "impersonation", "unverified"}
    assert guard().knowledge.names.labels


def _first_lines(text: str) -> str:
    """Returns the answers alone, without what stands below them."""
    return "\n".join(line for line in text.splitlines() if line.startswith(("articles/", "  ")) and line[2:3] != " ")
