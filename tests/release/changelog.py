"""Says whether the changelog names the version that is built: `python tests/release/changelog.py [--final]`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from scamguard import __version__

CHANGELOG: Final = Path(__file__).parents[2] / "CHANGELOG.md"


def problem_with(text: str, version: str, *, final: bool) -> str | None:
    """Returns what is wrong with a changelog, in one line; None where nothing is.

    Args:
        text: of the changelog.
        version: that is built.
        final: it must have a section with a date; else it may be announced under "Unreleased".
    """
    number = re.escape(version)
    if re.search(rf"^## \[{number}\] - \d{{4}}-\d{{2}}-\d{{2}}$", text, re.MULTILINE):
        return None
    if final:
        return f"CHANGELOG.md: has no section “## [{version}] - DATE”"
    section = re.search(r"^## \[Unreleased\]$(.*?)(?=^## \[|\Z)", text, re.MULTILINE | re.DOTALL)
    if section is not None and re.search(rf"\b{number}(?![\w.]*\d)", section[1].partition("### ")[0]):
        return None
    return f"CHANGELOG.md: names {version} neither in a section nor at the beginning of “Unreleased”"


def main() -> int:
    """Prints what is wrong and returns the exit status."""
    problem = problem_with(CHANGELOG.read_text(encoding="utf-8"), __version__, final="--final" in sys.argv[1:])
    print(problem or f"{__version__} is in CHANGELOG.md")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
