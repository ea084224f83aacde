"""The knowledge that `scamguard update` has installed: read only where it is the user's own file, and newer."""

from __future__ import annotations

import os
import stat
from typing import Final

from scamguard.errors import DataError
from scamguard.knowledge.compiled import Compiled, Stored, from_bytes, read_shipped, shipped_date

#: Largest compiled knowledge that is fetched or read, in bytes: a hundred platforms have some 4 MB.
MAX_KNOWLEDGE_BYTES: Final = 64 * 1024 * 1024
_HINT: Final = "run: scamguard update, or scamguard update --forget"


def read_newest(path: str) -> tuple[Compiled, Stored]:
    """Returns the installed knowledge, or the shipped one where that is newer.

    Args:
        path: where knowledge is installed; something is there.

    Raises:
        DataError: the installed knowledge, or the shipped one, cannot be used; `place` says which.
    """
    installed = from_bytes(read_own(path, MAX_KNOWLEDGE_BYTES), path, _HINT)
    return read_shipped() if shipped_date() > installed[0].date else installed


def read_own(path: str, most: int) -> bytes:
    """Returns what is in a file of the user's own.

    Raises:
        DataError: it is not there, is a link, no file, somebody else's, too large, or cannot be read.
    """
    try:
        require_own(path)
        with open(path, "rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from None
    if len(content) > most:
        raise DataError(path, f"larger than {most:,} bytes")
    return content


def require_own(path: str, *, folder: bool = False) -> None:
    """Returns where a path is a file (or a folder) of the user's own, which nobody else can write.

    Raises:
        DataError: it is a link, something else than a file (folder), somebody else's, or open to others.
        OSError: it is not there.
    """
    found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        raise DataError(path, "a link, which is not followed here; remove it")
    if not (stat.S_ISDIR if folder else stat.S_ISREG)(found.st_mode):
        raise DataError(path, f"no {'folder' if folder else 'file'}; remove it")
    if os.name == "posix" and found.st_uid != os.geteuid():
        raise DataError(path, "belongs to another user; remove it")
    if os.name == "posix" and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise DataError(path, f"other users can write it; run: chmod go-w {path}")
