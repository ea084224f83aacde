"""Broken data files: `scamguard data check FOLDER` names the file and the place in one line, and exits with 2."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from command import scamguard

import scamguard as package
from scamguard.cli.main import main

CHECKOUT = Path(__file__).parents[2]
PLATFORM = "platforms/icbc.toml"
SLUG = 'slug = "icbc"'
COLOUR = 'colour = "red"'
SOME = ("alibaba-com", "aliexpress", "icbc", "paypal", "ups", "usps")
Damage = Callable[[Path], object]


def edited(file: str, before: str, after: str) -> Damage:
    """Returns a damage that replaces the first `before` in a file."""

    def damage(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text, f"{file} has changed: nothing to damage"
        (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")

    return damage


def added(file: str, text: str) -> Damage:
    """Returns a damage that adds a line at the end of a file."""

    def damage(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{text}\n")

    return damage


def written(file: str, content: bytes) -> Damage:
    """Returns a damage that puts this content into a file."""
    return lambda folder: (folder / file).write_bytes(content)


def removed(name: str) -> Damage:
    """Returns a damage that takes a file or a folder away."""

    def damage(folder: Path) -> None:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return damage


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a data folder of some platforms, compiled: each test reads all of it anew."""
    folder = shutil.copytree(CHECKOUT / "data", tmp_path_factory.mktemp("sound") / "data")
    for path in (folder / "platforms").iterdir():
        if path.stem not in SOME:
            path.unlink()
    assert main(["data", "compile", str(folder)]) == 0
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """Returns a copy of it, to be damaged."""
    return shutil.copytree(sound, tmp_path / "data")


class Fault(NamedTuple):
    """A damage, and the words of the one line that must tell of it."""

    name: str
    damage: Damage
    words: tuple[str, ...]
    #: What is said instead today: the case is expected to fail until that is repaired.
    bug: str | None = None


SUFFIXES = "public-suffix/public_suffix_list.dat"
CONFUSABLES = "unicode/confusables.txt"
FAULTS = [
    Fault("a syntax error", added(PLATFORM, "= broken"), ("icbc.toml", "not TOML", "line")),
    Fault("a bracket missing", edited(PLATFORM, "[[channels]]", "[[channels]"), ("icbc.toml", "line")),
    Fault("a key twice", edited(PLATFORM, SLUG, f"{SLUG}\n{SLUG}"), ("icbc.toml", "line")),
    Fault("an unknown field", edited(PLATFORM, SLUG, f"{SLUG}\n{COLOUR}"), ("icbc.toml: top", "colour")),
    Fault(
        "an unknown field of a channel",
        edited(PLATFORM, "[[channels]]", f"[[channels]]\n{COLOUR}"),
        ("icbc.toml: channels[0]", "colour"),
    ),
    Fault(
        "an unknown field of a source",
        edited(PLATFORM, "[[sources]]", f"[[sources]]\n{COLOUR}"),
        ("icbc.toml: sources[0]", "colour"),
    ),
    Fault("a wrong type", edited(PLATFORM, SLUG, "slug = 5"), ("icbc.toml: slug", "str", "int")),
    Fault("a field missing", edited(PLATFORM, SLUG, ""), ("icbc.toml", "slug")),
    Fault("an unknown word", edited(PLATFORM, '"bank"', '"casino"'), ("icbc.toml: category", "casino")),
    Fault("an impossible date", edited(PLATFORM, "2026-11-21", "2026-13-21"), ("icbc.toml", "line")),
    Fault("an empty file", written(PLATFORM, b""), ("icbc.toml", "slug")),
    Fault("not UTF-8", written(PLATFORM, b'slug = "\xff"'), ("icbc.toml", "UTF-8")),
    Fault("100,000 brackets", written(PLATFORM, b"a = " + b"[" * 100_000), ("icbc.toml",)),
    Fault("too large", written(PLATFORM, b"#" * 5_000_000), ("icbc.toml", "4,000,000 bytes")),
    Fault("a list missing", removed("lists/free-mail.toml"), ("free-mail.toml", "cannot be read")),
    Fault("a syntax error in a list", added("lists/short-links.toml", "="), ("short-links.toml", "line")),
    Fault("a wrong type of list", written("lists/free-mail.toml", b"domains = 5"), ("lists", "free_mail", "array")),
    Fault(
        "an unknown field of a list",
        added("lists/free-mail.toml", "[colour]"),
        ("free-mail.toml", "colour"),
        bug="accepted: only the one key that is read is looked at",
    ),
    Fault("no suffix list", removed(SUFFIXES), ("public_suffix_list.dat", "cannot be read")),
    Fault(
        "an empty suffix list",
        written(SUFFIXES, b"\n"),
        ("public_suffix_list.dat",),
    ),
    Fault("no confusables", removed(CONFUSABLES), ("confusables.txt", "cannot be read")),
    Fault(
        "a broken line of confusables",
        added(CONFUSABLES, "ZZZZ ;\t0041 ;\tMA"),
        ("confusables.txt",),
    ),
    Fault("a section missing", edited("lexicon/zh.toml", "[portal]", "[prtal]"), ("zh.toml", "[portal]")),
    Fault("a lexicon missing", removed("lexicon/zh.toml"), ("zh",)),
    Fault(
        "a wrong type in a lexicon",
        written("lexicon/zh.toml", b"[portal]\nsecret = 5"),
        ("zh.toml", "secret"),
    ),
    Fault("no platforms", removed("platforms"), ("platforms",)),
    Fault("a stale compiled form", written("knowledge.msgpack", b"old"), ("knowledge.msgpack", "data compile")),
]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(
            fault, id=fault.name, marks=[pytest.mark.xfail(strict=True, reason=fault.bug)] if fault.bug else []
        )
        for fault in FAULTS
    ],
)
def test_the_place_is_named(folder: Path, fault: Fault, capsys: pytest.CaptureFixture[str]) -> None:
    fault.damage(folder)

    status = main(["data", "check", str(folder)])
    shown = capsys.readouterr()

    assert (status, shown.out) == (2, "")
    complaints = [line for line in shown.err.splitlines() if not line.startswith("scamguard: ")]
    assert len(complaints) == 1, shown.err
    assert [word for word in fault.words if word not in complaints[0]] == [], complaints[0]


