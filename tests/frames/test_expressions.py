"""Checks and scans within the expressions of Polars: eager, lazy, streaming."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import polars as pl
import pytest

from frames.columns import DAY
from scamguard import UnknownPlatform, UsageError
from scamguard.frames import check_column, check_expr, scan_column, scan_expr

FRAME = pl.DataFrame(
    {
        "number": ["95588", None, "400-882-1234", "95588", "95566"] * 40,
        "of": ["icbc", "icbc", "TikTok Shop", "no such platform", None] * 40,
    }
)
NUMBERS, CLAIMS = FRAME["number"], FRAME["of"]


def test_a_column_by_its_name() -> None:
    found = FRAME.select(check_expr("number", claims="ICBC", as_of=DAY))

    assert found.columns == ["number"]
    assert found["number"].equals(check_column(NUMBERS, claims="ICBC", as_of=DAY))
    assert set(found["number"].struct.field("status")) == {"official", "impersonation", "unverified", None}


def test_claims_of_another_column() -> None:
    found = FRAME.with_columns(check_expr(pl.col("number"), claims=pl.col("of"), as_of=DAY).alias("verdict"))

    assert found.columns == ["number", "of", "verdict"]
    assert found["verdict"].equals(check_column(NUMBERS, claims=CLAIMS, as_of=DAY))
    assert found["verdict"].struct.field("error").drop_nulls().unique().to_list() == [
        "unknown platform 'no such platform' (scamguard platforms lists all)"
    ]


def test_claims_of_any_expression() -> None:
    for claims in (pl.lit("icbc"), pl.lit(None, pl.String), pl.col("of").fill_null("boc")):
        found = FRAME.select(check_expr("number", claims=claims, as_of=DAY))["number"]
        column = FRAME.with_columns(claims=claims)["claims"]
        assert found.equals(check_column(NUMBERS, claims=column, as_of=DAY))


def test_a_column_named_as_nothing_else_may_be() -> None:
    frame = FRAME.rename({"number": "claims", "of": "contacts"})
    found = frame.select(check_expr("claims", claims=pl.col("contacts"), as_of=DAY))

    assert found["claims"].equals(check_column(NUMBERS, claims=CLAIMS, as_of=DAY).alias("claims"))


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame_knows_the_type_beforehand(engine: Literal["in-memory", "streaming"]) -> None:
    lazy = FRAME.lazy().with_columns(v=check_expr("number", claims=pl.col("of"), as_of=DAY, with_json=False))
    eager = check_column(NUMBERS, claims=CLAIMS, as_of=DAY, with_json=False)

    assert lazy.collect_schema()["v"] == eager.dtype
    assert lazy.collect(engine=engine)["v"].equals(eager.alias("v"))
    alarms = lazy.filter(pl.col("v").struct.field("status") == "impersonation").select("number").collect(engine=engine)
    assert alarms["number"].unique().to_list() == ["400-882-1234"]


def test_files_are_answered_as_they_stream_by(tmp_path: Path) -> None:
    for part in range(3):
        FRAME.write_parquet(tmp_path / f"{part}.parquet")
    lazy = pl.scan_parquet(tmp_path / "*.parquet").select(
        "number", status=check_expr("number", claims="ICBC", as_of=DAY).struct.field("status")
    )
    lazy.sink_parquet(tmp_path / "out.parquet")

    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found["number"].to_list() == NUMBERS.to_list() * 3
    eager = check_column(NUMBERS, claims="ICBC", as_of=DAY).struct.field("status")
    assert found["status"].to_list() == eager.to_list() * 3


def test_scans_too() -> None:
    frame = pl.DataFrame({"text": ["TikTok Shop support: 400-882-1234", None, "call 95588"], "of": [None, None, "boc"]})

    found = frame.select(scan_expr("text", as_of=DAY))["text"]
    assert found.equals(scan_column(frame["text"], as_of=DAY))
    found = frame.lazy().select(scan_expr("text", claims=pl.col("of"), as_of=DAY)).collect()["text"]
    assert found.equals(scan_column(frame["text"], claims=frame["of"], as_of=DAY))
    assert found.struct.field("status").to_list() == ["impersonation", None, "impersonation"]


def test_groups_are_answered_row_by_row() -> None:
    found = FRAME.group_by("of", maintain_order=True).agg(
        check_expr("number", claims="icbc", as_of=DAY).struct.field("status").alias("status")
    )

    assert found["status"].explode().len() == len(FRAME)
    assert found["status"][0].to_list() == ["official", None] * 40


def test_wrong_options_are_told_when_the_expression_is_made() -> None:
    with pytest.raises(UnknownPlatform, match="did you mean tiktok-shop"):
        check_expr("number", claims="TikTok Shpo")
    with pytest.raises(UsageError, match=r"^lang 'fr'"):
        scan_expr("text", lang="fr")


def test_a_column_that_is_no_text_fails_with_our_sentence() -> None:
    with pytest.raises(Exception, match="number: a series of String is needed, not of Int64; cast it first"):
        pl.DataFrame({"number": [1]}).select(check_expr("number"))


def test_plain_map_batches_does_the_same() -> None:
    made = check_column(pl.Series([], dtype=pl.String)).dtype
    found = FRAME.lazy().select(
        pl.col("number").map_batches(lambda batch: check_column(batch, claims="ICBC", as_of=DAY), return_dtype=made)
    )

    assert found.collect()["number"].equals(check_column(NUMBERS, claims="ICBC", as_of=DAY))
