"""The flow errors, model → parse → extract, knowledge → rules → judge → guard → scanning → render → cli.

No import points back.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

import scamguard

PACKAGE = Path(scamguard.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.relative_to(PACKAGE).parts[:1])

#: What each layer may import of the others; itself always.
ALLOWED = {
    "version": set[str](),
    "errors": set[str](),
    "extra": {"errors"},
    "model": {"errors"},
    "parse": {"errors", "model"},
    "extract": {"errors", "model", "parse"},
    "readers": {"errors", "model", "parse"},
    "knowledge": {"errors", "model", "parse"},
    "rules": {"errors", "model", "parse", "knowledge"},
    "judge": {"model"},
    "questions": {"errors", "model", "knowledge", "rules"},
    "reading": {"errors", "model", "parse", "knowledge", "rules"},
    "if_claimed": {"model", "knowledge", "rules", "judge"},
    "guard": {"errors", "model", "parse", "knowledge", "rules", "judge", "questions", "reading", "if_claimed"},
    "scanning": {"errors", "model", "parse", "extract", "knowledge", "rules", "guard"},
    "batch": {
        "errors",
        "model",
        "parse",
        "knowledge",
        "questions",
        "guard",
        "scanning",
        "readers",
        "render",
        "service",
    },
    "updates": {"errors", "model", "knowledge", "guard", "scanning"},
    "overlays": {"errors", "model", "knowledge", "guard"},
    "lists": {"errors", "model", "parse", "knowledge", "rules", "guard"},
    "upkeep": {"errors", "model", "knowledge", "guard", "render"},
    "render": {"model", "knowledge", "rules"},
    "service": {
        "errors",
        "model",
        "parse",
        "knowledge",
        "rules",
        "questions",
        "guard",
        "scanning",
        "readers",
        "render",
        "version",
    },
    "server": {"errors", "model", "knowledge", "guard", "overlays", "service", "render", "version"},
    "native": {"errors", "knowledge", "guard", "service", "render", "version"},
    "assistants": {"errors", "model", "knowledge", "guard", "service", "render", "version"},
    "client": {"errors", "model", "version"},
    "columns": {"errors", "model", "parse", "questions", "guard", "scanning", "render"},
    "frames": {"errors", "extra", "knowledge", "guard", "batch", "columns"},
    "spark": {"errors", "extra", "knowledge", "guard", "questions", "columns", "version"},
    "cli": {
        "errors",
        "extra",
        "model",
        "parse",
        "knowledge",
        "rules",
        "judge",
        "questions",
        "guard",
        "scanning",
        "readers",
        "batch",
        "updates",
        "overlays",
        "lists",
        "upkeep",
        "service",
        "server",
        "native",
        "assistants",
        "render",
        "version",
    },
    "__init__": {"errors", "model", "knowledge", "guard", "overlays", "scanning", "batch", "render", "version"},
    "__main__": {"cli"},
}

#: The modules that may open files: the readers of the data and of what is scanned, what keeps a user's updates and a
#: publisher's repository, and the command line. Archives and pictures are opened in memory.
OPENERS = {
    "batch/checkpoint.py",
    "batch/process.py",
    "knowledge/load.py",
    "knowledge/compiled.py",
    "knowledge/installed.py",
    "knowledge/list_store.py",
    "lists/source.py",
    "lists/writer.py",
    "native/own_files.py",
    "readers/archives.py",
    "readers/files.py",
    "readers/pictures.py",
    "updates/draft.py",
    "updates/keys.py",
    "updates/lock.py",
    "updates/published.py",
    "updates/storage.py",
    "upkeep/asked.py",
    "server/run.py",
    "server/page/page.py",
}
#: The one module that may ask for the date, and those that look how much time a fetch has left, an answer took, or has
#: gone since something was kept or heard of.
CLOCKS = {
    "batch/checkpoint.py",
    "questions.py",
    "updates/fetcher.py",
    "server/deadlines.py",
    "server/logs.py",
    "server/metrics.py",
    "server/wire.py",
}

FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "touch", "rmtree"}
CLOCK_CALLS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "monotonic", "perf_counter"}
#: Modules that reach out of the process; the core has no use for them.
OUTSIDE = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "subprocess",
    "requests",
    "urllib3",
    "shutil",
    "tempfile",
    "asyncio",
}
#: The modules that may: updates are fetched, and written to the disk, on request only; workers are handed their task in
#: a folder of their own.
REACHING = {"batch/pool.py", "updates/fetcher.py", "updates/storage.py"}
#: The layers that talk to the outside: a terminal, a network, a browser, an assistant.
OUTERMOST = {"cli", "server", "native", "assistants", "client"}
#: What the extras install, what users of data frames bring, and the layers that know it.
EXTRAS = {
    ("updates",): {"bcrypt", "cryptography", "securesystemslib", "tuf", "urllib3"},
    ("server",): {"granian", "limits", "prometheus_client", "starlette"},
    ("assistants",): {"mcp", "mcp_types"},
    ("client",): {"httpx", "tenacity"},
    ("columns", "frames", "spark"): {"pyarrow"},
    ("frames",): {"numpy", "pandas", "polars"},
    ("spark",): {"py4j", "pyspark"},
}


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Yields the dotted names that a module imports, also inside its functions; a relative one as it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layers_of(tree: ast.AST) -> set[str]:
    """Returns the layers of the package that a module imports from."""
    found = {name.split(".")[1] for name in imports_of(tree) if name.startswith("scamguard.")}
    return found | {name for name in imports_of(tree) if name.startswith(".")}


def calls_of(tree: ast.AST) -> set[str]:
    """Returns the names of the functions and methods that a module calls."""
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {f.id for f in functions if isinstance(f, ast.Name)} | {
        f.attr for f in functions if isinstance(f, ast.Attribute)
    }


@functools.cache
def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_imports_follow_the_flow(path: Path) -> None:
    against = layers_of(tree_of(path)) - ALLOWED[layer(path)] - {layer(path)}

    assert not against, (
        f"{place(path)} imports {sorted(against)}; {layer(path)} may import {sorted(ALLOWED[layer(path)])}"
    )


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_the_readers_of_the_data_and_the_command_line_open_files(path: Path) -> None:
    if place(path) not in OPENERS and layer(path) != "cli":
        assert not calls_of(tree_of(path)) & FILE_CALLS


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_the_guard_asks_for_the_date(path: Path) -> None:
    if place(path) not in CLOCKS:
        assert not calls_of(tree_of(path)) & CLOCK_CALLS


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_the_core_reaches_nothing_outside(path: Path) -> None:
    if place(path) not in REACHING and layer(path) not in OUTERMOST:
        assert not set(imports_of(tree_of(path))) & OUTSIDE


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_only_its_own_layers_need_what_an_extra_installs(path: Path) -> None:
    imported = {name.partition(".")[0] for name in imports_of(tree_of(path))}

    assert not [name for owners, names in EXTRAS.items() if layer(path) not in owners for name in names & imported]


def test_the_exceptions_are_still_needed() -> None:
    assert all(calls_of(tree_of(PACKAGE / name)) & FILE_CALLS for name in OPENERS)
    assert all(calls_of(tree_of(PACKAGE / name)) & CLOCK_CALLS for name in CLOCKS)
    assert all(set(imports_of(tree_of(PACKAGE / name))) & OUTSIDE for name in REACHING)


@pytest.mark.parametrize(
    ("source", "layers", "calls"),
    [
        ("from scamguard.cli.main import main", {"cli"}, set[str]()),
        ("from scamguard import guard", {"guard"}, set[str]()),
        ("import scamguard.rules.case as case", {"rules"}, set[str]()),
        ("def late():\n    from scamguard.render import plain", {"render"}, set[str]()),
        ("from ..knowledge import load", {"..knowledge", "..knowledge.load"}, set[str]()),
        ("from datetime import date\ndate.today()", set[str](), {"today"}),
        ("open('x').read()", set[str](), {"open", "read"}),
    ],
)
def test_the_readers_of_imports_and_calls_see_what_they_should(source: str, layers: set[str], calls: set[str]) -> None:
    assert layers_of(ast.parse(source)) == layers
    assert calls_of(ast.parse(source)) == calls
