"""Every rule fires where it should and stays silent beside it: the cases are in `rules/<code>.toml`."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scamguard import Guard
from scamguard.rules import CODES

FOLDER = Path(__file__).parent / "rules"
OPTIONS = frozenset({"claims", "kind", "audience", "region", "direction", "as_of"})
SIDES = ("fires", "silent")


def read(code: str) -> dict[str, list[dict[str, Any]]]:
    path = FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


CASES = [
    pytest.param(code, side, case, id=f"{code}-{side}-{number}")
    for code in CODES
    for side in SIDES
    for number, case in enumerate(read(code).get(side, ()))
]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.mark.parametrize(("code", "side", "case"), CASES)
def test_rule_fires_and_stays_silent(guard: Guard, code: str, side: str, case: dict[str, Any]) -> None:
    options = {key: value for key, value in case.items() if key in OPTIONS}
    verdict = guard.check(case["contact"], **options)
    codes = [reason.code for reason in verdict.reasons]
    assert (code in codes) == (side == "fires"), f"{case}: {verdict.status} by {codes}"


@pytest.mark.parametrize("code", CODES)
def test_example_of_the_explanation_fires(guard: Guard, code: str) -> None:
    example = CODES[code].explanation.example
    command, check, contact, *rest = shlex.split(example)
    assert (command, check) == ("scamguard", "check")
    options = {
        name.removeprefix("--").replace("-", "_"): value for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    verdict = guard.check(contact, **options)
    assert code in [reason.code for reason in verdict.reasons], f"{example}: {verdict.status}"


@pytest.mark.parametrize("code", CODES)
def test_both_sides_are_shown(code: str) -> None:
    assert (FOLDER / f"{code}.toml").exists(), f"rules/{code}.toml is missing"
    cases = read(code)
    assert set(cases) == set(SIDES), f"rules/{code}.toml needs a fires and a silent side, and nothing else"
    assert all(cases.values())


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_files_are_named_after_a_rule(path: Path) -> None:
    assert path.suffix == ".toml"
    assert path.stem in CODES


@pytest.mark.parametrize("code", CODES)
def test_cases_say_why(code: str) -> None:
    for side, cases in read(code).items():
        for case in cases:
            place = f"rules/{code}.toml: {side}: {case}"
            assert set(case) <= {"contact", "why"} | OPTIONS, place
            assert isinstance(case.get("contact"), str), place
            assert case.get("why"), place


@pytest.mark.parametrize("code", CODES)
def test_no_case_stands_on_both_sides(code: str) -> None:
    questions = [
        tuple(sorted((key, value) for key, value in case.items() if key != "why"))
        for cases in read(code).values()
        for case in cases
    ]
    assert len(questions) == len(set(questions))
