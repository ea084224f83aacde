from __future__ import annotations

import os
import sys
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


@pytest.fixture(scope="session", autouse=True)
def _children_keep_their_bytecode(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Hundreds of the ordinary tests start Python, which would compile all of scamguard again each time.

    Where nothing is to be written beside the sources, their bytecode goes to a folder of this run, for all workers.
    """
    with pytest.MonkeyPatch.context() as patch:
        if "PYTHONDONTWRITEBYTECODE" in os.environ and request.config.getoption("markexpr") == "not lengthy":
            base = tmp_path_factory.getbasetemp()
            folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
            patch.delitem(os.environ, "PYTHONDONTWRITEBYTECODE")
            patch.setitem(os.environ, "PYTHONPYCACHEPREFIX", str(folder / "bytecode"))
        yield


#: What may differ: pytest names the test; Polars sets its allocator when it is imported first.
OTHERS = {"PYTEST_CURRENT_TEST", "_RJEM_MALLOC_CONF"}


def _shared() -> tuple[dict[str, str], str, list[str]]:
    """Returns what all tests of a process share: the environment, the folder, where modules are looked for."""
    environment = {name: value for name, value in os.environ.items() if name not in OTHERS}
    return environment, os.getcwd(), [*sys.path]


@pytest.fixture(scope="module", autouse=True)
def _leaves_everything_as_it_was() -> Iterator[None]:
    """A file of tests that changes what all share fails itself, not the one that another order puts behind it."""
    before = _shared()
    yield
    assert _shared() == before
