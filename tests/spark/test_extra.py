"""What is said where Spark, or a session, is not there: one line that names what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules[{name!r}] = None\nimport scamguard.spark"


@pytest.mark.parametrize("name", ["pyspark", "pyarrow"])
def test_without_the_extra_it_says_what_to_install(name: str) -> None:
    if name != "pyspark":  # which is asked for first
        pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(name=name)], capture_output=True, text=True, check=False
    )

    said = done.stderr.splitlines()[-1]
    assert said.startswith(f"scamguard.errors.UsageError: {name}")
    assert said.endswith("is not installed; run: pip install 'scamguard[spark]'")


def test_without_a_session_it_says_how_to_make_one() -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'scamguard[spark]'")
    code = "from scamguard.spark import check_column\ncheck_column('contact')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "UsageError: there is no Spark session; make one first" in done.stderr.splitlines()[-1]
