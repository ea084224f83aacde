"""Web addresses in every writing (urls.toml)."""

from __future__ import annotations

import pytest
from parse_tables import AS_OF, Case, cases, guard, verify

from scamguard import Status


@pytest.mark.parametrize("case", cases("urls"))
def test_url_is_read(case: Case) -> None:
    verify(case)


def test_hosts_of_253_characters_are_read_and_longer_ones_are_not() -> None:
    longest = ".".join(["a" * 49] * 4 + ["b" * 45, "example"])
    assert len(longest) == 253

    read = guard().check(f"https://{longest}/", as_of=AS_OF)
    refused = guard().check(f"https://b{longest}/", as_of=AS_OF)

    assert read.contact.canonical == f"https://{longest}/"
    assert refused.status is Status.INVALID
    assert "253" in refused.reasons[0].text
