from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scamguard.knowledge.compiled import COMPILED_NAME, data_folder

DATA = Path(data_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a copy of the shipped data folder without its compiled form; what no test changes is linked."""
    copy = tmp_path / "data"
    copy.mkdir()
    for inner in DATA.iterdir():
        if inner.name == "platforms":
            shutil.copytree(inner, copy / "platforms")
        elif inner.name != COMPILED_NAME:
            (copy / inner.name).symlink_to(inner)
    return copy
