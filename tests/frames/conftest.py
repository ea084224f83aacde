from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="scamguard[frames] is not installed")
pytest.importorskip("polars", reason="polars is not installed")
pytest.importorskip("pandas", reason="pandas is not installed")
