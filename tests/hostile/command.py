"""The real command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Longer than any of these runs takes, in seconds: a run that hangs fails.
PATIENCE = 60


@dataclass(frozen=True)
class Run:
    """What a run of the command gave back."""

    status: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The JSON objects of the output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def scamguard(*arguments: str | bytes, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Run:
    """Runs `python -m scamguard`; fails on a traceback, an unknown exit status, or output that is not UTF-8."""
    environ = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    command: list[str | bytes] = [sys.executable, "-m", "scamguard", *arguments]
    done = subprocess.run(
        command, input=stdin, capture_output=True, env=environ, cwd=cwd, timeout=PATIENCE, check=False
    )
    run = Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in run.err, run.err[-600:]
    assert run.status in (0, 1, 2), run.err
    return run