def test_the_command_says_it_too(folder: Path) -> None:
    FAULTS[0].damage(folder)

    run = scamguard("data", "check", str(folder))

    assert (run.status, run.out) == (2, "")
    assert "icbc.toml: not TOML" in run.err


def test_a_folder_without_faults_has_no_complaints(folder: Path) -> None:
    run = scamguard("data", "check", str(folder))

    assert (run.status, run.err) == (0, "")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    run = scamguard("data", "check", str(tmp_path / "nowhere"))

    assert run.status == 2
    assert "nowhere" in run.err


def test_several_faults_are_all_named(folder: Path) -> None:
    added(PLATFORM, "= broken")(folder)
    edited("platforms/ups.toml", 'slug = "ups"', 'slug = "ups"\ncolour = "red"')(folder)

    run = scamguard("data", "check", str(folder))

    assert run.status == 2
    assert "icbc.toml" in run.err
    assert "ups.toml" in run.err


def test_a_fault_is_not_compiled(folder: Path) -> None:
    before = (folder / "knowledge.msgpack").read_bytes()
    added(PLATFORM, "= broken")(folder)

    run = scamguard("data", "compile", str(folder))

    assert run.status == 2
    assert (folder / "knowledge.msgpack").read_bytes() == before


@pytest.mark.parametrize(
    "damage", [removed("knowledge.msgpack"), written("knowledge.msgpack", b"\x93\xa1")], ids=["missing", "damaged"]
)
def test_an_installation_without_its_knowledge_says_so(tmp_path: Path, damage: Damage) -> None:
    """The package is copied with its data, as a wheel lays it out, and run from there."""
    source = Path(package.__file__).parent
    shutil.copytree(source, tmp_path / "scamguard", ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copytree(CHECKOUT / "data", tmp_path / "scamguard" / "data")
    damage(tmp_path / "scamguard" / "data")

    run = scamguard("check", "95588", cwd=tmp_path)

    assert run.status == 2
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "knowledge.msgpack" in run.err
    assert str(tmp_path) in run.err
