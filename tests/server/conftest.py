"""One server for all tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("granian", reason="scamguard[server] is not installed")
pytest.importorskip("starlette", reason="scamguard[server] is not installed")

from server.running import Running, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("server"), "--rate", "0") as running:
        yield running
