from __future__ import annotations

from collections.abc import Iterator

import pytest

from client.real_server import RealServer, serving
from scamguard.client import Client


@pytest.fixture(scope="session")
def server() -> Iterator[RealServer]:
    pytest.importorskip("granian", reason="scamguard[server] is not installed")
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def client(server: RealServer) -> Iterator[Client]:
    with Client(server.url) as found:
        yield found
