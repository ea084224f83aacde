"""The harness of the benchmarks tells true ratios, and a part that fails never takes the others with it."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from harness import machine, tables
from harness.copies import multiplied
from harness.page import NoMarksError, write_between
from harness.rows import LeftOut, Row, Text
from harness.turns import against_the_first, compared, in_turn, quartiles
from parts import PARTS, Part
from run import Result, run, to_markdown

from scamguard import Guard, Knowledge, Status
from scamguard.knowledge import compiled

HERE = Path(__file__).parent
TOP = HERE.parents[1]


class Clock:
    """A clock that goes on only where work is done, faster from second to second as a busy machine's does."""

    def __init__(self, drift: float = 1.0) -> None:
        self._now, self._speed, self._drift = 0.0, 1.0, drift

    def __call__(self) -> float:
        return self._now

    def works(self, seconds: float) -> None:
        self._now += seconds * self._speed
        self._speed *= self._drift


# ---- turns


@pytest.mark.parametrize("ratio", [0.25, 1.0, 3.0, 40.0])
def test_a_pair_of_known_ratio_is_measured_as_such(ratio: float, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("harness.turns.time.process_time", clock)

    turns = in_turn(lambda: clock.works(ratio / 1e6), lambda: clock.works(1e-6), calls=10, rounds=5)

    assert (turns.ours, turns.base) == pytest.approx((ratio, 1.0))
    assert (turns.ratio, turns.low, turns.high) == pytest.approx((ratio,) * 3)


def test_a_machine_that_slows_down_changes_no_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call takes a thousandth longer than the one before: the times grow seven times, the ratio stays."""
    clock = Clock(drift=1.001)
    monkeypatch.setattr("harness.turns.time.process_time", clock)

    turns = in_turn(lambda: clock.works(3.0), lambda: clock.works(1.0), calls=20, rounds=49)

    assert turns.ratio == pytest.approx(3.0, rel=0.05)


def test_the_ratio_is_of_rounds_not_of_medians() -> None:
    turns = compared([(1.0, 1.0), (2.0, 4.0), (9.0, 3.0)])

    assert (turns.ours, turns.base) == (2.0, 3.0)
    assert turns.ratio == 1.0  # of 1, 0.5 and 3; that of the medians is 0.67
    assert (turns.low, turns.high) == (0.75, 2.0)


def test_one_round_outside_of_all_order_moves_no_median() -> None:
    usual = [(2.0, 1.0)] * 10

    assert compared([*usual, (900.0, 1.0)]).ratio == 2.0
    assert quartiles([5.0]) == (5.0, 5.0, 5.0)


def test_every_side_takes_its_turn_in_every_round() -> None:
    asked: list[str] = []

    def side(name: str, figures: Iterator[float]) -> float:
        asked.append(name)
        return next(figures)

    one, two = itertools.count(1.0), itertools.count(2.0, 2.0)
    turns = against_the_first([lambda: side("one", one), lambda: side("two", two)], 3)

    assert asked == ["one", "two"] * 3
    assert [each.ratio for each in turns] == [1.0, 2.0]


# ---- tables and pages

ROW = Row("phone", 66.0, base=44.0, ratio=1.5, low=1.4, high=1.6, against="the parser", limit="at most 1.6")


def test_a_table_says_ratio_spread_limit_and_base() -> None:
    text = tables.to_markdown([ROW, LeftOut("wrk: not installed"), Text("a profile\n")])

    assert "| phone | 66.0 µs | 44.0 µs | 1.50 | 1.40 to 1.60 | at most 1.6 | the parser |" in text
    assert "* left out: wrk: not installed" in text
    assert "```text\na profile\n```" in text


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (Row("load", 17.0, "ms"), "| load | 17.0 ms |  |  |  |  |  |"),
        (Row.of("once", compared([(2.0, 1.0)]), "base"), "| once | 2.00 µs | 1.00 µs | 2.00 |  |  | base |"),
        (Row("rate", 12345.6, "/s"), "| rate | 12,346 /s |  |  |  |  |  |"),
    ],
)
def test_what_was_not_measured_is_an_empty_cell(row: Row, cells: str) -> None:
    assert cells in tables.to_markdown([row])


def test_only_what_is_between_the_marks_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "before\n<!-- a -->\nold\n<!-- end of figures -->\n<!-- b -->\nkept\n<!-- end of figures -->\nafter\n"
    )

    write_between(page, "<!-- a -->", "new")

    assert page.read_text() == (
        "before\n<!-- a -->\nnew\n<!-- end of figures -->\n<!-- b -->\nkept\n<!-- end of figures -->\nafter\n"
    )


@pytest.mark.parametrize("content", ["no marks", "<!-- a -->\nno end", "<!-- end of figures -->\n<!-- a -->"])
def test_a_page_without_marks_stays_as_it_is(tmp_path: Path, content: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(content)

    with pytest.raises(NoMarksError, match=r"^page\.md: has no marks <!-- a -->"):
        write_between(page, "<!-- a -->", "new")
    assert page.read_text() == content


def test_the_page_of_figures_has_a_place_for_every_part() -> None:
    page = (TOP / "docs" / "performance.md").read_text(encoding="utf-8")

    assert [
        name for name in ("machine", *(part.name for part in PARTS)) if f"<!-- figures: {name} -->" not in page
    ] == []


def test_the_machine_is_described_without_its_name_or_its_paths() -> None:
    import platform

    said = machine.described()

    assert platform.python_version() in said
    assert "phonenumbers" in said
    assert "core" in said
    assert platform.node() not in said
    assert "/" not in said


# ---- parts


def part_of(
    folder: Path, program: str, *, seconds: int = 20, needs: tuple[str, ...] = (), prints: bool = False
) -> Part:
    (folder / "bench_fake.py").write_text(program, encoding="utf-8")
    return Part("fake", "A fake", "bench_fake.py", seconds, seconds, needs, prints_itself=prints)


ONE_ROW = f"print({msgspec.json.encode(ROW).decode()!r}, flush=True)\n"


def test_a_part_tells_its_rows(tmp_path: Path) -> None:
    assert run(part_of(tmp_path, ONE_ROW), quick=True, folder=tmp_path) == Result("fake", "A fake", [ROW])


def test_a_part_that_fails_keeps_its_rows_and_says_why_in_one_line(tmp_path: Path) -> None:
    result = run(part_of(tmp_path, ONE_ROW + "raise RuntimeError('no such server')"), quick=True, folder=tmp_path)

    assert result.told == [ROW]
    assert result.failed == "RuntimeError: no such server"
    assert "* failed: RuntimeError: no such server" in to_markdown(result)


@pytest.mark.lengthy
def test_a_part_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    child = "import time, pathlib; time.sleep(4); pathlib.Path('alive').touch()"
    program = (
        f"{ONE_ROW}import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"
    )
    start = time.monotonic()

    result = run(part_of(tmp_path, program, seconds=2), quick=True, folder=tmp_path)

    assert result.failed == "took longer than 2 s"
    assert result.told == [ROW]
    assert time.monotonic() - start < 20
    time.sleep(4)
    assert not (tmp_path / "alive").exists()


@pytest.mark.lengthy
def test_what_a_part_leaves_running_is_ended(tmp_path: Path) -> None:
    child = "import time, pathlib; time.sleep(2); pathlib.Path('alive').touch()"
    run(
        part_of(tmp_path, f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {child!r}])"),
        quick=True,
        folder=tmp_path,
    )
    time.sleep(3)
    assert not (tmp_path / "alive").exists()


@pytest.mark.parametrize(
    ("file", "needs", "why"),
    [
        ("bench_other.py", (), "fake: bench_other.py is not in this checkout"),
        ("bench_fake.py", ("no_such_package",), "fake: no_such_package, no-such-tool is not installed"),
    ],
)
def test_what_is_missing_is_one_line_and_no_failure(
    tmp_path: Path, file: str, needs: tuple[str, ...], why: str
) -> None:
    part = part_of(tmp_path, ONE_ROW, needs=needs)._replace(file=file, tools=("no-such-tool",))

    assert run(part, quick=True, folder=tmp_path) == Result("fake", "A fake", [LeftOut(why)])


def test_a_part_without_a_look_to_offer_is_left_out_of_one(tmp_path: Path) -> None:
    part = part_of(tmp_path, ONE_ROW)._replace(quick_seconds=0)

    assert run(part, quick=True, folder=tmp_path).told == [LeftOut("fake: not with --quick")]
    assert run(part, quick=False, folder=tmp_path).told == [ROW]


def test_a_part_of_its_own_form_is_shown_as_it_printed(tmp_path: Path) -> None:
    part = part_of(tmp_path, "print('name  1.0')", prints=True)

    assert run(part, quick=True, folder=tmp_path).told == [Text("name  1.0\n")]


def test_no_path_of_a_machine_gets_into_a_table_or_a_complaint(tmp_path: Path) -> None:
    program = "print('built /var/x1/made.list: 3 rows/s, and/or/then, 1/2')\nopen('/no/such/folder/file.txt')"

    result = run(part_of(tmp_path, program, prints=True), quick=True, folder=tmp_path)

    assert result.told == [Text("built made.list: 3 rows/s, and/or/then, 1/2\n")]
    assert result.failed == "FileNotFoundError: [Errno 2] No such file or directory: 'file.txt'"


def test_what_is_no_row_is_told_as_such(tmp_path: Path) -> None:
    told = run(part_of(tmp_path, ONE_ROW + "print('hello')"), quick=True, folder=tmp_path).told

    assert told == [ROW, LeftOut("fake: a line that is no row")]


def test_a_name_that_no_benchmark_has_is_an_error_of_usage() -> None:
    done = subprocess.run([sys.executable, HERE / "run.py", "chekc"], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "no benchmark 'chekc': use some of check, " in done.stderr
    assert done.stdout == ""


@pytest.mark.lengthy
def test_every_part_that_is_here_takes_the_options_that_it_is_given() -> None:
    for part in PARTS:
        if not part.prints_itself:
            done = subprocess.run(
                [sys.executable, HERE / part.file, "--help"], capture_output=True, text=True, check=True
            )
            options = {option for option in (*part.options, *part.quick_options) if option.startswith("--")}
            assert [option for option in options if option not in done.stdout] == [], part.name


# ---- copies of the records


@pytest.fixture(scope="module")
def thrice() -> Guard:
    bundle = compiled.to_bundle(compiled.read_shipped()[1])
    found, stored = compiled.from_bytes(compiled.to_bytes(multiplied(bundle, 3)))
    return Guard(Knowledge(stored, found.version, found.date))


def test_copies_are_platforms_of_their_own(thrice: Guard) -> None:
    """Else growth is measured with platforms that no look-up ever meets."""
    shipped = Knowledge.shipped().platforms
    platforms = thrice.knowledge.platforms

    assert len(platforms) == 3 * len(shipped)
    homes = [platform.home for platform in platforms.values() if "." in platform.home]
    assert len(set(homes)) >= 0.98 * len(homes)
    copy = platforms["aliexpress-1"]
    assert copy.home != shipped["aliexpress"].home
    assert len(copy.home) == len(shipped["aliexpress"].home)
    assert thrice.check(copy.home, claims="aliexpress-1").status is Status.OFFICIAL
    assert thrice.check(copy.home, claims="aliexpress").status is not Status.OFFICIAL
    assert thrice.check(f"{copy.home.partition('.')[0]}-login.top").imitates == "aliexpress-1"


@pytest.mark.parametrize(
    ("contact", "claims"),
    [
        ("13122891139", "aliexpress"),
        ("95588", "icbc"),
        ("95588", "boc"),
        ("https://seller.aliexpress.com/help", "aliexpress"),
        ("weather.example.org", None),
        ("WeChat: tk_help_2026", "tiktok-shop"),
    ],
)
def test_copies_change_no_answer_about_the_genuine_ones(thrice: Guard, contact: str, claims: str | None) -> None:
    ours, base = (guard.check(contact, claims=claims, as_of="2026-11-22") for guard in (thrice, Guard()))

    assert (ours.status, [r.code for r in ours.reasons]) == (base.status, [r.code for r in base.reasons])


# ---- the real ones


@pytest.mark.lengthy
def test_the_cheap_benchmarks_run(tmp_path: Path) -> None:
    out, page = tmp_path / "figures.json", tmp_path / "page.md"
    names = ["check", "lookalikes", "load", "growth", "profile"]
    marks = "".join(f"<!-- figures: {name} -->\n<!-- end of figures -->\n" for name in ("machine", *names))
    page.write_text(marks, encoding="utf-8")
    command = [sys.executable, str(HERE / "run.py"), *names, "--quick", "--json", str(out), "--page", str(page)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert done.returncode == 0, done.stdout
    results = msgspec.json.decode(
        msgspec.json.encode(msgspec.json.decode(out.read_bytes())["parts"]), type=list[Result]
    )
    assert [result.name for result in results] == names
    for result in results:
        ratios = [told.ratio for told in result.told if isinstance(told, Row)]
        assert all(ratio is not None and 0 < ratio < 1_000 for ratio in ratios), result
        assert result.told, result
    written = page.read_text(encoding="utf-8")
    assert "| phone | " in written
    assert str(TOP) not in written
