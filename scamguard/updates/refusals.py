"""What the TUF client refuses, as one sentence without a word from the other side."""

from __future__ import annotations

from typing import Final

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    SlowRetrievalError,
    UnsignedMetadataError,
)
from tuf.api.serialization import DeserializationError

#: Error -> what it means; the first that fits is said.
_SENTENCES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (UnsignedMetadataError, "refused: not signed by enough of the keys that are trusted for it"),
    (BadVersionNumberError, "refused: not the version that must come now; an older state is shown, or two are mixed"),
    (LengthOrHashMismatchError, "refused: not the content that the signed metadata names"),
    (DeserializationError, "refused: no TUF metadata"),
    (DownloadLengthMismatchError, "refused: longer than it may be"),
    (SlowRetrievalError, "did not come in time"),
)
_ROLES: Final = ("root", "timestamp", "snapshot", "targets")


def sentence_of(error: Exception) -> str:
    """Returns what an error of the TUF client means."""
    if isinstance(error, ExpiredMetadataError):
        role = next((role for role in _ROLES if role in str(error)), "metadata")
        return f"refused: the {role} metadata has expired; the publisher has not renewed it, or newer is withheld"
    for kind, sentence in _SENTENCES:
        if isinstance(error, kind):
            return sentence
    if isinstance(error, DownloadHTTPError):
        return f"answered with status {error.status_code}"
    if isinstance(error, DownloadError):
        return str(error)
    what = "does not fit the metadata before it" if isinstance(error, RepositoryError) else "cannot be verified"
    return f"refused: {what}"
