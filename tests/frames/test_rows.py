"""What a row says: what `Guard.check` and `scan` say, whatever stands in the rows beside it."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frames.columns import DAY, reported, rows_of, told
from scamguard import Guard, Knowledge, ScamguardError, Verdict, scan, to_json
from scamguard.frames import check_column, scan_column
from scamguard.model.report import MAX_FINDINGS
from scamguard.questions import local_date

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]
#: The options that a column has for all of its rows.
SHARED = ("kind", "audience", "region", "direction", "as_of")


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def by_options(cases: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Returns the cases that one column can hold, by the options that they share."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        found.setdefault(json.dumps({key: case[key] for key in SHARED if key in case}), []).append(case)
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("options", "cases"), by_options(CASES).items(), ids=by_options(CASES))
def test_every_case_has_the_verdict_of_a_check(
    guard: Guard, options: str, cases: list[dict[str, Any]], lang: str
) -> None:
    asked = {"as_of": DAY, **json.loads(options)}
    contacts, claims = ([case.get(key) for case in cases] for key in ("contact", "claims"))
    answers = check_column(pa.array(contacts), claims=pa.array(claims, pa.string()), guard=guard, lang=lang, **asked)

    checked = [guard.check(case["contact"], claims=case.get("claims"), **asked) for case in cases]
    assert rows_of(answers) == [told(verdict, lang) for verdict in checked]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_case_has_the_report_of_a_scan(lang: str) -> None:
    texts = [f"{case.get('claims', '')}: {case['contact']}" for case in CASES]
    answers = scan_column(pl.Series(texts), as_of=DAY, lang=lang)

    reports = [scan(text, as_of=DAY) for text in texts]
    assert answers.to_list() == [reported(report, lang) for report in reports]
    assert set(answers.struct.field("status")) >= {"impersonation", None}


def test_the_gravest_alarm_is_the_status_of_a_report() -> None:
    retired, imitation = "AliExpress: seller.alibaba-inc.com", "TikTok Shop support: 400-882-1234"
    rows = rows_of(scan_column(pa.array([retired, f"{retired}. {imitation}", "95588"]), as_of=DAY))

    assert [(row and row["status"], row and row["alarms"]) for row in rows] == [
        ("retired", 1),
        ("impersonation", 2),
        (None, 0),
    ]


def test_what_a_text_warns_of_is_no_alarm() -> None:
    (row,) = rows_of(
        scan_column(pa.array(["This is a scam, do not call: TikTok Shop hotline 400-882-1234"]), as_of=DAY)
    )

    assert row is not None
    assert [found["warned_of"] for found in row["findings"]] == [True]
    assert (row["status"], row["alarms"]) == (None, 0)


def test_claims_hold_for_scans_too() -> None:
    texts = pa.array(["call 95588", "call 95588", "call 95588"])
    rows = rows_of(scan_column(texts, claims=pa.array(["icbc", "boc", None]), as_of=DAY))

    assert [row and row["findings"][0]["status"] for row in rows] == ["official", "impersonation", "official"]
    assert rows[1] == rows_of(scan_column(texts, claims="Bank of China", as_of=DAY))[0]


def test_without_json_the_rest_is_the_same() -> None:
    contacts = pl.Series(["95588", "400-882-1234"])
    for column, name in ((check_column, "verdict"), (scan_column, "report")):
        whole, short = column(contacts, as_of=DAY), column(contacts, as_of=DAY, with_json=False)
        assert [field for field in whole.struct.fields if field != name] == short.struct.fields
        assert whole.struct.unnest().drop(name).equals(short.struct.unnest())


def test_the_date_is_that_of_the_day(guard: Guard) -> None:
    (today,) = rows_of(check_column(pa.array(["seller.alibaba-inc.com"]), claims="aliexpress"))
    (then,) = rows_of(
        check_column(pa.array(["seller.alibaba-inc.com"]), claims="aliexpress", as_of=dt.date(2023, 6, 1))
    )

    assert today is not None
    assert then is not None
    assert (today["status"], then["status"]) == ("retired", "official")
    assert today["as_of"] in (local_date(), guard.check("x").as_of)
    assert then["as_of"] == "2023-06-01"


def test_answers_come_from_the_guard_that_is_given() -> None:
    class Silent(Guard):
        def check(self, contact: str, **options: Any) -> Verdict:
            return super().check("nothing to see", **options)

    (row,) = rows_of(check_column(pa.array(["95588"]), guard=Silent(Knowledge.shipped())))
    assert row is not None
    assert row["status"] == "invalid"


# ---- rows that cannot be answered


def test_a_wrong_claim_costs_its_row_alone(guard: Guard) -> None:
    contacts = ["95588", "95588", "95588", "95588"]
    claims = ["icbc", "TikTok Shpo", None, "boc"]
    for column, told_of in ((check_column, "verdict"), (scan_column, "report")):
        rows = rows_of(column(pl.Series(contacts), claims=pl.Series(claims), as_of=DAY))
        wrong = rows.pop(1)
        assert wrong is not None
        assert (
            wrong.pop("error")
            == "unknown platform 'TikTok Shpo'; did you mean tiktok-shop or tiktok? (scamguard platforms lists all)"
        )
        assert told_of in wrong
        assert set(wrong.values()) == {None}
        assert all(row is not None and row["error"] is None and row[told_of] is not None for row in rows)


def test_what_is_no_text_costs_its_row_alone(guard: Guard) -> None:
    contacts = pd.Series(["95588", 95588, None, float("nan"), b"95588", ["95588"], "95588", pd.NA], dtype=object)
    claims = pd.Series(["icbc", "icbc", "icbc", "icbc", "icbc", "icbc", 7, {}], dtype=object)
    rows = rows_of(check_column(contacts, claims=claims, as_of=DAY))

    assert rows[0] == told(guard.check("95588", claims="icbc", as_of=DAY))
    assert [row and row["error"] for row in rows[1:]] == [
        "contact: a text is needed, not int",
        None,
        None,
        "contact: a text is needed, not bytes",
        "contact: a text is needed, not list",
        "claims: a platform's name is needed, not int",
        None,
    ]
    assert rows[2] is rows[3] is rows[7] is None


def test_a_fault_of_ours_costs_its_row_alone_and_tells_no_contact() -> None:
    class Faulty(Guard):
        def check(self, contact: str, **options: Any) -> Verdict:
            if contact == "13122891139":
                raise ZeroDivisionError(contact)
            return super().check(contact, **options)

    rows = rows_of(check_column(pa.array(["95588", "13122891139", "95588"]), claims="icbc", guard=Faulty()))

    assert rows[0] == rows[2]
    assert rows[0] is not None
    assert rows[1] is not None
    assert rows[0]["status"] == "official"
    assert rows[1]["error"] == "scamguard failed at it (ZeroDivisionError); please report it"


def test_a_long_wrong_claim_is_told_in_part() -> None:
    (row,) = rows_of(check_column(pa.array(["95588"]), claims=pa.array(["x" * 1_000_000])))

    assert row is not None
    assert row["error"].startswith("unknown platform 'xxx")
    assert len(row["error"]) < 600


# ---- many rows, and the same again


def test_the_same_question_is_answered_once() -> None:
    asked: list[tuple[str, Any]] = []

    class Counting(Guard):
        def check(self, contact: str, **options: Any) -> Verdict:
            asked.append((contact, options.get("claims")))
            return super().check(contact, **options)

    counting = Counting()
    column = pa.array(["95588", "95566", "95588", None, "95588"]).dictionary_encode()
    rows = rows_of(check_column(column, claims=pa.array(["icbc", "boc", "icbc", "icbc", "boc"]), guard=counting))

    assert asked[1:] == [("95588", "icbc"), ("95566", "boc"), ("95588", "boc")]  # the first looks at the options
    assert [row and row["status"] for row in rows] == ["official", "official", "official", None, "impersonation"]


def test_a_hundred_thousand_rows(guard: Guard) -> None:
    chosen = random.Random(7)
    contacts = [chosen.choice(("95588", None, "400-882-1234", f"shop{row % 50}.example.net")) for row in range(100_000)]
    claims = [chosen.choice(("icbc", None, "no such platform")) for _ in contacts]
    answers = check_column(pl.Series(contacts), claims=pl.Series(claims), with_json=False, as_of=DAY, guard=guard)

    assert len(answers) == 100_000
    for place in chosen.sample(range(100_000), 500):
        contact, claim, row = contacts[place], claims[place], answers[place]
        if contact is None:
            assert row is None
        elif claim == "no such platform":
            assert row["error"] == "unknown platform 'no such platform' (scamguard platforms lists all)"
        else:
            expected = told(guard.check(contact, claims=claim, as_of=DAY))
            del expected["verdict"]
            assert row == expected


def test_a_text_of_nothing_but_contacts_says_what_it_leaves_out() -> None:
    text = "seller.tiktokglobalshop.com\n" * MAX_FINDINGS + "TikTok Shop support: 400-882-1234"
    (row,) = rows_of(scan_column(pa.array([text]), as_of=DAY))

    assert row is not None
    assert len(row["findings"]) == MAX_FINDINGS
    assert row["alarms"] == 1, "alarms are kept before others"
    assert row["findings"][-1]["surface"] == "400-882-1234"
    assert json.loads(row["report"])["notes"] == [
        "1 more findings are left out here, alarms last; scan the text in parts to see them."
    ]


# ---- hostile rows


def test_hostile_contacts_harm_nobody(guard: Guard) -> None:
    hostile = [
        "\ud800",
        "95588\udfff",
        "\x00",
        "955\x0088",
        "9" * 1_000_000,
        "a." * 500_000,
        "\u202e88559",
        "\n",
        "95588",
    ]
    rows = rows_of(check_column(pd.Series(hostile, dtype=object), claims="icbc", as_of=DAY))

    assert rows == [told(guard.check(text, claims="icbc", as_of=DAY)) for text in hostile]
    assert rows[-1] is not None
    assert rows[-1]["status"] == "official"


def test_hostile_texts_harm_nobody() -> None:
    hostile = ["call 95588 \ud800", "\x00 95588", "95588 " * 20, "a" * 1_000_000, "call 95588"]
    rows = rows_of(scan_column(pd.Series(hostile, dtype=object), claims="boc", as_of=DAY))

    assert rows == [reported(scan(text, claims="boc", as_of=DAY)) for text in hostile]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_text_that_is_not_utf8_costs_its_row_alone(guard: Guard, kind: Any) -> None:
    raw = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}[kind]
    column = pa.array([b"95588", b"\xff\xfe", None, b"95588"], raw)
    column = column.cast(kind, safe=False) if kind == pa.string_view() else column.view(kind)
    for given_as in (column, pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, 3]), column)):
        rows = rows_of(check_column(given_as, claims="icbc", as_of=DAY))

        assert rows[0] == rows[3] == told(guard.check("95588", claims="icbc", as_of=DAY))
        assert [row and row["error"] for row in rows[1:3]] == ["contact: a text is needed, not bytes", None]


CONTACT_LIKE = st.text(max_size=40) | st.sampled_from(["95588", "seller.aliexpress.com", "a@b.example", "微信 kefu_1"])


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.none() | CONTACT_LIKE, st.none() | st.sampled_from(["icbc", "速卖通", "nix", ""])), max_size=12
    ),
    cut=st.integers(0, 12),
)
def test_any_rows_have_the_verdicts_of_checks(rows: list[tuple[str | None, str | None]], cut: int) -> None:
    contacts, claims = [contact for contact, _ in rows], [claim for _, claim in rows]
    column = pa.chunked_array([contacts[:cut], contacts[cut:]], pa.string())
    found = rows_of(check_column(column, claims=pa.array(claims, pa.string()), as_of=DAY))

    assert found == [_asked(contact, claim) for contact, claim in rows]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.text(st.characters(), max_size=60), max_size=6))
def test_any_objects_have_the_reports_of_scans(texts: list[str | None]) -> None:
    found = rows_of(scan_column(pd.Series(texts, dtype=object), as_of=DAY))

    assert found == [None if text is None else reported(scan(text, as_of=DAY)) for text in texts]


_GUARD = Guard()


def _asked(contact: str | None, claim: str | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    try:
        return told(_GUARD.check(contact, claims=claim, as_of=DAY))
    except ScamguardError as error:
        return dict.fromkeys(told(_GUARD.check("95588", as_of=DAY))) | {"error": str(error)}


def test_the_json_is_the_same_bytes(guard: Guard) -> None:
    (row,) = rows_of(check_column(pa.array(["13122891139"]), claims="速卖通", lang="zh", as_of=DAY))

    assert row is not None
    assert row["verdict"] == to_json(guard.check("13122891139", claims="速卖通", as_of=DAY), "zh")
