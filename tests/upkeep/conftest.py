from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scamguard.knowledge.compiled import COMPILED_NAME, data_folder, to_bytes
from scamguard.knowledge.load import read_bundle

DATA = Path(data_folder())


#: Enough platforms for what is asked here: each test reads them anew.
SOME = (
    "alibaba-com", "aliexpress", "boc", "douyin", "douyin-shop", "fedex", "icbc", "paypal", "tiktok", "tiktok-shop",
    "usps", "wise",
)  # fmt: skip


def copied(to: Path) -> Path:
    """Returns a data folder of some platforms, without a compiled form; what no test changes is linked."""
    (to / "platforms").mkdir(parents=True)
    for inner in DATA.iterdir():
        if inner.name not in ("platforms", COMPILED_NAME):
            (to / inner.name).symlink_to(inner)
    for slug in SOME:
        shutil.copy(DATA / "platforms" / f"{slug}.toml", to / "platforms")
    return to


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a data folder to be changed."""
    return copied(tmp_path / "data")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the same data folder as it is, with its compiled form in it."""
    made = copied(tmp_path_factory.mktemp("base") / "data")
    (made / COMPILED_NAME).write_bytes(to_bytes(read_bundle(made)))
    return made
