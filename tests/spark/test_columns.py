"""Columns on two real executors: the same answers as anywhere, an error for what is none, the knowledge sent once."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from own_records import ACME_BANK

from scamguard import Guard, Knowledge, check, lay_over, scan, to_json
from scamguard.errors import UnknownPlatform, UsageError

from .conftest import AS_OF, COUNT, logs_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
pytestmark = [pytest.mark.lengthy, pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")]


def lines_of(frame: DataFrame) -> list[str]:
    """Returns the lines that the command line prints, of a frame with `id` and `verdict`, in the order of the ids."""
    rows = sorted(tuple(row) for row in frame.select("id", "verdict.verdict", "verdict.error").collect())
    assert [row for row in rows if row[2] is not None] == []
    return [f'{{"id":{number},{verdict[1:]}' for number, verdict, _ in rows]


def test_the_same_answers_as_on_the_command_line(contacts: DataFrame, expected: list[str]) -> None:
    from scamguard.spark import check_column

    frame = contacts.select("id", check_column("contact", claims=contacts.claims, as_of=AS_OF))

    assert len(expected) == COUNT
    assert lines_of(frame) == expected


def test_the_fields_are_those_of_the_verdict(cluster: Any) -> None:
    from scamguard.spark import check_column

    frame = cluster.createDataFrame([("400-882-1234",)], "contact string")
    (row,) = frame.select(check_column("contact", claims="TikTok Shop", as_of=AS_OF, lang="zh")).first()
    verdict = check("400-882-1234", claims="TikTok Shop", as_of=AS_OF)

    assert row.status == verdict.status == "impersonation"
    assert (row.code, row.quality, row.canonical) == ("no-such-channel", verdict.quality, "+864008821234")
    assert row.text == verdict.reasons[0].in_language("zh") != verdict.reasons[0].text
    assert [channel.value for channel in row.instead] == [channel.value for channel in verdict.instead]
    assert row.verdict == to_json(verdict, "zh")
    assert row.error is None


def test_scans_find_what_scan_finds(cluster: Any) -> None:
    from scamguard.spark import scan_column

    text = "TikTok Shop support: add WeChat tk_help_2026 today and tell us the verification code."
    frame = cluster.createDataFrame([(text,), (None,), ("Nothing in here.",)], "message string")
    rows = [row[0] for row in frame.select(scan_column("message", as_of=AS_OF)).collect()]

    assert rows[0].report == to_json(scan(text, as_of=AS_OF))
    assert (rows[0].status, rows[0].alarms, len(rows[0].findings)) == ("impersonation", 2, 2)
    assert rows[1] is None
    assert (rows[2].status, rows[2].alarms, rows[2].findings) == (None, 0, [])


@pytest.mark.parametrize(
    ("contact", "claims", "error"),
    [
        ("'95588'", "'ICBC'", None),
        ("'95588'", "'Nobody Knows Ltd'", "unknown platform 'Nobody Knows Ltd'"),
        ("cast(unhex('ff41') as string)", "'ICBC'", "contact: a text is needed, not bytes"),
        ("'95588'", "cast(unhex('ff41') as string)", "claims: a platform's name is needed, not bytes"),
        ("unhex('ff')", "'ICBC'", "contact: a text is needed, not bytes"),
        ("95588", "'ICBC'", "contact: a text is needed, not int"),
        ("array('95588')", "'ICBC'", "contact: a text is needed, not list"),
        ("named_struct('x', cast(unhex('ff') as string))", "'ICBC'", "contact: a text is needed"),
        ("date'9999-12-31' + interval 300000 year", "'ICBC'", "contact: a text is needed"),
        ("'95588'", "95588", "claims: a platform's name is needed, not int"),
    ],
)
def test_a_broken_row_has_an_error_and_its_neighbours_an_answer(
    cluster: Any, contact: str, claims: str, error: str | None
) -> None:
    from pyspark.sql.functions import col

    from scamguard.spark import check_column

    broken = cluster.sql(f"select 1 as id, {contact} as contact, {claims} as claims")
    sound = "cast(null as {}) as contact, cast(null as {}) as claims"
    kinds = dict(broken.dtypes)
    empty = cluster.sql(f"select 2 as id, {sound.format(kinds['contact'], kinds['claims'])}")
    rows = {
        row.id: row.verdict
        for row in broken.union(empty).select("id", check_column("contact", claims=col("claims"))).collect()
    }

    assert (rows[1].status, rows[1].error) == (("official", None) if error is None else (None, rows[1].error))
    assert (rows[1].error or "").startswith(error or "")
    assert (rows[1].verdict is None) == (error is not None)
    assert rows[2] is None


def test_one_text_in_another_encoding_costs_one_row(cluster: Any) -> None:
    from scamguard.spark import check_column

    frame = cluster.sql(
        "select id, if(id = 70, cast(unhex('b9fa') as string), '95588') as contact from range(0, 100, 1, 1)"
    )
    rows = {row.id: row.verdict for row in frame.select("id", check_column("contact", claims="ICBC")).collect()}

    assert {number for number, verdict in rows.items() if verdict.error} == {70}
    assert Counter(verdict.status for verdict in rows.values()) == {"official": 99, None: 1}


def test_overlays_travel_with_the_job(cluster: Any, tmp_path: Path) -> None:
    from scamguard.spark import check_column

    path = tmp_path / "acme.toml"
    shutil.copy(ACME_BANK, path)
    laid = lay_over(Knowledge.shipped(), path).knowledge
    path.unlink()
    frame = cluster.createDataFrame([("+44 20 7946 0123",)], "contact string")
    with_overlay, without = (
        check_column("contact", claims=claims, knowledge=knowledge, as_of=AS_OF)
        for claims, knowledge in (("Acme Bank", laid), (None, None))
    )
    ours, shipped = frame.select(with_overlay.alias("ours"), without.alias("shipped")).first()

    assert (ours.status, ours.claims, ours.knowledge) == ("official", "acme-bank", laid.version.version)
    assert (shipped.status, shipped.knowledge) == ("unverified", Knowledge.shipped().version.version)


def test_lists_of_a_users_own_travel_as_files(cluster: Any, tmp_path: Path) -> None:
    """Their file is read on the executors, where Spark has put it; the version names them, as it does here."""
    from scamguard.lists import ListTitle, build_list
    from scamguard.spark import check_column

    (tmp_path / "suppliers.txt").write_text("supplier-of-ours.example\n", encoding="utf-8")
    title = ListTitle("deny", "Fraud desk", "Acme Ltd", "2026-11-01")
    build_list(tmp_path / "suppliers.txt", tmp_path / "suppliers.list", title)
    listed = Knowledge.shipped().with_lists(tmp_path / "suppliers.list")
    contact = "https://www.supplier-of-ours.example/a"
    here = Guard(listed).check(contact, as_of=AS_OF)
    frame = cluster.createDataFrame([(contact,)], "contact string")
    columns = [
        check_column("contact", knowledge=known, as_of=AS_OF).alias(name)
        for name, known in (("a", listed), ("b", None))
    ]
    ours, shipped = frame.select(*columns).first()

    assert ours.verdict == to_json(here)
    assert here.status != shipped.status == "unverified"
    assert ours.knowledge == listed.version.version


def test_a_worker_builds_one_guard_however_many_tasks_it_runs(cluster: Any) -> None:
    """The guard of a worker is the same object in all of its tasks, and the knowledge one broadcast for all columns."""
    import pyarrow as pa
    from pyspark.sql.functions import arrow_udf

    from scamguard.spark import answering, sending

    first, second = sending.send(Knowledge.shipped()), sending.send(Knowledge.shipped())

    def whose(numbers: pa.Array) -> pa.Array:
        return pa.array([f"{os.getpid()} {id(answering._guard(first))}"] * len(numbers))

    whose.__annotations__ = {"numbers": pa.Array, "return": pa.Array}
    column = arrow_udf(whose, "string").asNondeterministic()
    seen = Counter(row[0] for row in cluster.range(0, 64, 1, 32).select(column("id")).collect())

    assert first is second
    assert sum(seen.values()) == 64
    assert len(seen) == len({found.partition(" ")[0] for found in seen}) <= 4


def test_a_filter_on_the_status_asks_no_row_twice(cluster: Any) -> None:
    from scamguard.spark import check_column

    frame = cluster.createDataFrame([("95588",), ("x",)], "contact string")
    kept = frame.withColumn("verdict", check_column("contact", claims="ICBC")).filter("verdict.status = 'official'")
    plan = kept.select("contact", "verdict.code")._jdf.queryExecution().executedPlan().toString()

    assert plan.count("ArrowEvalPython") == 1
    assert [row.contact for row in kept.collect()] == ["95588"]


def test_the_date_is_the_drivers_when_the_column_is_made(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from scamguard.spark import check_column, columns

    monkeypatch.setattr(columns, "local_date", lambda: "2023-06-01")
    column = check_column("contact", claims="AliExpress")
    monkeypatch.undo()
    frame = cluster.createDataFrame([("seller.alibaba-inc.com",)], "contact string")
    (then,) = frame.select(column).first()
    (asked,) = frame.select(check_column("contact", claims="AliExpress", as_of=dt.date(2026, 11, 22))).first()

    assert (then.status, then.as_of) == ("official", "2023-06-01")
    assert (asked.status, asked.as_of) == ("retired", "2026-11-22")


@pytest.mark.parametrize(
    ("options", "kind", "said"),
    [
        ({"claims": "Nobody Knows Ltd"}, UnknownPlatform, "unknown platform"),
        ({"claims": 5}, UsageError, "claims: a platform's name or a column is needed, not int"),
        ({"region": "UK"}, UsageError, "region 'UK'"),
        ({"as_of": "yesterday"}, UsageError, "as_of 'yesterday'"),
        ({"lang": "fr"}, UsageError, "lang 'fr': use en or zh"),
        ({"kind": "fax"}, UsageError, "kind 'fax'"),
    ],
)
def test_options_are_refused_on_the_driver(
    cluster: Any, options: dict[str, Any], kind: type[Exception], said: str
) -> None:
    from scamguard.spark import check_column

    with pytest.raises(kind, match=said):
        check_column("contact", **options)


def test_nothing_that_fails_shows_a_contact(cluster: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """A fault of ours ends the job: what Spark says about it, here and on the executors, must not hold a row."""
    from pyspark.errors import PySparkException
    from pyspark.sql.functions import arrow_udf

    from scamguard.columns import Options
    from scamguard.spark import answering, sending
    from scamguard.spark.types import to_spark

    class Broken(answering.Answering):
        def _texts(self, column: Any) -> Any:
            raise ValueError(f"cannot read {column.to_pylist()}")

    broken = Broken("check", Options(as_of=AS_OF), sending.send(Knowledge.shipped()))
    kind = answering.ANSWERERS["check"](Guard(), Options(as_of=AS_OF)).type
    frame = cluster.createDataFrame([("private-contact",)], "contact string")
    with pytest.raises(PySparkException) as caught:
        frame.select(arrow_udf(broken.alone, to_spark(kind))("contact")).collect()
    logs = [path.read_text(errors="replace") for path in logs_of(cluster).rglob("std*")]

    assert "a batch of 1 rows could not be answered: ValueError; please report it" in str(caught.value)
    assert any("could not be answered" in log for log in logs)
    assert "private-contact" not in str(caught.value) + "".join(logs) + "".join(capfd.readouterr())
