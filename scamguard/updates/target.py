"""What a repository offers: one file of compiled knowledge for each version of its form, described by date and version.

A scamguard asks for its own version of the form only, so that it is never given what it cannot read.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from scamguard.errors import DataError, UpdateError
from scamguard.knowledge.compiled import COMPILED_NAME, FORMAT, Compiled, Stored, from_bytes, to_bundle
from scamguard.knowledge.protected import ProtectedTable
from scamguard.knowledge.schema import Reading

#: Path of the knowledge among the targets of a repository.
TARGET: Final = f"knowledge/v{FORMAT}/{COMPILED_NAME}"


class Edition(msgspec.Struct, frozen=True):
    """Which knowledge it is: what signed metadata says of a target ("custom"), and the file of itself.

    Attributes:
        version: digest of its content.
        date: the newest day on which a platform was read through (ISO 8601).
    """

    version: str
    date: str

    @classmethod
    def said_by(cls, custom: Any) -> Edition:
        """Returns what the signed metadata says.

        Raises:
            UpdateError: it says nothing of the kind.
        """
        try:
            return msgspec.convert(custom, cls)
        except msgspec.ValidationError:
            raise UpdateError(f"the repository does not say the version and date of {TARGET}") from None

    @classmethod
    def of(cls, compiled: Compiled) -> Edition:
        """Returns the version and date of compiled knowledge."""
        return cls(compiled.version, compiled.date)


def read_wholly(data: bytes, place: str, hint: str) -> tuple[Edition, Stored]:
    """Returns compiled knowledge after all of it was decoded, also what a check decodes when it needs it.

    Args:
        data: the compiled form.
        place: where it comes from, for the error.
        hint: what to do where it cannot be used, for the error.

    Raises:
        DataError: a part of it is damaged, or of another version of the form.
    """
    compiled, stored = from_bytes(data, place, hint)
    try:
        to_bundle(stored)
        msgspec.msgpack.decode(stored.protected, type=ProtectedTable)
        msgspec.msgpack.decode(stored.reading, type=Reading)
    except (DataError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(place, f"a part of it cannot be read ({error}); {hint}") from None
    return Edition.of(compiled), stored
