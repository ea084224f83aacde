"""What is said about a demand: documented facts first, in their scope, then the heuristic. Cases: `verdicts.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from demand_reading import shipped

from scamguard.judge import judge
from scamguard.rules.case import Question
from scamguard.rules.demanded import CODES, observe_demand

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8"))[
    "verdict"
]
TODAY = "2026-11-22"
#: Codes of contacts, which demands for such a contact share.
FIXED = {"no-such-channel", "outside-closed-set"}


def judged(case: dict[str, Any]) -> Any:
    question = Question(case.get("claims"), case.get("audience"), case.get("region"), None, TODAY)
    found = observe_demand(case.get("act", "ask"), case["what"], case["surface"], question, shipped())
    return judge(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('claims')}-{case['what']}-{case['why'][:24]}")
def test_what_is_said(case: dict[str, Any]) -> None:
    assert case["why"]
    status, reasons = judged(case)
    assert (status, [reason.code for reason in reasons]) == (case["status"], case["codes"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('claims')}-{case['what']}-{case['why'][:24]}")
def test_sentences_are_whole_and_name_the_passage(case: dict[str, Any]) -> None:
    for reason in judged(case)[1]:
        for lang in ("en", "zh"):
            text = reason.in_language(lang)
            assert case["surface"].replace(" ", "") in text.replace(" ", "")
            assert "{" not in text
        if reason.code in ("never-asks", "may-ask", "against-procedure"):
            assert all(fact.sources for fact in reason.facts)
            assert reason.facts


def test_every_code_is_reached() -> None:
    said = {code for case in CASES for code in case["codes"]}
    assert said == {code.name for code in CODES} | FIXED


def test_a_long_passage_is_cut_and_stands_on_one_line() -> None:
    question = Question(None, None, None, None, TODAY)
    [found] = observe_demand("ask", "otp", "send\nthe\u200b code " * 50, question, shipped())
    assert len(found.found) <= 80
    assert found.found.isprintable()
