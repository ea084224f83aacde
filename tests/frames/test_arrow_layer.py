"""The layer that data frames and Spark share: one array in, one array out, in pieces where Arrow could not hold it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pyarrow as pa
import pytest

from frames.columns import DAY, reported, told
from scamguard import Guard, UsageError, scan
from scamguard.columns import Checking, Options, Scanning, report_type, verdict_type
from scamguard.columns.texts import ArrowTexts, ListedTexts

CONTACTS = ["95588", None, "400-882-1234"]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.mark.parametrize("with_json", [True, False])
def test_an_array_of_verdicts(guard: Guard, with_json: bool) -> None:
    checking = Checking(guard, Options(claims="ICBC", as_of=DAY, with_json=with_json))
    answers = checking.array(pa.array(CONTACTS))
    answers.validate(full=True)

    assert answers.type == checking.type == verdict_type(with_json)
    assert ("verdict" in answers.type.names) == with_json
    rows = [row and {"verdict": None, **row} for row in answers.to_pylist()]
    assert [row and row["status"] for row in rows] == ["official", None, "unverified"]


@pytest.mark.parametrize("with_json", [True, False])
def test_an_array_of_reports(guard: Guard, with_json: bool) -> None:
    scanning = Scanning(guard, Options(as_of=DAY, with_json=with_json))
    answers = scanning.array(pa.array(["TikTok Shop: 400-882-1234", None, "nothing"]))
    answers.validate(full=True)

    assert answers.type == scanning.type == report_type(with_json)
    assert ("report" in answers.type.names) == with_json
    assert [row and row["alarms"] for row in answers.to_pylist()] == [1, None, 0]


@pytest.mark.parametrize(
    "rows", [[], [None], ["95588"] * 3, ["95588", None] * 5000, [f"x{row}.example" for row in range(9000)]]
)
def test_one_array_whatever_its_length(guard: Guard, rows: list[str | None]) -> None:
    answers = Checking(guard, Options(with_json=False)).array(pa.array(rows, pa.string()))
    answers.validate(full=True)

    assert [row is None for row in answers.to_pylist()] == [row is None for row in rows]


def test_a_column_with_its_claims(guard: Guard) -> None:
    checking = Checking(guard, Options(claims="boc", as_of=DAY))
    contacts = pa.array(["95588", "95588", "95588"])

    statuses = checking.array(contacts, pa.array(["icbc", None, "boc"])).field("status").to_pylist()
    assert statuses == ["official", guard.check("95588", as_of=DAY).status, "impersonation"], "a column goes before"
    assert checking.array(contacts).field("status").to_pylist() == ["impersonation"] * 3
    with pytest.raises(UsageError, match=r"^claims: 0 rows beside 3"):
        checking.array(contacts, pa.array([], pa.string()))


def test_long_columns_and_long_texts_come_in_pieces(guard: Guard) -> None:
    checking = Checking(guard, Options(as_of=DAY))
    long = ["95588"] * 20_000 + ["9" * 8000] * 100
    pieces = list(checking.pieces(ListedTexts(long)))

    assert sum(map(len, pieces)) == len(long)
    assert max(map(len, pieces)) <= 8192
    assert len(pieces[-1]) < 100, "a long contact stands in its answer several times"
    found = Scanning(guard, Options(as_of=DAY))
    many = ["TikTok Shop: 400-882-1234\n" * 900] * 20
    assert max(map(len, found.pieces(ListedTexts(many)))) <= 10, "so does a text with many findings"


def test_pieces_are_in_order(guard: Guard) -> None:
    contacts = [f"shop{row}.example" for row in range(300)] + ["95588"] * 9000 + [None, "95566"]
    pieces = Checking(guard, Options(with_json=False)).pieces(ArrowTexts(pa.array(contacts)))
    canonical = [value for piece in pieces for value in piece.field("canonical").to_pylist()]

    assert canonical[:2] == ["https://shop0.example/", "https://shop1.example/"]
    assert canonical[-3:] == ["95588", None, "95566"]
    assert len(canonical) == len(contacts)


def test_the_options_of_checks_are_looked_at_for_scans(guard: Guard) -> None:
    with pytest.raises(UsageError, match=r"^kind: checks have it, scans have not"):
        Scanning(guard, Options(kind="phone"))


def test_options_travel() -> None:
    options = Options(claims="icbc", region="CN", as_of=DAY, lang="zh", with_json=False)

    assert pickle.loads(pickle.dumps(options)) == copy.copy(options) == options


def test_the_same_rows_told_by_the_contract(guard: Guard) -> None:
    contacts, texts = ["95588", "x@b.example"], ["call 95588", "AliExpress: +86 131 2289 1139"]
    checked: list[Any] = Checking(guard, Options(as_of=DAY)).array(pa.array(contacts)).to_pylist()
    scanned: list[Any] = Scanning(guard, Options(as_of=DAY)).array(pa.array(texts)).to_pylist()

    assert checked == [told(guard.check(contact, as_of=DAY)) for contact in contacts]
    assert scanned == [reported(scan(text, as_of=DAY)) for text in texts]
