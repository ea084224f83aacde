"""Every sort of demand is found, and the innocent sentence beside it is not: the cases are in `sentences.toml`."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from demand_reading import demands_in, shipped
from hypothesis import given, settings
from hypothesis import strategies as st

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
#: Sorts for which no sentence can stand here.
NO_DEMANDS = {"innocent"}
#: Pieces of hostile texts: objects, acts and frames without end.
PIECES = (
    "密码",
    "请把验证码",
    "转账密码",
    "send the code ",
    "send us the code. ",
    "send me your password. ",
    "call +1 ",
    "验证码发我，",
    "请",
    "a",
    "9",
    "，",
)
SIZE = 200_000
#: Most seconds for such a text; it takes well below one.
MAX_SECONDS = 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_what_is_demanded(case: dict[str, Any]) -> None:
    assert case["why"]
    assert sorted({demand.what for demand, _ in demands_in(case["text"])}) == sorted(case["asks"])


def test_every_sort_of_demand_has_a_sentence() -> None:
    lexicon = shipped().reading.lexicon
    sorts = {what for sections in lexicon.values() for what in sections["demand"]["what"]} - NO_DEMANDS
    assert sorts == {what for case in CASES for what in case["asks"]}


def test_both_languages_know_the_same_sorts() -> None:
    lexicon = shipped().reading.lexicon
    assert set(lexicon["en"]["demand"]["what"]) == set(lexicon["zh"]["demand"]["what"])


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Hello! Please SEND me the Verification Code now.", "SEND me the Verification Code"),
        ("您好。请把验\u200b证码发给我。", "验\u200b证码发给我"),
        ("Ｐｌｅａｓｅ ｓｅｎｄ ｍｅ ｙｏｕｒ ｐａｓｓｗｏｒｄ", "ｓｅｎｄ ｍｅ ｙｏｕｒ ｐａｓｓｗｏｒｄ"),
    ],
)
def test_the_passage_goes_from_the_act_to_the_object(text: str, passage: str) -> None:
    assert [surface for _, surface in demands_in(text)] == [passage]


@pytest.mark.lengthy
@pytest.mark.parametrize("piece", PIECES)
def test_hostile_texts_take_no_runaway_time(piece: str) -> None:
    text = (piece * SIZE)[:SIZE]
    began = time.perf_counter()
    demands_in(text)
    assert time.perf_counter() - began < MAX_SECONDS


@pytest.mark.parametrize("sentence", ["send us the code. ", "请把验证码发给我。"])
def test_every_demand_of_a_long_text_is_found(sentence: str) -> None:
    assert len(demands_in(sentence * 3000)) == 3000


#: What demands are made of, and what has trapped readers of text before.
PARTS = ["please ", "send ", "the code", "password", ". ", ", ", "never "]
PARTS += ["请", "把", "验证码", "发给我", "转账", "不要", "。", "\u200b", "İ"]
WORDS = st.sampled_from(PARTS)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=40).map("".join))
def test_places_are_inside_the_text_and_in_order(text: str) -> None:
    for demand, surface in demands_in(text):
        assert 0 <= demand.start < demand.end
        assert surface in text
