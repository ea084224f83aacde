"""The id of a message that cannot be answered, so that its sender knows which one it was."""

from __future__ import annotations

import json
from typing import Final

#: Of a message that has none.
NO_ID: Final = b"null"


def json_id_of(message: str) -> bytes:
    """Returns the id of a JSON object as JSON; null where it has none that can be written back.

    The standard library reads halves of surrogate pairs, which browsers send and msgspec refuses.
    """
    try:
        found = json.loads(message)
        identifier = found.get("id") if isinstance(found, dict) else None
        return json.dumps(identifier, allow_nan=False).encode()  # NaN and Infinity are no JSON
    except (ValueError, RecursionError):
        return NO_ID
