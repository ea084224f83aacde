"""Every data check catches its bad example and says exactly what is wrong and where; near misses raise nothing."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scamguard import Guard, Knowledge, Status
from scamguard.knowledge import checks, platform_checks, trust_checks, wording_checks
from scamguard.knowledge.checks import CHECKS, CHECKS_OF_ALL, check_folder
from scamguard.knowledge.compiled import COMPILED_NAME, to_bytes
from scamguard.knowledge.load import read_bundle

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
#: What a data folder holds beside its platforms: the real ones.
BESIDE = ("lists", "lexicon", "unicode", "public-suffix", "words")
NAMES = [check.__name__ for check in (*CHECKS, *CHECKS_OF_ALL)]
#: What is refused before any check runs, and after all of them: words of the `why` of a case.
LOADER = ("a syntax error", "a duplicate key", "an unknown field", "a wrong type", "a missing file")
SUFFIXES = ("a top-level domain", "a public suffix of two labels", "an open host")
COMPILED = ("a stale compiled form", "a missing compiled form")
NAMESAKES = ("no source", "no registrable domain", "one language", "out of order", "one twice")
#: What the cases may name besides a check of platforms.
BESIDE_CHECKS = ("loader", "suffixes", "namesakes", "compiled")


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a table: its fields are explained at the top of `bad.toml`."""

    why: str
    check: str = ""
    file: str = "platforms/paper-kite.toml"
    patch: tuple[tuple[str, str], ...] = ()
    add: str = ""
    remove: bool = False
    says: tuple[str, ...] = ()
    bug: str | None = None


def table(name: str) -> tuple[Case, ...]:
    found: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return msgspec.convert(found[name], tuple[Case, ...])


def cases(name: str, only: Sequence[str] = ("",)) -> list[Any]:
    """Returns the cases of a table that are about these checks, as parameters; one with a known bug must fail."""
    return [
        pytest.param(
            case,
            id=f"{case.check}-{case.why[:50]}".lstrip("-"),
            marks=[pytest.mark.xfail(reason=case.bug, strict=True)] if case.bug else [],
        )
        for case in table(name)
        if case.check in only
    ]


BAD = table("bad")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a data folder with the good platforms and everything else as it ships, compiled as empty."""
    for name in BESIDE:
        (tmp_path / name).symlink_to(DATA / name)
    shutil.copytree(HERE / "good", tmp_path / "platforms")
    return tmp_path


def patched(folder: Path, case: Case) -> Path:
    """Returns the folder with what the case changes in it."""
    path = folder / case.file
    if path.parent.is_symlink():  # never write into the shipped data
        path.parent.unlink()
        shutil.copytree(DATA / path.parent.name, path.parent)
    if case.remove:
        path.unlink()
        return folder
    text = path.read_text(encoding="utf-8")
    for before, after in case.patch:
        assert before in text, f"nothing to patch: {before}"
        text = text.replace(before, after, 1)
    path.write_text(text + case.add, encoding="utf-8")
    return folder


def complaints(folder: Path, *, compiled: bool = False) -> list[str]:
    return [text.removeprefix(f"{folder}/") for text in check_folder(folder, compiled=compiled)]


@pytest.fixture
def checks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out what follows the checks, the lists and the compiled form: reading them takes longer than all else."""
    monkeypatch.setattr(checks, "_rest_complaints", lambda *_: ())


@pytest.mark.usefixtures("checks_alone")
@pytest.mark.parametrize("case", cases("bad", only=NAMES))
def test_a_bad_example_is_caught(folder: Path, case: Case) -> None:
    assert complaints(patched(folder, case)) == list(case.says), case.why


@pytest.mark.parametrize("case", cases("bad", only=BESIDE_CHECKS))
def test_what_no_check_function_looks_at_is_caught(folder: Path, case: Case) -> None:
    if case.check == "compiled":
        (folder / COMPILED_NAME).write_bytes(to_bytes(read_bundle(folder)))

    found = complaints(patched(folder, case), compiled=case.check == "compiled")

    assert found == list(case.says), case.why


@pytest.mark.usefixtures("checks_alone")
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.why[:50]) for case in BAD if case.check in NAMES and not case.bug]
)
def test_it_is_the_named_check_that_catches_it(folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in ("CHECKS", "CHECKS_OF_ALL"):
        others = tuple(check for check in getattr(checks, table) if check.__name__ != case.check)
        monkeypatch.setattr(checks, table, others)

    assert complaints(patched(folder, case)) == [], f"another check complains too: {case.why}"


@pytest.mark.usefixtures("checks_alone")
@pytest.mark.parametrize("case", cases("good"))
def test_a_near_miss_raises_nothing(folder: Path, case: Case) -> None:
    assert complaints(patched(folder, case)) == [], case.why


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_a_bad_example(name: str) -> None:
    assert any(case.check == name and case.says and not case.bug for case in BAD), f"bad.toml shows nothing for {name}"


@pytest.mark.parametrize(
    ("check", "why"),
    [
        *(("loader", why) for why in LOADER),
        *(("suffixes", why) for why in SUFFIXES),
        *(("namesakes", why) for why in NAMESAKES),
        *(("compiled", why) for why in COMPILED),
    ],
)
def test_what_comes_before_and_after_the_checks_has_a_bad_example(check: str, why: str) -> None:
    assert any(case.check == check and case.why.startswith(why) and not case.bug for case in BAD)


def test_every_bad_example_names_a_check() -> None:
    assert {case.check for case in BAD} <= {*NAMES, *BESIDE_CHECKS}


def test_examples_are_told_apart() -> None:
    for name in ("bad", "good"):
        reasons = [(case.check, case.why) for case in table(name)]
        assert len(reasons) == len(set(reasons))


def test_the_shipped_namesakes_are_nobodys_on_record() -> None:
    """A site that a platform owns, or speaks through, is no namesake."""
    knowledge = Knowledge.from_folder(DATA)

    assert [host for host in knowledge.hosts.namesakes if knowledge.hosts.entries_for(host)] == []
    assert len(knowledge.hosts.namesakes) >= 10


def test_every_check_is_listed_once() -> None:
    modules = (checks, platform_checks, trust_checks, wording_checks)
    written = {name for module in modules for name in vars(module) if name.startswith("check_")} - {"check_folder"}
    assert sorted(NAMES) == sorted(written)


def test_a_fresh_compiled_form_raises_nothing(folder: Path) -> None:
    (folder / COMPILED_NAME).write_bytes(to_bytes(read_bundle(folder)))

    assert complaints(folder, compiled=True) == []


def test_the_good_example_can_be_asked(folder: Path) -> None:
    """The examples are not only without complaint: they say what they seem to say."""
    guard = Guard(Knowledge.from_folder(folder))
    asked = {
        "https://seller.paperkite.example/": Status.OFFICIAL,
        "old.paperkite.example": Status.RETIRED,
        "+61 491 570 006": Status.IMPERSONATION,
        "微信：paperkite-help": Status.IMPERSONATION,
    }

    found = {contact: guard.check(contact, claims="纸鸢", as_of="2026-11-21").status for contact in asked}

    assert found == asked


def test_one_broken_file_hides_no_other(folder: Path) -> None:
    patched(folder, next(case for case in BAD if case.why == "a syntax error"))
    boat = folder / "platforms" / "paper-boat.toml"
    boat.write_text(boat.read_text(encoding="utf-8").replace('"home"', '"Home"', 1), encoding="utf-8")

    found = complaints(folder)

    assert [line.partition(":")[0] for line in found] == ["platforms/paper-kite.toml", "platforms/paper-boat.toml"]
