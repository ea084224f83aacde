"""The release check sees what must not be released: nameless licences, stray addresses, a version that is no news."""

from __future__ import annotations

import importlib.metadata
import json
import random
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from changelog import CHANGELOG, problem_with
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from licences import ALLOWED, OLD_NAMES, is_allowed, is_expression, licence_of, requirements_of_users
from packages import Package
from sbom import SbomError, to_json
from shipped_data import Data, shipped_data

from scamguard.knowledge.compiled import COMPILED_NAME, data_folder, read_shipped

TOP = Path(__file__).parents[2]
STEPS = TOP / ".ci" / "steps"
DIGEST = "ab" * 32
PACKAGES = [
    Package("scamguard", "0.1.0", "Apache-2.0 AND LicenseRef-SCOWL", DIGEST, ("idna", "rich")),
    Package("idna", "3.20", "BSD-3-Clause", DIGEST, ()),
    Package("rich", "15.0.0", "MIT", "", ("pygments",)),
    Package("pygments", "2.21.0", "BSD-2-Clause", DIGEST, ()),
]
DATA = [Data("public-suffix-list", "2026-10-22", "MPL-2.0", DIGEST, "in the wheel: a file")]


@pytest.fixture(autouse=True)
def _without_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


# ---- the bill of materials


def component(document: dict[str, Any], name: str) -> dict[str, Any]:
    found = [each for each in document["components"] if each["name"] == name]
    assert len(found) == 1
    return dict(found[0])


