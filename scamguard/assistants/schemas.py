"""The JSON Schemas of the tools, from the types that read the arguments and write the answers."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from scamguard.assistants.tools import TYPES


def input_schema(tool: str, lang: str) -> dict[str, Any]:
    """Returns the schema of a tool's arguments, with the language that is used where none is named."""
    schema = _schema(TYPES[tool][0])
    schema["properties"]["lang"]["default"] = lang
    return schema


def output_schema(tool: str) -> dict[str, Any]:
    """Returns the schema of a tool's structured answer."""
    return _schema(TYPES[tool][1])


def _schema(asked: type[msgspec.Struct]) -> dict[str, Any]:
    """Returns a schema with an object at its root, as the protocol wants it, and not a reference to one."""
    whole = msgspec.json.schema(asked)
    definitions = {name: _cleaned(found) for name, found in whole["$defs"].items()}
    root = definitions.pop(asked.__name__)
    return {**root, "$defs": definitions} if definitions else root


def _cleaned(found: dict[str, Any]) -> dict[str, Any]:
    """Returns a definition with its description, a docstring, on straight lines."""
    return {**found, "description": inspect.cleandoc(found["description"])} if "description" in found else found
