"""One Spark application on `local-cluster`: two executors in processes of their own, as on two machines."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
TOP = BENCHMARKS.parents[1]
AS_OF = "2026-11-22"
COUNT = 20_000
#: Everything on this machine, no page of Spark's own, and our checkout on the path of the executors.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.executorEnv.PYTHONPATH": str(TOP),
    "spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}


def logs_of(session: Any) -> Path:
    """Returns where the executors of `local-cluster` keep what they print: below Spark's own home."""
    import pyspark

    return Path(pyspark.__file__).parent / "work" / str(session.sparkContext.applicationId)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on two executors; its processes are gone when it ends."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
    if not shutil.which("java"):
        pytest.skip("java is not installed")
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_DIRS", str(folder / "local"))
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("scamguard tests")
        for key, value in {**SETTINGS, "spark.sql.warehouse.dir": str(folder / "warehouse")}.items():
            builder = builder.config(key, value)
        # Other tests import programs that set a limit for every connection of the process (dnstwist: 12 seconds).
        socket.setdefaulttimeout(None)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        machine = SparkContext._gateway
        logs = logs_of(session)
        yield session
        session.stop()
        machine.shutdown()
        machine.proc.stdin.close()
        machine.proc.wait(60)
        shutil.rmtree(logs, ignore_errors=True)
        SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture(scope="session")
def contacts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mixed contacts as lines of JSON."""
    from contacts import mixed_contacts

    path = tmp_path_factory.mktemp("contacts") / "contacts.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(contact, ensure_ascii=False) + "\n" for contact in mixed_contacts(COUNT))
    return path


@pytest.fixture(scope="session")
def expected(contacts_file: Path) -> list[str]:
    """What the command line answers to them, line by line."""
    command = [sys.executable, "-m", "scamguard", "check", "--jsonl", "--as-of", AS_OF]
    with contacts_file.open("rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=False, timeout=300, cwd=TOP)
    assert done.returncode == 1, done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.fixture
def contacts(cluster: Any, contacts_file: Path) -> Any:
    """The same contacts as a frame of sixteen parts: more than there are cores."""
    return cluster.read.schema("id long, contact string, claims string").json(str(contacts_file)).repartition(16)


@pytest.fixture(scope="session", autouse=True)
def _executors_import_this_checkout() -> None:
    """Fails early where the tests of one checkout would run another one."""
    import scamguard

    assert Path(scamguard.__file__).parents[1] == TOP
    assert os.path.isdir(TOP / "data")
