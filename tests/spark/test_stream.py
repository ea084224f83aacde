"""The streaming example: its driver killed with -9 in the middle and started again, every input once in the sink."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scamguard import Guard, Knowledge, to_json

from .conftest import SETTINGS, TOP
from .processes import until

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
pytestmark = [pytest.mark.lengthy, pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")]

EXAMPLE = TOP / "docs" / "examples" / "spark_stream.py"
FILES, PER_FILE = 10, 30


@pytest.fixture
def arriving(tmp_path: Path) -> Path:
    """A folder of files with some contacts each."""
    from contacts import mixed_contacts

    folder = tmp_path / "in"
    folder.mkdir()
    found = list(mixed_contacts(FILES * PER_FILE, seed=11))
    for number in range(FILES):
        rows = found[number * PER_FILE : (number + 1) * PER_FILE]
        (folder / f"{number:02}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


class Driver:
    """The example as a process of its own, on a machine of its own: a group that can be ended as one."""

    def __init__(self, folder: Path, *options: str) -> None:
        settings = {key: value for key, value in SETTINGS.items() if "executorEnv" not in key}
        submitted = " ".join(f"--conf {key}={value}" for key, value in settings.items())
        self._log = (folder / "log.txt").open("ab")
        self._process = subprocess.Popen(
            [
                sys.executable,
                EXAMPLE,
                folder / "in",
                folder / "out",
                "--checkpoint",
                folder / "checkpoint",
                "--once",
                *options,
            ],
            env={
                **os.environ,
                "PYTHONPATH": str(TOP),
                "SPARK_LOCAL_IP": "127.0.0.1",
                "PYSPARK_PYTHON": sys.executable,
                "PYSPARK_SUBMIT_ARGS": f"--master local[2] {submitted} pyspark-shell",
            },
            stdout=self._log,
            stderr=self._log,
            cwd=folder,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Ends the driver and its Java machine at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)
        self._log.close()

    def wait(self, seconds: float) -> int:
        """Returns the exit status, in bounded time."""
        try:
            return self._process.wait(seconds)
        finally:
            if self._process.poll() is None:
                self.kill()
            self._log.close()


def committed(folder: Path) -> int:
    """Returns how many batches are done, by the checkpoint."""
    commits = folder / "checkpoint" / "commits"
    return len([path for path in commits.glob("*") if path.name.isdigit()]) if commits.exists() else 0


def rows_of(folder: Path) -> Iterator[dict[str, Any]]:
    """Yields what arrived."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("options", [[], ["--renew"]], ids=["one knowledge", "renewed"])
def test_every_input_is_once_in_the_sink_though_the_driver_was_killed(
    cluster: Any, arriving: Path, options: list[str]
) -> None:
    folder = arriving.parent
    first = Driver(folder, *options)
    until(lambda: committed(folder) >= 3, 180)
    first.kill()
    done = committed(folder)
    status = Driver(folder, *options).wait(240)
    rows = cluster.read.parquet(str(folder / "out")).collect()
    guard = Guard()
    expected = {
        row["id"]: to_json(guard.check(row["contact"], claims=row.get("claims"), as_of=rows[0].verdict.as_of))
        for row in rows_of(arriving)
    }

    assert 3 <= done < FILES, "the kill came too late"
    assert status == 0, (folder / "log.txt").read_text(errors="replace")[-2000:]
    assert sorted(row.id for row in rows) == list(range(FILES * PER_FILE))
    assert {row.id: row.verdict.verdict for row in rows} == expected


def test_newer_knowledge_is_taken_up_between_batches_and_sent_once(
    cluster: Any, arriving: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of four batches the last two find newer knowledge: their answers name it, and there were two broadcasts."""
    monkeypatch.syspath_prepend(EXAMPLE.parent)
    import spark_stream

    from scamguard.spark import sending

    shipped = Knowledge.shipped()
    newer = Knowledge(shipped._stored, "newer", "2026-12-01")
    asked: list[int] = []

    def installed() -> Knowledge:
        asked.append(1)
        return newer if len(asked) > 2 else shipped

    monkeypatch.setattr(Knowledge, "installed", staticmethod(installed))
    for path in sorted(arriving.glob("*.jsonl"))[4:]:
        path.unlink()
    folder = arriving.parent
    before = set(sending._broadcasts)
    contacts = spark_stream.from_files(cluster, str(arriving))
    query = spark_stream.to_files_renewed(contacts, str(folder / "out"), str(folder / "checkpoint"), once=True)
    assert query.awaitTermination(300)
    rows = cluster.read.parquet(str(folder / "out")).select("batch", "verdict.knowledge").distinct().collect()

    assert sorted((row.batch, row.knowledge) for row in rows) == [
        (number, shipped.version.version if number < 2 else "newer") for number in range(4)
    ]
    assert len(set(sending._broadcasts) - before) <= 2
    assert query.exception() is None
