"""What the folder holds, read without a browser: no more rights, no code from elsewhere, nothing set as markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scamguard.native.identity import EXTENSION_KEY

FOLDER = Path(__file__).parents[2] / "docs" / "browser-extension"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
SOURCES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".js", ".html", ".css"))

#: What no file of it may hold, and why.
FORBIDDEN = {
    r"innerHTML\s*=|insertAdjacentHTML|document\.write": "texts are set as text",
    r"\beval\(|new Function": "no code is made of data",
    r"https?://(?!127\.0\.0\.1|\$|\*|\^|\w*\\)[a-z]+\.[a-z]{2,}/": "no address of anybody is in it",
    r"localStorage|sessionStorage|document\.cookie": "nothing is kept at a page",
    r"<script(?! type=\"module\" src=\"\w+\.js\"></script>)": "scripts are files of its own",
}


def test_it_asks_for_what_the_readme_argues_and_no_more() -> None:
    assert MANIFEST["permissions"] == ["contextMenus", "nativeMessaging", "storage"]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert [script["matches"] for script in MANIFEST["content_scripts"]] == [["http://*/*", "https://*/*"]]
    absent = {"optional_permissions", "web_accessible_resources", "externally_connectable", "sandbox"}
    assert not absent & MANIFEST.keys()
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in (*MANIFEST["permissions"], *MANIFEST["host_permissions"]):
        assert f"`{name}`" in readme, name


def test_its_id_is_the_one_that_the_native_host_lets_ask() -> None:
    assert MANIFEST["key"] == EXTENSION_KEY


def test_every_file_of_the_manifest_is_there() -> None:
    named = re.findall(r"[\w/]+\.(?:js|html|png)", json.dumps(MANIFEST))

    assert len(named) > 10
    assert [name for name in named if not (FOLDER / name).is_file()] == []
    content = {f"page/{path.name}" for path in (FOLDER / "page").glob("*.js")}
    assert content == set(MANIFEST["content_scripts"][0]["js"])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_nothing_forbidden_is_in_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    for pattern, why in FORBIDDEN.items():
        found = re.search(pattern, text)
        assert found is None, f"{found[0]!r}: {why}"
    assert len(text.splitlines()) <= 250


def test_the_names_for_the_browser_are_the_same_in_both_languages() -> None:
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("_locales/*/messages.json"))]

    assert len(tables) == 2
    assert tables[0].keys() == tables[1].keys() == {"name", "description", "menu"}