def test_the_bill_names_every_part_with_version_licence_and_digest() -> None:
    text = to_json(PACKAGES, DATA)
    document = json.loads(text)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert {each["name"] for each in document["components"]} == {"idna", "rich", "pygments", "public-suffix-list"}
    idna = component(document, "idna")
    assert (idna["version"], idna["purl"], idna["type"]) == ("3.20", "pkg:pypi/idna@3.20", "library")
    assert idna["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert idna["hashes"] == [{"alg": "SHA-256", "content": DIGEST}]
    assert "hashes" not in component(document, "rich")  # the installer did not tell
    assert component(document, "public-suffix-list")["type"] == "data"
    own = document["metadata"]["component"]
    assert (own["name"], own["licenses"]) == ("scamguard", [{"expression": "Apache-2.0 AND LicenseRef-SCOWL"}])


def test_the_bill_says_what_brings_what() -> None:
    graph = {each["ref"]: each.get("dependsOn", []) for each in json.loads(to_json(PACKAGES, DATA))["dependencies"]}

    assert graph["pkg:pypi/scamguard@0.1.0"] == [
        "data:public-suffix-list",
        "pkg:pypi/idna@3.20",
        "pkg:pypi/rich@15.0.0",
    ]
    assert graph["pkg:pypi/rich@15.0.0"] == ["pkg:pypi/pygments@2.21.0"]
    assert graph["pkg:pypi/idna@3.20"] == []


def test_the_same_parts_give_the_same_bytes_and_others_another_number() -> None:
    first = to_json(PACKAGES, DATA)
    chance = random.Random(1)

    for _ in range(5):
        assert to_json(chance.sample(PACKAGES, len(PACKAGES)), DATA) == first
    changed = [PACKAGES[0], PACKAGES[1]._replace(version="3.21"), *PACKAGES[2:]]
    numbers = {json.loads(text)["serialNumber"] for text in (first, to_json(changed, DATA))}
    assert len(numbers) == 2
    assert "timestamp" not in json.loads(first)["metadata"]


def test_a_time_is_in_it_only_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    text = to_json(PACKAGES, DATA)

    assert json.loads(text)["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert text == to_json(PACKAGES, DATA)


@pytest.mark.parametrize(
    ("licence", "why"),
    [
        (None, "^idna 3.20: names no licence that is understood$"),
        ("GPL-3.0-only", "^idna 3.20: GPL-3.0-only$"),
        ("MIT AND AGPL-3.0-or-later", "^idna 3.20: MIT AND AGPL"),
    ],
)
def test_a_part_without_an_allowed_licence_stops_it(licence: str | None, why: str) -> None:
    with pytest.raises(SbomError, match=why):
        to_json([PACKAGES[0], PACKAGES[1]._replace(licence=licence), *PACKAGES[2:]], DATA)


@pytest.mark.parametrize(
    "about",
    [
        "from https://files.example/idna.whl",
        "file:///somewhere/idna.whl",
        "in /home/somebody/scamguard",
        "in /tmp/build/x",
    ],
)
def test_an_address_or_a_folder_of_a_machine_stops_it(about: str) -> None:
    with pytest.raises(SbomError, match=r"^holds "):
        to_json(PACKAGES, [DATA[0]._replace(about=about)])


def test_what_the_schema_does_not_allow_stops_it() -> None:
    with pytest.raises(SbomError, match=r"^not valid: "):
        to_json(PACKAGES, [DATA[0]._replace(sha256="no digest")])


# ---- the data in the wheel


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "scamguard.whl"
    names = (
        *(COMPILED_NAME, "public-suffix/public_suffix_list.dat", "unicode/confusables.txt"),
        *("words/english-common.txt", "words/english.txt", "words/README.md"),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.write(Path(data_folder()) / name, f"scamguard/data/{name}")
    return path


def test_the_data_in_a_wheel_says_its_versions(wheel: Path) -> None:
    found = {each.name: each for each in shipped_data(wheel)}
    compiled = read_shipped()[0]

    assert found["scamguard-records"].version == f"{compiled.date} {compiled.version}"
    assert found["unicode-confusables"].version == "18.0.0"
    assert found["public-suffix-list"].version.startswith("2026-")
    assert "2018-09-19" in found["scowl-english-words"].version
    declared = importlib.metadata.metadata("scamguard").get_all("License-Expression") or []
    assert all(part in " ".join(declared) for each in found.values() for part in each.licence.split(" AND "))


def test_data_that_is_missing_or_does_not_say_its_version_is_an_error(wheel: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.whl"
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, b"nothing" if name.endswith("confusables.txt") else content)
    with pytest.raises(ValueError, match=r"unicode/confusables\.txt: does not say its version"):
        shipped_data(other)
    with zipfile.ZipFile(tmp_path / "empty.whl", "w"):
        pass
    with pytest.raises(KeyError, match=r"knowledge\.msgpack"):
        shipped_data(tmp_path / "empty.whl")


# ---- licences


def distribution(folder: Path, *lines: str) -> importlib.metadata.Distribution:
    place = folder / "given-1.0.dist-info"
    place.mkdir(exist_ok=True)
    (place / "METADATA").write_text("\n".join(("Metadata-Version: 2.4", "Name: given", "Version: 1.0", *lines, "")))
    return importlib.metadata.PathDistribution(place)


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: MIT"], "MIT"),
        (["License-Expression: Apache-2.0 OR BSD-3-Clause"], "Apache-2.0 OR BSD-3-Clause"),
        (["License: Apache 2.0"], "Apache-2.0"),
        (["License: Unlicense"], "Unlicense"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT"),
        (["License: see the file", "Classifier: License :: OSI Approved :: MIT License"], "MIT"),
        (["License-Expression: GPL-3.0-only"], "GPL-3.0-only"),  # understood, and refused elsewhere
        (["License: Copyright (c) somebody. All rights reserved"], None),
        (["Classifier: License :: OSI Approved"], None),
        (["Classifier: Programming Language :: Python :: 3"], None),
        ([], None),
    ],
)
def test_licences_are_read_in_every_form(tmp_path: Path, lines: list[str], licence: str | None) -> None:
    assert licence_of(distribution(tmp_path, *lines)) == licence


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MPL-2.0", True),
        ("GPL-2.0-only OR MIT", True),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT AND GPL-3.0-only) OR AGPL-3.0-only", False),
        ("LicenseRef-Proprietary", False),
    ],
)
def test_each_part_of_an_and_and_one_of_an_or_must_be_allowed(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


def test_the_lists_name_licences_that_exist() -> None:
    assert [name for name in (*ALLOWED, *OLD_NAMES.values()) if not is_expression(name)] == []
    assert set(OLD_NAMES.values()) <= ALLOWED


def test_what_users_install_is_asked_and_what_only_we_do_is_not() -> None:
    names = {each.name for each in requirements_of_users()}

    assert {"phonenumbers", "tuf", "granian", "mcp", "httpx", "zxing-cpp"} <= names
    assert not names & {"pytest", "atheris", "opensquat", "cyclonedx-python-lib"}


# ---- the changelog

HEAD = "# Changelog\n\nText on 0.1.0.\n\n"


@pytest.mark.parametrize(
    ("text", "is_named", "is_final"),
    [
        ("## [0.1.0] - 2026-12-01\n\n### Added\n", True, True),
        ("## [Unreleased]\n\nWhat will be 0.1.0.\n\n### Added\n", True, False),
        ("## [Unreleased]\n\n### Added\n\n- As in 0.1.0.\n", False, False),
        ("## [Unreleased]\n\nWhat will be 0.1.01.\n", False, False),
        ("## [Unreleased]\n\n## [0.0.9] - 2026-01-01\n\n0.1.0 comes next.\n", False, False),
        ("## [0.1.0]\n", False, False),
        ("## [0.1.0] - soon\n", False, False),
        ("## [0x1.0] - 2026-12-01\n", False, False),
        ("", False, False),
    ],
)
def test_the_changelog_must_name_the_version(text: str, is_named: bool, is_final: bool) -> None:
    assert (problem_with(HEAD + text, "0.1.0", final=False) is None) is is_named
    assert (problem_with(HEAD + text, "0.1.0", final=True) is None) is is_final


def test_the_changelog_of_this_checkout_names_its_version() -> None:
    from scamguard import __version__

    assert problem_with(CHANGELOG.read_text(encoding="utf-8"), __version__, final=False) is None


# ---- the scripts

in_a_checkout = pytest.mark.skipif(not STEPS.exists(), reason="an sdist holds no .ci/")


@in_a_checkout
def test_both_scripts_take_the_same_steps() -> None:
    ci, release = ((TOP / ".ci" / name).read_text(encoding="utf-8") for name in ("run", "release"))

    for step in ("data", "build", "smoke"):
        assert (STEPS / step).stat().st_mode & 0o111
        assert f".ci/steps/{step}" in ci
        assert f".ci/steps/{step}" in release


@in_a_checkout
def test_an_option_that_the_release_check_does_not_know_is_refused() -> None:
    done = subprocess.run([TOP / ".ci" / "release", "--fnial"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "usage: .ci/release [--final] [--full]\n"
