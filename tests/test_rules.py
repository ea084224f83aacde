"""Every rule fires where it should and stays silent beside it: the cases are in `rules/<code>.toml`.

A case is a contact, the options of the question, and

    why       what the case shows; required
    imitates  fires: the platform that the verdict names as imitated
    says      fires: words of the reason that this code gives, in English: what differs, whose the address is
    instead   silent: the code that speaks in this one's place
    bug       what happens instead today: the case must fail until that is repaired

A code that only a scan gives has a `text` for a contact, and its `name` where it is a page or a mail: the codes of all
that is found in it count, and a silent one raises no alarm where it names nobody `instead`.

A code about a user's own lists is asked with two, made of `user_lists/allow.csv` and `user_lists/deny.csv`.

A likeness that is silent and names nobody `instead` raises no alarm at all. A code that nothing in the shipped data can
give brings its own platforms, `knowledge/<code>/*.toml`, laid beside the lists and tables as they ship.
"""

from __future__ import annotations

import shlex
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scamguard import Guard, Knowledge, Status
from scamguard.knowledge.list_format import Head, Row, Sense
from scamguard.lists.source import SourceRow, read_source
from scamguard.lists.values import value_of
from scamguard.lists.writer import ListWriter
from scamguard.model.document import Document
from scamguard.model.report import ScanFinding
from scamguard.readers.files import read_bytes
from scamguard.rules.codes import ALL_CODES as CODES
from scamguard.scanning import Scanner

HERE = Path(__file__).parent
FOLDER = HERE / "rules"
#: Platforms that a code brings for its own cases.
OWN = HERE / "knowledge"
DATA = HERE.parent / "data"
#: Codes about a user's own lists, and the lists that they are asked with.
ABOUT_LISTS = frozenset({"listed-refused", "listed-as-known", "list-contradicted"})
LISTS = HERE / "user_lists"
#: What a data folder holds beside its platforms.
BESIDE = ("lists", "lexicon", "unicode", "public-suffix", "words")
OPTIONS = frozenset({"claims", "kind", "audience", "region", "direction", "as_of"})
KEYS = {"fires": frozenset({"imitates", "says"}), "silent": frozenset({"instead"})}
SIDES = ("fires", "silent")
ALARMS = frozenset({Status.IMPERSONATION, Status.SUSPICIOUS})
#: Codes about a likeness: what they let pass, nobody else may take for one unless the case says who.
LIKENESS = frozenset(code for code in CODES if code.startswith("lookalike-") or code == "name-on-foreign-host")
GuardFor = Callable[[str], Guard]


def read(code: str) -> dict[str, list[dict[str, Any]]]:
    path = FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


CASES = [
    pytest.param(
        code,
        side,
        case,
        id=f"{code}-{side}-{number}",
        marks=[pytest.mark.xfail(reason=case["bug"], raises=AssertionError, strict=True)] if "bug" in case else [],
    )
    for code in CODES
    for side in SIDES
    for number, case in enumerate(read(code).get(side, ()))
]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.fixture(scope="module")
def guard_for(guard: Guard, tmp_path_factory: pytest.TempPathFactory) -> GuardFor:
    """Returns what a code is asked with: the shipped knowledge, or the platforms that it brings itself."""
    own: dict[str, Guard] = {}

    def found(code: str) -> Guard:
        if not brings_its_own(code):
            return guard
        if code not in own and code in ABOUT_LISTS:
            made = listed(guard.knowledge, tmp_path_factory.mktemp("lists"))
            own.update(dict.fromkeys(ABOUT_LISTS, made))
        if code not in own:
            folder = tmp_path_factory.mktemp(code)
            for name in BESIDE:
                (folder / name).symlink_to(DATA / name)
            shutil.copytree(OWN / code, folder / "platforms")
            own[code] = Guard(Knowledge.from_folder(folder))
        return own[code]

    return found


def brings_its_own(code: str) -> bool:
    return code in ABOUT_LISTS or (OWN / code).is_dir()


def listed(knowledge: Knowledge, folder: Path) -> Guard:
    """Returns a guard with the lists as they would be if they had been built before the record said otherwise."""
    senses: tuple[Sense, ...] = ("allow", "deny")
    for sense in senses:
        writer = ListWriter(Head("", sense, f"Our {sense}list", "Acme Ltd", "2026-11-01", 0, (), 0, 1))
        for row in read_source(LISTS / f"{sense}.csv"):
            assert isinstance(row, SourceRow), row
            value = value_of(row.value, row.kind, None, knowledge)
            writer.add(value.sort, value.canonical, Row(row.platform, row.label, row.note))
        writer.write(str(folder / f"{sense}.list"))
    return Guard(knowledge.with_lists(*(folder / f"{sense}.list" for sense in senses)))


def scanned(guard: Guard, text: str, name: str | None, options: dict[str, Any]) -> list[ScanFinding]:
    """Returns what a scan of a text, a page or a mail finds."""
    scanner = Scanner(guard)
    documents = [document for document in read_bytes(text.encode(), name) if isinstance(document, Document)]
    assert documents, f"{name}: not read"
    return [found for document in documents for found in scanner.scan(document, **options).findings]


