"""The rules that compare a host with what is on record, in the order of what they prove."""

from __future__ import annotations

from scamguard.rules import (
    lookalike_characters,
    lookalike_embedding,
    lookalike_homograph,
    lookalike_keyword,
    lookalike_suffix,
    lookalike_typo,
    name_on_foreign_host,
)

HOST_LIKENESS = (
    lookalike_homograph.find,
    lookalike_characters.find,
    lookalike_suffix.find,
    lookalike_typo.find,
    lookalike_embedding.find,
    lookalike_keyword.find,
    name_on_foreign_host.find,
)
