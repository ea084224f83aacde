"""The processes of a Spark application, by /proc: its executors, and their Python workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def below(top: int) -> dict[int, str]:
    """Returns the processes that a process has started, and those that they have, with their command lines."""
    parents: dict[int, int] = {}
    commands: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
            parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
            commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:  # it has ended meanwhile
            continue
    found: dict[int, str] = {}
    new = {top}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new and pid not in found}
        found |= {pid: commands.get(pid, "") for pid in new}
    return found


def executors() -> list[int]:
    """Returns the executors of this process's own application."""
    return [pid for pid, command in below(os.getpid()).items() if "CoarseGrainedExecutorBackend" in command]


def python_workers() -> list[int]:
    """Returns the Python workers of this process's own executors: what their daemons have forked."""
    daemons = [pid for pid, command in below(os.getpid()).items() if "pyspark.daemon" in command]
    return [pid for daemon in daemons for pid in below(daemon)]


def kill(pid: int) -> None:
    """Ends a process at once."""
    os.kill(pid, signal.SIGKILL)


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Waits for something, in bounded time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)
