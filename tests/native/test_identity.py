"""The ids are written down twice, here and in the extension: they have to be the same."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from scamguard.native.callers import allowed_of
from scamguard.native.identity import EXTENSION_ID, EXTENSION_KEY, FIREFOX_ID, HOST_NAME

EXTENSION = Path(__file__).parents[2] / "docs" / "browser-extension"


def test_the_id_is_what_chromium_makes_of_the_key() -> None:
    digest = hashlib.sha256(base64.b64decode(EXTENSION_KEY, validate=True)).hexdigest()

    assert "".join("abcdefghijklmnop"[int(half, 16)] for half in digest[:32]) == EXTENSION_ID


def test_names_and_ids_are_of_the_form_that_browsers_take() -> None:
    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", HOST_NAME)
    assert allowed_of([EXTENSION_ID, FIREFOX_ID]) == allowed_of([]) == ((EXTENSION_ID,), (FIREFOX_ID,))


def test_the_extension_has_the_key_and_the_id_that_the_host_lets_in() -> None:
    if not (EXTENSION / "manifest.json").exists():
        pytest.skip("the extension is not in this checkout")
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["key"] == EXTENSION_KEY
    assert manifest.get("browser_specific_settings", {}).get("gecko", {}).get("id", FIREFOX_ID) == FIREFOX_ID


def test_the_extension_asks_for_the_host_by_its_name() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted(EXTENSION.rglob("*.js")))
    if "connectNative" not in scripts:
        pytest.skip("the extension is not in this checkout, or does not use native messaging")

    assert f'"{HOST_NAME}"' in scripts