def holds_in_a_text(guard: Guard, code: str, side: str, case: dict[str, Any], options: dict[str, Any]) -> None:
    found = scanned(guard, case["text"], case.get("name"), options)
    reasons = {reason.code: reason.text for finding in found for reason in finding.verdict.reasons}
    place = f"{case}: {[(finding.surface, finding.verdict.status) for finding in found]}, by {reasons}"
    assert (code in reasons) == (side == "fires"), place
    if "says" in case:
        assert case["says"] in reasons[code], place
    if side == "silent" and "instead" in case:
        assert case["instead"] in reasons, place
    elif side == "silent":
        assert not any(finding.is_alarm for finding in found), place


@pytest.mark.parametrize(("code", "side", "case"), CASES)
def test_rule_fires_and_stays_silent(guard_for: GuardFor, code: str, side: str, case: dict[str, Any]) -> None:
    if "text" in case:
        options = {key: value for key, value in case.items() if key in OPTIONS}
        holds_in_a_text(guard_for(code), code, side, case, options)
        return
    options = {key: value for key, value in case.items() if key in OPTIONS}
    verdict = guard_for(code).check(case["contact"], **options)
    reasons = {reason.code: reason.text for reason in verdict.reasons}
    place = f"{case}: {verdict.status}, imitates {verdict.imitates}, by {reasons}"
    assert (code in reasons) == (side == "fires"), place
    if "imitates" in case:
        assert verdict.imitates == case["imitates"], place
    if "says" in case:
        assert case["says"] in reasons[code], place
    if side == "silent" and "instead" in case:
        assert case["instead"] in reasons, place
    elif side == "silent" and code in LIKENESS:
        assert verdict.status not in ALARMS, place


def said_in(example: str) -> str | None:
    """Returns the text that an example hands to a scan, or None where it is none of a scan."""
    words = shlex.split(example)
    return words[1] if words[:1] == ["echo"] and words[2:] == ["|", "scamguard", "scan", "-"] else None


@pytest.mark.parametrize("code", CODES)
def test_example_of_the_explanation_fires(guard: Guard, code: str) -> None:
    example = CODES[code].explanation.example
    if (text := said_in(example)) is not None:
        codes = {reason.code for found in scanned(guard, text, None, {}) for reason in found.verdict.reasons}
        assert code in codes, f"{example}: {codes}"
        return
    if example == "scamguard scan mail.eml":  # a mail is too long for one line; the cases hold some
        assert any("text" in case for case in read(code)["fires"])
        return
    command, check, contact, *rest = shlex.split(example)
    if brings_its_own(code):  # nobody can try it on the shipped data; see the next test
        assert (command, check, contact, rest) == ("scamguard", "explain", code, [])
        return
    assert (command, check) == ("scamguard", "check")
    options = {
        name.removeprefix("--").replace("-", "_"): value for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    verdict = guard.check(contact, **options)
    assert code in [reason.code for reason in verdict.reasons], f"{example}: {verdict.status}"


def test_only_what_the_shipped_data_cannot_give_brings_its_own(guard: Guard) -> None:
    """When a channel of the data is in other hands one day, its rule's example and cases are to be real ones."""
    assert {path.name for path in OWN.iterdir()} == {"compromised-channel"}
    taken = [
        (slug, channel.id)
        for slug, platform in guard.knowledge.platforms.items()
        for channel in platform.channels
        if channel.compromised
    ]
    assert taken == []


@pytest.mark.parametrize("code", CODES)
def test_both_sides_are_shown(code: str) -> None:
    assert (FOLDER / f"{code}.toml").exists(), f"rules/{code}.toml is missing"
    cases = read(code)
    assert set(cases) == set(SIDES), f"rules/{code}.toml needs a fires and a silent side, and nothing else"
    assert all(cases.values())


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_files_are_named_after_a_rule(path: Path) -> None:
    assert path.suffix == ".toml"
    assert path.stem in CODES


@pytest.mark.parametrize("code", CODES)
def test_cases_say_why(code: str) -> None:
    for side, cases in read(code).items():
        for case in cases:
            place = f"rules/{code}.toml: {side}: {case}"
            assert set(case) <= {"contact", "text", "name", "why", "bug"} | KEYS[side] | OPTIONS, place
            assert case.get("instead") is None or case["instead"] in set(CODES) - {code}, place
            assert isinstance(case.get("contact", case.get("text")), str), place
            assert case.get("why"), place


@pytest.mark.parametrize("code", CODES)
def test_no_case_stands_on_both_sides(code: str) -> None:
    questions = [
        tuple(sorted((key, value) for key, value in case.items() if key in ("contact", "text") or key in OPTIONS))
        for cases in read(code).values()
        for case in cases
    ]
    assert len(questions) == len(set(questions))
