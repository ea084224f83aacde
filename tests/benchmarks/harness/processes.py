"""Processes that a benchmark starts: what they need, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")


def resident(process: int) -> int | None:
    """Returns the resident memory of a process in KiB; None where it has ended or the system does not tell."""
    try:
        status = (_PROC / str(process) / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    said = status.partition("VmRSS:")[2].split()
    return int(said[0]) if said else None


def resident_of_all(process: int) -> int | None:
    """Returns the resident memory of a process and of everything that it has started, in KiB."""
    own = resident(process)
    return None if own is None else own + sum(resident_of_all(child) or 0 for child in _children(process))


def _children(process: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in (_PROC / str(process) / "task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())


def end_with_children(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that leads a session of its own, and all that it has started in it."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
