"""`scamguard data diff` names exactly the verdicts that a change of the data changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scamguard import Guard, Knowledge, ScamguardError, to_dict
from scamguard.cli.main import main
from scamguard.knowledge.compiled import COMPILED_NAME

CASES = Path(__file__).parents[1] / "data" / "cases.jsonl"
SHARED = Path(__file__).parents[3] / "shared" / "eval" / "cases_dev.jsonl"
AS_OF = "2026-11-21"
OPTIONS = ("claims", "kind", "audience", "region", "direction", "as_of")


def changed(file: str, *pairs: tuple[str, str]) -> Callable[[Path], None]:
    """Returns a change of a platform's file."""

    def change(folder: Path) -> None:
        path = folder / "platforms" / file
        text = path.read_text(encoding="utf-8")
        for before, after in pairs:
            assert before in text, f"{file}: nothing to change"
            text = text.replace(before, after, 1)
        path.write_text(text, encoding="utf-8")

    return change


#: The three prepared changes: a number made official, a domain retired, a typo in a name.
NUMBER = changed(
    "aliexpress.toml",
    (
        'value = "+8613122891139"\nrole = "claimed"\n',
        'value = "+8613122891139"\nrole = "support"\n',
    ),
    ('status = "not-official"\n', 'status = "active"\n'),
    ('quality = "claimed"\nquote = "速卖通官方开店顾问', 'quality = "documented"\nquote = "速卖通官方开店顾问'),
)
DOMAIN = changed(
    "paypal.toml",
    (
        'value = "paypal.com"\nrole = "home"\n',
        'value = "paypal.com"\nrole = "home"\nstatus = "retired"\nvalid = { until = 2026-01-31 }\n',
    ),
)
NAME = changed("aliexpress.toml", ('"速卖通"', '"速买通"'))
CHANGES = {"a number made official": NUMBER, "a domain retired": DOMAIN, "a typo in a name": NAME}


def answers(knowledge: Knowledge, path: Path) -> dict[str, Any]:
    """Returns what each case of a file is answered, its knowledge left out; an error is an answer."""
    guard = Guard(knowledge)
    found: dict[str, Any] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        asked = {key: case[key] for key in OPTIONS if key in case}
        try:
            verdict = guard.check(case["contact"], **{"as_of": AS_OF, **asked})
            whole: Any = to_dict(verdict)
            del whole["knowledge"]
        except ScamguardError as error:
            whole = str(error)
        found[json.dumps([case["contact"], asked], sort_keys=True)] = whole
    return found


def key_of(asked: dict[str, Any]) -> str:
    options = {key: asked[key] for key in OPTIONS if asked.get(key) is not None}
    return json.dumps([asked["contact"], options], sort_keys=True)


@pytest.mark.parametrize(
    "cases",
    [pytest.param(CASES, id="own"), pytest.param(SHARED, id="shared", marks=pytest.mark.lengthy)],
)
@pytest.mark.parametrize("why", CHANGES)
def test_it_names_exactly_the_verdicts_that_change(
    folder: Path, base: Path, why: str, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not cases.exists():
        pytest.skip("the evaluation sets are not beside the checkout")
    before = answers(Knowledge.from_folder(base), cases)
    CHANGES[why](folder)
    after = answers(Knowledge.from_folder(folder), cases)
    wanted = {key for key in before if before[key] != after[key]}
    status = main(
        ["data", "diff", str(base), str(folder), "--cases", str(cases), "--cases-only", "--json", "--as-of", AS_OF]
    )

    found = json.loads(capsys.readouterr().out)
    assert {key_of(change["asked"]) for change in found} == wanted
    assert status == (1 if wanted else 0)
    if cases == CASES:
        assert 0 < len(wanted) < len(before), "the change shows, and not everywhere"


def shown(base: Path, folder: Path, change: Callable[[Path], None], capsys: pytest.CaptureFixture[str]) -> list[str]:
    change(folder)
    main(["data", "diff", str(base), str(folder), "--as-of", AS_OF])
    return capsys.readouterr().out.splitlines()


def test_what_becomes_official_stands_first(base: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(base, folder, NUMBER, capsys)

    assert lines[0].startswith("BECOMES OFFICIAL: look at each of these (")
    number = next(line for line in lines if line.startswith("  '+8613122891139' of aliexpress: "))
    assert ": impersonation [recorded-not-official, " in number
    assert "→ official [official-channel" in number
    assert lines[-1].split(":")[0].endswith(" questions")


def test_a_retired_domain_is_another_status(base: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(base, folder, DOMAIN, capsys)

    assert lines[0].startswith("Another status (")
    assert any(line.startswith("  'paypal.com' of paypal: official [") and "→ retired [" in line for line in lines)


def test_a_typo_in_a_name_makes_the_claim_unknown(base: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(base, folder, NAME, capsys)

    assert any("'aliexpress.com' of 速买通: error" in line and "→ official" in line for line in lines)
    assert any(
        "'aliexpress.com' of 速卖通: official [" in line and "→ error [unknown platform" in line for line in lines
    )


def test_a_reworded_note_changes_no_status(base: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change = changed("usps.toml", ("USPS takes no money for tracking a parcel.", "USPS tracks parcels free of charge."))
    lines = shown(base, folder, change, capsys)

    assert len(lines) == 1
    assert " 0 become official, 0 change their status otherwise, " in lines[0]


def test_nothing_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "diff", str(folder), str(folder)]) == 0
    assert "0 become official, 0 change their status otherwise, 0 keep it" in capsys.readouterr().out


def test_a_compiled_file_is_knowledge_too(base: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "diff", str(base / COMPILED_NAME), str(folder)]) == 0
    assert main(["data", "diff", str(CASES), str(folder)]) == 2
    assert "damaged or of another version" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1: is no question"),
        ('{"contact": 1}', "line 1: is no question"),
        ('{"claims": "wise"}', "line 1: is no question"),
        ('\n{"contact": "95588"}\n[]\n', "line 3: is no question"),
        ("[" * 100_000, "line 1: is no question"),
    ],
)
def test_a_bad_case_file_says_where(
    folder: Path, tmp_path: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content, encoding="utf-8")

    assert main(["data", "diff", str(folder), str(folder), "--cases", str(path)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
