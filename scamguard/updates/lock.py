"""One update at a time for each user: the lock goes with the process that holds it, however that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from scamguard.errors import DataError, UpdateError


@contextlib.contextmanager
def only_one(path: str) -> Iterator[None]:
    """Holds the lock of a file that is made for it.

    Raises:
        UpdateError: another process holds it.
        DataError: the file cannot be made.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise DataError(path, f"cannot be used: {error.strerror}") from None
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    """Takes the lock of an open file until it is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UpdateError("another scamguard update is running; nothing was done") from None
