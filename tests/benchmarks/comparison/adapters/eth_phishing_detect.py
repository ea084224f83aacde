"""MetaMask's eth-phishing-detect (npm): one Node process that reads hosts and times itself."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from comparison.peer import AbsentError, Peer, Protected

PACKAGE = "eth-phishing-detect"
VERSION = "1.2.0"
SCRIPT = Path(__file__).with_suffix(".js")


def peer(folder: Path, *, lists: bool) -> Peer:
    """Returns the peer as it is in an npm folder; it is installed there where it is not yet.

    Args:
        folder: holds `node_modules`, or will.
        lists: with its own 1,138 allowed and 13,752 blocked sites, as shipped; else with the given names alone.

    Raises:
        AbsentError: Node or npm is missing, or the package cannot be installed.
    """
    if shutil.which("node") is None:
        raise AbsentError(f"{PACKAGE}: node is not installed")
    about = folder / "node_modules" / PACKAGE / "package.json"
    if not about.exists():
        _install(folder)
    version = json.loads(about.read_text(encoding="utf-8"))["version"]
    variant = "with its lists" if lists else "names only"
    return Peer(PACKAGE, version, variant, functools.partial(NodeProcess, folder, lists))


def _install(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    try:
        subprocess.run([*command, f"{PACKAGE}@{VERSION}"], capture_output=True, check=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        raise AbsentError(f"{PACKAGE}: npm could not install it ({type(error).__name__})") from None


class NodeProcess:
    """A checker in a process of its own. Its shipped tolerance (2) stays; it is allowed the protected domains.

    Args:
        folder: holds `node_modules`.
        lists: with the shipped lists.
        protected: the names, which replace the names of the shipped fuzzy list.
    """

    def __init__(self, folder: Path, lists: bool, protected: Sequence[Protected]) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", delete=False) as settings:
            json.dump({"names": [each.domain for each in protected], "lists": lists}, settings)
        self._settings = Path(settings.name)
        self._process = subprocess.Popen(
            ["node", str(SCRIPT), str(folder.resolve()), settings.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def alarms(self, hosts: Sequence[str]) -> list[bool]:
        """Answers for each host whether the peer warns of it."""
        return self._ask(hosts)[0]

    def seconds(self, hosts: Sequence[str]) -> float:
        """Returns the processor time of one pass over the hosts, by the process's own clock."""
        return self._ask(hosts)[1]

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()
        self._settings.unlink(missing_ok=True)

    def _ask(self, hosts: Sequence[str]) -> tuple[list[bool], float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(hosts)) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return cast("list[bool]", answer["alarms"]), cast("float", answer["seconds"])
