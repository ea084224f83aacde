"""One real server for all tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scamguard.client import Client


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("granian", reason="scamguard[server] is not installed")
    from server.running import serving

    with serving(tmp_path_factory.mktemp("served"), "--rate", "0") as running:
        yield f"http://127.0.0.1:{running.port}"


@pytest.fixture(scope="session")
def client(url: str) -> Iterator[Client]:
    with Client(url) as found:
        yield found
