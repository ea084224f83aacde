from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_updates_of_this_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Answers in tests come from the shipped knowledge, whatever whoever runs them has installed or set up."""
    folder: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SCAMGUARD_STATE", str(folder / "state"))
        patch.setitem(os.environ, "SCAMGUARD_CONFIG", str(folder / "config"))
        yield
