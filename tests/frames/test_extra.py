"""What is imported, and what is said where it is not there."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCKED = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""


def run(code: str, *blocked: str) -> str:
    """Returns what a fresh interpreter prints, in which some modules are not installed."""
    command = [sys.executable, "-W", "error", "-c", BLOCKED.format(blocked=blocked) + code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("call", ["check_column(None)", "scan_column(None)", "check_expr('a')", "scan_expr('a')"])
def test_without_pyarrow_one_line_says_what_to_install(call: str) -> None:
    printed = run(
        f"""
from scamguard import UsageError
from scamguard.frames import *
try:
    {call}
except UsageError as error:
    print(error)
""",
        "pyarrow",
    )

    assert printed == "pyarrow is not installed; run: pip install 'scamguard[frames]'"


@pytest.mark.parametrize(
    ("column", "unused"),
    [
        ("import pyarrow; column = pyarrow.array(['95588'])", ("polars", "pandas")),
        ("import polars; column = polars.Series(['95588'])", ("pandas",)),
        ("import pandas; column = pandas.Series(['95588'])", ("polars",)),
    ],
)
def test_only_the_library_of_the_column_is_needed(column: str, unused: tuple[str, ...]) -> None:
    printed = run(
        f"""
{column}
from scamguard.frames import check_column, scan_column
check_column(column, claims='ICBC')
print(type(scan_column(column)).__name__, [name for name in {unused!r} if sys.modules.get(name)])
""",
        *unused,
    )

    assert printed in ("ChunkedArray []", "Series []")


def test_the_package_itself_imports_none_of_them() -> None:
    printed = run(
        "import scamguard.frames; print([name for name in ('pyarrow', 'polars', 'pandas') if name in sys.modules])"
    )

    assert printed == "[]"
