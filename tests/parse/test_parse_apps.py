"""Store listings (apps.toml)."""

from __future__ import annotations

import pytest
from parse_tables import Case, cases, verify


@pytest.mark.parametrize("case", cases("apps"))
def test_app_is_read(case: Case) -> None:
    verify(case)
