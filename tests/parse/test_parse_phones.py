"""Telephone numbers in every writing (phones.toml)."""

from __future__ import annotations

import pytest
from parse_tables import AS_OF, Case, cases, guard, verify

from scamguard import Status


@pytest.mark.parametrize("case", cases("phones"))
def test_phone_is_read(case: Case) -> None:
    verify(case)


@pytest.mark.parametrize(
    "writing", ["95588", "021-95588", "+86 95588", "九五五八八", "tel:95588", "９５５８８", "⑨⑤⑤⑧⑧"]
)
def test_the_bank_s_hotline_is_official_in_every_writing(writing: str) -> None:
    verdict = guard().check(writing, claims="icbc", as_of=AS_OF)

    assert verdict.status is Status.OFFICIAL


def test_one_digit_more_is_another_number() -> None:
    verdict = guard().check("955880", claims="icbc", as_of=AS_OF)

    assert verdict.status is not Status.OFFICIAL
