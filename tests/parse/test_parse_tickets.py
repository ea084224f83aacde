"""Ids of support tickets (tickets.toml)."""

from __future__ import annotations

import pytest
from parse_tables import AS_OF, Case, cases, guard, verify

from scamguard import Status


@pytest.mark.parametrize("case", cases("tickets"))
def test_ticket_is_read(case: Case) -> None:
    verify(case)


def test_a_ticket_in_the_documented_form_proves_nothing_and_another_form_refutes() -> None:
    right = guard().check("TKS-123456", claims="tiktok-shop", as_of=AS_OF)
    wrong = guard().check("TKX-123", claims="tiktok-shop", as_of=AS_OF)
    elsewhere = guard().check("TKX-123", claims="aliexpress", as_of=AS_OF)

    assert right.status is Status.UNVERIFIED
    assert wrong.status is Status.IMPERSONATION
    assert elsewhere.status is Status.UNVERIFIED, "a platform without a documented form refutes none"
