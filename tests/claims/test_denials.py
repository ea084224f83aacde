"""What a sentence denies, warns of, or says to be gone."""

from __future__ import annotations

from typing import Any

import pytest
from claims_tables import cases, denial_words, placed

from scamguard.extract.denials import is_denied, is_said_to_be_gone


@pytest.mark.parametrize("case", cases("denials", "denied"))
def test_denied(case: dict[str, Any]) -> None:
    assert is_denied(*placed(case["text"]), denial_words()), case


@pytest.mark.parametrize("case", cases("denials", "heard"))
def test_heard(case: dict[str, Any]) -> None:
    assert not is_denied(*placed(case["text"]), denial_words()), case


@pytest.mark.parametrize("case", cases("denials", "gone"))
def test_gone(case: dict[str, Any]) -> None:
    assert is_said_to_be_gone(*placed(case["text"]), denial_words()), case


@pytest.mark.parametrize("case", cases("denials", "there"))
def test_there(case: dict[str, Any]) -> None:
    assert not is_said_to_be_gone(*placed(case["text"]), denial_words()), case
