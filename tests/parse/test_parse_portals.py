"""Ways in that are described and not addressed (portals.toml)."""

from __future__ import annotations

import pytest
from parse_tables import Case, cases, verify


@pytest.mark.parametrize("case", cases("portals"))
def test_portal_is_read(case: Case) -> None:
    verify(case)
