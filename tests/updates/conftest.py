from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scamguard.cli import publish as publish_command
from scamguard.knowledge import compiled
from scamguard.knowledge.compiled import COMPILED_NAME
from scamguard.updates import client, state, storage
from scamguard.updates import publisher as publishing
from scamguard.updates.settings import settings_of
from scamguard.updates.trial import try_out
from updates.editions import edition
from updates.mirror import Mirror, serving
from updates.parties import Publisher, User

#: What ships in these tests, and what is published first.
SHIPPED_DATE, FIRST_DATE = "2020-01-01", "2020-02-01"


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lets small, old knowledge be what ships, so that there can be newer; returns its folder."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / COMPILED_NAME).write_bytes(edition(SHIPPED_DATE))
    for module in (compiled, state, publish_command):
        monkeypatch.setattr(module, "data_folder", lambda: str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here survives a power failure; `test_storage.py` looks that the disk is waited for."""
    monkeypatch.setattr(storage, "settle", lambda path: None)


@pytest.fixture(autouse=True)
def trial(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Leaves out the trial of new knowledge, which takes longer than all the rest; returns what brings it back."""
    for module in (client, publishing):
        monkeypatch.setattr(module, "try_out", lambda stored: None)

    def bring_back() -> None:
        for module in (client, publishing):
            monkeypatch.setattr(module, "try_out", try_out)

    return bring_back


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> User:
    """Returns a user without settings, on a machine without proxies."""
    found = User(tmp_path / "user", capsys)
    monkeypatch.setenv("SCAMGUARD_STATE", str(found.state))
    monkeypatch.setenv("SCAMGUARD_CONFIG", str(found.config))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return found


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with a publisher who has published once, and a user who has installed that.

    Made once, in earnest, and copied for each test.
    """
    home = tmp_path_factory.mktemp("begun")
    (home / COMPILED_NAME).write_bytes(edition(SHIPPED_DATE))
    publisher = Publisher(home / "publisher")
    with pytest.MonkeyPatch.context() as patch:
        for module in (publishing, client):
            patch.setattr(module, "try_out", lambda stored: None)
        for module in (compiled, state):
            patch.setattr(module, "data_folder", lambda: str(home))
        patch.setenv("SCAMGUARD_STATE", str(home / "state"))
        publisher.publish(FIRST_DATE)
        with serving(publisher.folder) as mirror:
            assert client.update(settings_of([mirror.url]), publisher.root().read_bytes()).is_installed
    return home


@pytest.fixture
def publisher(tmp_path: Path, begun: Path) -> Publisher:
    """Returns a publisher who has published once."""
    shutil.copytree(begun / "publisher", tmp_path / "publisher")
    return Publisher(tmp_path / "publisher")


@pytest.fixture
def mirror(publisher: Publisher) -> Iterator[Mirror]:
    """Yields a mirror of the publisher's repository."""
    with serving(publisher.folder) as found:
        yield found


@pytest.fixture
def follower(user: User, publisher: Publisher, mirror: Mirror, begun: Path) -> User:
    """Returns a user who has turned updates on and has installed what was published first."""
    assert user.init(mirror.url, publisher.root()).status == 0
    shutil.copytree(begun / "state", user.state, symlinks=True)
    return user
