"""The root of trust: the one piece that a user gets by another way than from a mirror."""

from __future__ import annotations

import hashlib

import msgspec
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from scamguard.errors import DataError


class RootOfTrust(msgspec.Struct, frozen=True):
    """What a user can compare with what the publisher says elsewhere.

    Attributes:
        version: of the root metadata.
        keys: how many keys it names for itself.
        threshold: how many of them must sign the next one.
        fingerprint: SHA-256 of the file.
    """

    version: int
    keys: int
    threshold: int
    fingerprint: str


def read_trust(content: bytes, place: str) -> RootOfTrust:
    """Returns what a root of trust says of itself.

    Args:
        content: root metadata of TUF.
        place: where it was read, for the error.

    Raises:
        DataError: it is none, or it is not signed by its own keys.
    """
    try:
        metadata: Metadata[Root] = Metadata.from_bytes(content)
        if not isinstance(metadata.signed, Root):
            raise DataError(place, "metadata of TUF, and not its root.json")
        metadata.signed.verify_delegate(Root.type, metadata.signed_bytes, metadata.signatures)
    except (RepositoryError, ValueError):
        raise DataError(place, "no root.json of a TUF repository that is signed by its own keys") from None
    role = metadata.signed.roles[Root.type]
    return RootOfTrust(metadata.signed.version, len(role.keyids), role.threshold, hashlib.sha256(content).hexdigest())
