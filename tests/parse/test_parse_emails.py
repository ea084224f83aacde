"""Mail addresses in every writing, and what is said about wrong ones (emails.toml)."""

from __future__ import annotations

import pytest
from parse_tables import Case, cases, verify


@pytest.mark.parametrize("case", cases("emails"))
def test_email_is_read(case: Case) -> None:
    verify(case)
