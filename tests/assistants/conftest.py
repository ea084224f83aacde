from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistants.talking import HOSTILE, Assistant, Wire, connected


@pytest.fixture(scope="package")
def assistant() -> Iterator[Assistant]:
    """A client of a server that knows what ships."""
    with connected() as found:
        yield found


@pytest.fixture(scope="package")
def misled() -> Iterator[Assistant]:
    """A client of a server with records that try to instruct whoever reads them."""
    with connected("--data", str(HOSTILE)) as found:
        yield found


@pytest.fixture
def wire() -> Iterator[Wire]:
    """The pipes of a server."""
    found = Wire()
    yield found
    found.kill()
