"""A list in many threads and processes: forked, spawned, and in the server that watches its file."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from making_lists import BASE, written

from scamguard import DataError, Guard, Knowledge
from scamguard.knowledge.list_format import HOST, Row
from scamguard.server.files import Files
from scamguard.server.keeper import Keeper
from scamguard.server.metrics import Metrics
from scamguard.service.problems import problem_of

CONTACTS = [f"shop-{number}.example" for number in range(0, 4000, 7)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [(HOST, f"shop-{number}.example", Row("", f"label {number}")) for number in range(2000)]
    written(tmp_path / "x.list", rows)
    return tmp_path / "x.list"


def codes(knowledge: Knowledge) -> list[str]:
    guard = Guard(knowledge)
    return [guard.check(contact).reasons[0].text for contact in CONTACTS]


def test_threads_share_a_list(path: Path) -> None:
    knowledge = BASE.with_lists(path)
    expected = codes(knowledge)
    assert len(set(expected)) == len(CONTACTS), "each its own label, or its own name"
    with ThreadPoolExecutor(6) as threads:
        assert all(found == expected for found in threads.map(codes, [knowledge] * 12))


@pytest.mark.parametrize("method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()])
def test_processes_share_a_list(path: Path, method: str) -> None:
    """Forked while it is open: no place in the file is shared, so nobody reads what another one asked for."""
    knowledge = BASE.with_lists(path)
    expected = codes(knowledge)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as processes:
        running = [processes.submit(codes, knowledge) for _ in range(4)]
        assert codes(knowledge) == expected
        assert all(future.result(timeout=120) == expected for future in running)


def test_batches_over_workers_answer_from_lists(path: Path) -> None:
    requests = "".join(f'{{"id":{number},"contact":"{contact}"}}\n' for number, contact in enumerate(CONTACTS))
    answers = []
    for workers in ("1", "2"):
        words = ["check", "--jsonl", "--list", str(path), "--workers", workers]
        command = [sys.executable, "-m", "scamguard", *words]
        done = subprocess.run(command, input=requests, capture_output=True, text=True, timeout=120, check=False)
        assert (done.returncode, done.stderr) == (1, "")
        answers.append(done.stdout)

    assert answers[0] == answers[1]
    assert answers[0].count("listed-refused") == sum(int(c[5:-8]) < 2000 for c in CONTACTS)


def test_a_server_takes_over_a_list_that_is_exchanged(path: Path, tmp_path: Path) -> None:
    files = Files((), (str(path),))
    keeper = Keeper(files, files.load(), Metrics())
    assert keeper.answers.guard.check("shop-1.example").reasons[0].code == "listed-refused"
    assert keeper.answers.guard.check("new.example").reasons[0].code == "nothing-known"

    written(tmp_path / "new.list", [(HOST, "new.example", Row())])
    (tmp_path / "new.list").replace(path)
    keeper.refresh()
    assert keeper.answers.guard.check("new.example").reasons[0].code == "listed-refused"

    path.write_bytes(b"rubbish")
    keeper.refresh()
    assert "+" in keeper.answers.knowledge.version.version, "what was open before stays in use"


def test_a_server_whose_list_is_damaged_tells_callers_no_path(path: Path) -> None:
    guard = Guard(BASE.with_lists(path))
    os.truncate(path, 10)
    with pytest.raises(DataError) as caught:
        guard.check("shop-1.example")
    problem = problem_of(caught.value)
    assert problem.status == 500
    assert str(path) not in problem.detail


def test_nothing_of_lists_is_imported_where_there_is_none() -> None:
    """And with one, nothing of what builds them."""
    script = "import sys\nfrom scamguard.cli.main import main\nmain(sys.argv[1:])\nprint(*sorted(sys.modules))"
    command = [sys.executable, "-c", script, "check", "example.com"]
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=60, check=False)
    modules = done.stdout.splitlines()[-1].split()

    assert "scamguard.guard" in modules
    assert not [name for name in modules if "list_store" in name or "user_lists" in name or "listed" in name]
    assert not [name for name in modules if name.startswith("scamguard.lists") or name == "csv"]
