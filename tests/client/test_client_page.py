"""The examples of docs/client.md run, against a real server."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import TYPE_CHECKING

from scamguard import client
from scamguard.client import settings

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs" / "client.md"


def test_the_examples_of_the_page_run(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (client.Client, client.AsyncClient):
        assert kind.__init__.__kwdefaults__ is not None
        monkeypatch.setattr(kind.__init__, "__defaults__", (url,))

    result = doctest.testfile(str(PAGE), module_relative=False)

    assert result.attempted > 20
    assert result.failed == 0


def test_the_page_names_the_defaults() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert f'base_url="{settings.BASE_URL}"' in text
    assert f"timeout={settings.TIMEOUT_SECONDS}, retries={settings.RETRIES}" in text
