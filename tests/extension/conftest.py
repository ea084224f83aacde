from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extension.chromium import ID, TOP, Browser
from extension.peers import NATIVE_HOST, Pages, Peer, api_of, serving, site_of
from scamguard import Guard
from scamguard.service.answering import Answers

HERE = Path(__file__).parent
#: An answer of the recording host is refused from this size on, so that batches are halved.
NATIVE_LIMIT = 150_000


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    """scamguard behind HTTP, with everything that is asked written down."""
    made = Peer(Answers(Guard()))
    with serving(api_of(made)) as made.address:
        yield made


@pytest.fixture(scope="session")
def platforms(peer: Peer) -> str:
    """The platforms on record, as JSON."""
    return peer.scamguard.platforms().decode()


@pytest.fixture(scope="session")
def site() -> Iterator[Pages]:
    """The server of the pages."""
    made = Pages()
    with serving(site_of(made)) as made.address:
        for path in (HERE / "pages").glob("*.html"):
            made.put(f"/{path.name}", path.read_text(encoding="utf-8"))
        yield made


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="session")
def native_log(tmp_path_factory: pytest.TempPathFactory, profile: Path) -> Path:
    """What the recording native host has been asked; its manifest lies where the browser looks for it."""
    folder = tmp_path_factory.mktemp("native")
    log, script, launcher = folder / "log.jsonl", folder / "host.py", folder / "host"
    script.write_text(NATIVE_HOST.format(log=str(log), limit=NATIVE_LIMIT), encoding="utf-8")
    launcher.write_text(f"#!/bin/sh\nPYTHONPATH='{TOP}' exec '{sys.executable}' '{script}'\n", encoding="utf-8")
    launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR)
    manifest = {
        "name": "scamguard.native_host",
        "description": "scamguard, recorded",
        "path": str(launcher),
        "type": "stdio",
        "allowed_origins": [f"chrome-extension://{ID}/"],
    }
    place = profile / "NativeMessagingHosts" / "scamguard.native_host.json"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps(manifest), encoding="utf-8")
    log.touch()
    return log


@pytest.fixture(scope="session")
def started(profile: Path, native_log: Path, site: Pages) -> Iterator[Browser]:
    """The one browser of all these tests."""
    pytest.importorskip("selenium", reason="no selenium here: pip install -e '.[dev]'")
    if not (os.environ.get("SCAMGUARD_CHROMIUM") or shutil.which("chromium")) or not shutil.which("chromedriver"):
        pytest.skip("no chromium and chromedriver here")
    made = Browser(profile, site.address.removeprefix("http://"))
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def browser(started: Browser, peer: Peer) -> Iterator[Browser]:
    """The browser, set up to ask the recording API; fails where a test leaves an error in a console."""
    started.open("about:blank")
    started.settings(address=peer.address)
    started.complaints()
    peer.reset()
    yield started
    assert started.complaints() == []
