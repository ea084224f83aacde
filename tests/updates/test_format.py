"""A scamguard is never given knowledge that it cannot read: a change of the compiled form is a change of `FORMAT`."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from scamguard.knowledge.compiled import FORMAT, Compiled, Stored
from scamguard.knowledge.protected import ProtectedTable
from scamguard.knowledge.schema import Platform, Reading
from scamguard.updates.target import TARGET

#: Version of the form -> digest of all its types.
FORMS = {1: "fda603921d5a512f"}


def test_a_change_of_the_types_is_another_version_of_the_form() -> None:
    types = (Compiled, Stored, Platform, ProtectedTable, Reading)
    whole = without_words(msgspec.json.schema_components(types))
    digest = sha256(msgspec.json.encode(whole, order="sorted")).hexdigest()[:16]

    assert FORMS.get(FORMAT) == digest, (
        f"the types of compiled knowledge have changed: {digest}. Can the last release read what this one compiles, "
        "also where a record has the new field or the new word? If not, raise FORMAT. Then write the digest above. "
        "(Before the first release there is nobody to read it: write the digest.)"
    )


def without_words(schema: Any) -> Any:
    """Returns a schema without what it says to people."""
    if isinstance(schema, dict):
        return {key: without_words(inner) for key, inner in schema.items() if key not in ("description", "title")}
    return [without_words(inner) for inner in schema] if isinstance(schema, list | tuple) else schema


def test_words_for_people_are_no_part_of_the_form() -> None:
    assert without_words(({"type": "object", "title": "A", "properties": {"a": {"description": "x"}}},)) == [
        {"type": "object", "properties": {"a": {}}}
    ]


def test_each_form_has_a_path_of_its_own() -> None:
    assert f"knowledge/v{FORMAT}/knowledge.msgpack" == TARGET
