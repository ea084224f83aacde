"""Whatever library a column comes in, its answers come back in it, row for row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from frames.columns import DAY, LIBRARIES, Library, reported, rows_of, told
from scamguard import Guard, UnknownPlatform, UsageError, scan
from scamguard.frames import check_column, scan_column

CONTACTS = ["95588", None, "400-882-1234", "95588", "微信：kefu_2026", "", "https://seller.aliexpress.com/help"]
CLAIMS = ["icbc", "icbc", "TikTok Shop", "boc", None, None, "速卖通"]
TEXTS = ["TikTok Shop support: 400-882-1234", None, "good morning", "seller.alibaba-inc.com belongs to AliExpress", ""]

libraries = pytest.mark.parametrize("library", LIBRARIES.values(), ids=LIBRARIES)


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def verdicts(guard: Guard, contacts: list[str | None], claims: list[str | None]) -> list[dict[str, Any] | None]:
    return [
        None if contact is None else told(guard.check(contact, claims=claim, as_of=DAY))
        for contact, claim in zip(contacts, claims, strict=True)
    ]


@libraries
def test_each_contact_has_its_verdict(guard: Guard, library: Library) -> None:
    answers = check_column(library.make(CONTACTS), claims="TikTok Shop", as_of=DAY)

    assert isinstance(answers, library.kind)
    assert rows_of(answers) == verdicts(guard, CONTACTS, ["tiktok-shop"] * len(CONTACTS))


@libraries
def test_each_contact_has_a_claim_of_its_own(guard: Guard, library: Library) -> None:
    answers = check_column(library.make(CONTACTS), claims=library.make(CLAIMS), as_of=DAY)

    assert rows_of(answers) == verdicts(guard, CONTACTS, CLAIMS)


@libraries
def test_each_text_has_its_report(library: Library) -> None:
    answers = scan_column(library.make(TEXTS), as_of=DAY)

    assert isinstance(answers, library.kind)
    assert rows_of(answers) == [None if text is None else reported(scan(text, as_of=DAY)) for text in TEXTS]


@libraries
def test_a_column_of_nothing_gives_nothing(library: Library) -> None:
    none, nulls = (check_column(library.make(rows), as_of=DAY) for rows in ([], [None, None]))

    assert isinstance(none, library.kind)
    assert rows_of(none) == []
    assert rows_of(nulls) == [None, None]
    assert type_of(none) == type_of(nulls) == type_of(check_column(library.make(CONTACTS), as_of=DAY))


def type_of(column: Any) -> object:
    return column.type if isinstance(column, pa.ChunkedArray) else column.dtype


@pytest.mark.parametrize("claims", [pl.Series(CLAIMS), pd.Series(CLAIMS), pa.array(CLAIMS)], ids=["pl", "pd", "pa"])
@pytest.mark.parametrize(
    "contacts", [pl.Series(CONTACTS), pd.Series(CONTACTS), pa.array(CONTACTS)], ids=["pl", "pd", "pa"]
)
def test_claims_may_come_in_another_library(guard: Guard, contacts: Any, claims: Any) -> None:
    assert rows_of(check_column(contacts, claims=claims, as_of=DAY)) == verdicts(guard, CONTACTS, CLAIMS)


def test_chunks_of_claims_need_not_be_those_of_the_contacts(guard: Guard) -> None:
    claims = pa.chunked_array([CLAIMS[:1], CLAIMS[1:4], CLAIMS[4:]])
    contacts = pa.chunked_array([CONTACTS[:3], CONTACTS[3:]])

    assert rows_of(check_column(contacts, claims=claims, as_of=DAY)) == verdicts(guard, CONTACTS, CLAIMS)


def test_polars_keeps_the_name_and_has_plain_types() -> None:
    answers = check_column(pl.Series("number", ["95588"]), as_of=DAY)

    assert answers.name == "number"
    fields = answers.struct.schema
    assert fields["status"] == fields["verdict"] == fields["error"] == pl.String
    assert fields["instead"] == pl.List(pl.Struct({"kind": pl.String, "value": pl.String, "label": pl.String}))


@pytest.mark.parametrize(
    "index", [pd.Index(["b", "a", "b"]), pd.MultiIndex.from_tuples([(1, 2), (0, 1), (3, 3)], names=["x", "y"])]
)
def test_pandas_keeps_the_index_and_the_name(index: Any) -> None:
    answers = check_column(pd.Series(["95588", None, "x"], index=index, name=("n", 1)), claims="ICBC", as_of=DAY)

    assert answers.index.equals(index)
    assert answers.index.names == index.names
    assert answers.name == ("n", 1)
    assert isinstance(answers.dtype, pd.ArrowDtype)
    assert answers.struct.field("status").fillna("?").tolist() == ["official", "?", "invalid"]


def test_pandas_takes_claims_of_the_same_rows_only() -> None:
    frame = pd.DataFrame({"contact": ["95588", "95566"], "claims": ["icbc", "boc"]})
    turned = frame["claims"].sort_values()

    with pytest.raises(UsageError, match=r"^claims: its index is another one"):
        check_column(frame["contact"], claims=turned)
    assert check_column(frame["contact"], claims=turned[[0, 1]]).struct.field("status").tolist() == ["official"] * 2


def test_a_column_of_a_file_without_values_is_a_column_of_nulls() -> None:
    assert rows_of(check_column(pd.Series([float("nan")] * 2))) == [None, None]
    assert rows_of(check_column(pl.Series([None, None]))) == [None, None]
    assert rows_of(check_column(pa.nulls(2))) == [None, None]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pl.Series([13122891139]), "contacts: a series of String is needed, not of Int64; cast it first"),
        (pl.Series([["95588"]]), "contacts: a series of String is needed, not of List(String); cast it first"),
        (pl.Series([object()]), "contacts: a series of String is needed, not of Object; cast it first"),
        (pd.Series([95588]), "contacts: a series of strings is needed, not of int64; convert it first"),
        (
            pd.Series([95588], dtype=pd.ArrowDtype(pa.int64())),
            "contacts: a column of text is needed, not of int64; cast it first",
        ),
        (pa.array([b"95588"]), "contacts: a column of text is needed, not of binary; cast it first"),
        (pa.array([1]).dictionary_encode(), "contacts: a column of text is needed, not of dictionary<"),
        (pl.DataFrame({"a": ["95588"]}), "contacts: a column of text is needed, not of struct<a: "),
        (pd.DataFrame({"a": ["95588"]}), "contacts: a column of text is needed, not of struct<a: "),
        (pa.table({"a": ["95588"]}), "contacts: a column of text is needed, not of struct<a: "),
        (pa.record_batch({"a": ["95588"]}), "contacts: a column of text is needed, not of struct<a: "),
        (pl.LazyFrame({"a": ["95588"]}), "contacts: a column of Polars, pandas or Arrow is needed, not LazyFrame"),
        (["95588"], "contacts: a column of Polars, pandas or Arrow is needed, not list"),
        ("95588", "contacts: a column of Polars, pandas or Arrow is needed, not str"),
        (pd.Series, "contacts: a column of Polars, pandas or Arrow is needed, not type"),
    ],
)
def test_what_is_no_column_of_text_is_refused_whole(column: Any, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_column(column)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_somebody_who_promises_arrow_and_has_none_is_refused() -> None:
    class Empty:
        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return None

    class Raising:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            raise pa.ArrowInvalid("nothing\nhere")

    for column in (Empty(), Raising()):
        with pytest.raises(UsageError, match=r"^contacts: not readable as Arrow: .+$"):
            check_column(column)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"claims": "Nobody's Bank"}, UnknownPlatform, 'unknown platform "Nobody\'s Bank"'),
        ({"claims": pl.Series(["icbc"])}, UsageError, "claims: 1 rows beside 2; both columns need the same length"),
        ({"claims": pl.Series([], dtype=pl.String)}, UsageError, "claims: 0 rows beside 2; both columns"),
        ({"claims": pl.Series([1, 2])}, UsageError, "claims: a series of String is needed, not of Int64"),
        ({"claims": 5}, UsageError, "claims: a column of Polars, pandas or Arrow is needed, not int"),
        ({"kind": "fax"}, UsageError, "kind 'fax': use one of"),
        ({"audience": "everybody"}, UsageError, "audience 'everybody': use one of"),
        ({"region": "UK"}, UsageError, "region 'UK': use an ISO 3166-1 code"),
        ({"direction": "up"}, UsageError, "direction 'up': use inbound or outbound"),
        ({"as_of": "yesterday"}, UsageError, "as_of 'yesterday': use a date"),
        ({"lang": "fr"}, UsageError, "lang 'fr': use en or zh"),
    ],
)
def test_a_wrong_option_is_told_before_the_first_row(given: dict[str, Any], error: type, message: str) -> None:
    for column in (check_column, scan_column):
        if column is scan_column and "kind" in given:
            continue
        with pytest.raises(error) as refused:
            column(pl.Series(["95588", "95566"]), **given)
        assert str(refused.value).startswith(message)
