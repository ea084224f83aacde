"""What is found in messages, and where: the tables of this folder through `Scanner.scan`."""

from __future__ import annotations

import pytest
from extract_tables import Row, as_rows, contacts_in, rows, table


@pytest.mark.parametrize("row", rows("contacts"))
def test_contacts_are_found(row: Row) -> None:
    found = contacts_in(row.text)

    assert as_rows(found) == list(row.found), row.why
    assert [row.text[finding.start : finding.end] for finding in found] == [finding.surface for finding in found]


@pytest.mark.parametrize("row", rows("quiet"))
def test_what_only_looks_like_contacts_stays_silent(row: Row) -> None:
    assert as_rows(contacts_in(row.text)) == [], row.why


def test_every_row_says_what_its_table_promises() -> None:
    assert all(row.found for group in table("contacts").values() for row in group)
    assert not any(row.found for group in table("quiet").values() for row in group)
    texts = [row.text for name in ("contacts", "quiet") for group in table(name).values() for row in group]
    assert len(texts) == len(set(texts)), "no message stands in two rows"
