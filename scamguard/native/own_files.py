"""Files in a browser's folder: written whole or not at all, for this user only; links and others' files are refused."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Final

from scamguard.errors import DataError
from scamguard.knowledge.installed import read_own, require_own

#: Largest manifest or launcher that is read, in bytes; a larger file is not one of ours.
_MAX_BYTES: Final = 256 * 1024


def content_of(path: str) -> bytes | None:
    """Returns what is in a file of the user's own; None where there is none.

    Raises:
        DataError: it is a link, somebody else's, or cannot be read.
    """
    return read_own(path, _MAX_BYTES) if os.path.lexists(path) else None


def require_folder(path: str) -> None:
    """Returns where a folder is the user's own, and no link to one.

    Raises:
        DataError: it is not, or is not there.
    """
    with _told(path):
        require_own(path, folder=True)


def ensure_folder(path: str) -> None:
    """Makes a folder for this user only, where there is none, and those above it likewise.

    Raises:
        DataError: it cannot be made, or what is there is no folder of the user's own.
    """
    with _told(path):
        _make(path)
        require_own(path, folder=True)


def _make(path: str) -> None:
    """Makes a folder and what is missing above it; `os.makedirs` would let others look into those."""
    if not os.path.lexists(path):
        _make(os.path.dirname(path))
        os.mkdir(path, mode=0o700)


def write_file(path: str, content: bytes, mode: int) -> None:
    """Writes a file, so that a browser sees the old content or the new one.

    Raises:
        DataError: it cannot be written.
    """
    unfinished = f"{path}.unfinished"
    with _told(path):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(unfinished)  # a killed run left it
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(handle)
            os.replace(unfinished, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
            raise


def remove_file(path: str) -> None:
    """Removes a file.

    Raises:
        DataError: it cannot be removed.
    """
    with _told(path):
        os.unlink(path)


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """Turns what the system says into an error of ours that names the place."""
    try:
        yield
    except OSError as error:
        raise DataError(path, f"cannot be used: {error.strerror or error}") from None
