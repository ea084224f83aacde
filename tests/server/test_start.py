"""Where a server is started from has no say in what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.running import serving


@pytest.mark.parametrize("module", ["pickle", "scamguard", "anyio"])
def test_nothing_is_imported_from_the_folder_it_is_started_in(tmp_path: Path, module: str) -> None:
    """A scan has a process of its own, which Python would start with that folder first on its path."""
    (tmp_path / f"{module}.py").write_text("raise SystemExit('taken from the folder')\n", encoding="utf-8")

    with serving(tmp_path, start_in=tmp_path) as running:
        answer = running.ask("POST", "/v1/scan", {"text": "TikTok Shop support: 400-882-1234"})

    assert answer.status == 200
    assert b"impersonation" in answer.body
