"""Records of one's own, for tests that lay them over the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: A bank with one phone number, +442079460123.
ACME_BANK: Final = Path(__file__).parent / "data" / "acme-bank.toml"
