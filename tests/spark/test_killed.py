"""Executors and Python workers that are killed with -9 in the middle: the same answers, none missing, none twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import AS_OF
from .processes import executors, kill, python_workers, until
from .test_columns import lines_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
pytestmark = [pytest.mark.lengthy, pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")]


def finished_tasks(cluster: Any, group: str) -> int:
    """Returns how many tasks of the stages that run in a job group have ended."""
    tracker = cluster.sparkContext.statusTracker()
    stages = [stage for job in tracker.getJobIdsForGroup(group) for stage in tracker.getJobInfo(job).stageIds]
    infos = [tracker.getStageInfo(stage) for stage in stages]
    return sum(info.numCompletedTasks for info in infos if info is not None and info.numTasks == 16)


@pytest.mark.parametrize("victims", [executors, python_workers], ids=["an executor", "a Python worker"])
def test_what_is_killed_in_the_middle_changes_no_answer(
    cluster: Any, contacts: DataFrame, expected: list[str], victims: Callable[[], list[int]]
) -> None:
    from scamguard.spark import check_column

    until(lambda: len(executors()) == 2)
    before = set(executors())
    found: list[list[str]] = []
    group = f"killed {victims.__name__}"
    frame = contacts.select("id", check_column("contact", claims=contacts.claims, as_of=AS_OF))

    def work() -> None:
        cluster.sparkContext.setJobGroup(group, group)
        found.append(lines_of(frame))

    thread = threading.Thread(target=work)
    thread.start()
    until(lambda: finished_tasks(cluster, group) >= 3, 240)
    done = finished_tasks(cluster, group)
    victim = max(victims())
    kill(victim)
    thread.join(300)

    assert done < 16, "nothing was left to do: the kill came too late"
    assert not thread.is_alive()
    assert found == [expected]
    if victims is executors:
        until(lambda: len(executors()) == 2)
        assert victim in before
        assert victim not in executors()
