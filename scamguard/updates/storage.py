"""The user's own files: written whole or not at all, for the user only; links and other people's files are refused."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import Final

from scamguard.errors import DataError
from scamguard.knowledge.installed import require_own

#: How the names of files begin that are being written: what a killed run leaves is removed by the next.
UNFINISHED: Final = ".unfinished-"


def ensure_folder(path: str) -> None:
    """Makes a folder for this user only, where there is none.

    Raises:
        DataError: it cannot be made, or what is there is no folder of the user's own.
    """
    with _told(path):
        if not os.path.lexists(path):
            os.makedirs(path, mode=0o700, exist_ok=True)
        require_own(path, folder=True)


def write_own(path: str, content: bytes) -> None:
    """Writes a file for this user only, so that a reader sees the old content or the new one.

    Raises:
        DataError: it cannot be written, or what is there is no file of the user's own.
    """
    with unfinished(path) as temporary:
        _write(temporary, content)
        finish(temporary, path)


def write_public(path: str, content: bytes) -> None:
    """Writes a file for everybody to read, and its folder where there is none, in the same way.

    Raises:
        DataError: it cannot be written.
    """
    with _told(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with _beside(path) as temporary:
            _write(temporary, content)
            os.chmod(temporary, 0o644)
            finish(temporary, path)


@contextlib.contextmanager
def unfinished(path: str) -> Iterator[str]:
    """Yields a new empty file beside a path, for the user only; it is gone afterwards unless it was finished.

    Raises:
        DataError: it cannot be made, or what is at the path is no file of the user's own.
    """
    with _told(path):
        if os.path.lexists(path):
            require_own(path)
        with _beside(path) as temporary:
            yield temporary


@contextlib.contextmanager
def _beside(path: str) -> Iterator[str]:
    handle, temporary = tempfile.mkstemp(prefix=UNFINISHED, dir=os.path.dirname(path))
    os.close(handle)
    try:
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def finish(temporary: str, path: str) -> None:
    """Puts a written file in its place.

    Raises:
        OSError: it cannot be put there; what was there stays.
    """
    settle(temporary)
    os.replace(temporary, path)
    settle(os.path.dirname(path))


def settle(path: str) -> None:
    """Waits until a file, or the list of a folder, is on the disk.

    Raises:
        OSError: it cannot be.
    """
    if os.name != "posix" and os.path.isdir(path):
        return  # a folder cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_all(folder: str) -> None:
    """Waits until every file in and below a folder is on the disk.

    Raises:
        DataError: it cannot be.
    """
    with _told(folder):
        for inner, _, names in os.walk(folder):
            for path in (os.path.join(inner, name) for name in names):
                if os.path.isfile(path) and not os.path.islink(path):
                    settle(path)
            settle(inner)


def remove_own(path: str) -> None:
    """Removes a file, or a folder with all in it; a link is removed and not followed.

    Raises:
        DataError: it cannot be removed.
    """
    with _told(path), contextlib.suppress(FileNotFoundError):
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)


def remove_unfinished(folder: str) -> None:
    """Removes what a killed run has left in a folder.

    Raises:
        DataError: it cannot be removed.
    """
    with _told(folder):
        for name in os.listdir(folder):
            if name.startswith(UNFINISHED):
                os.unlink(os.path.join(folder, name))


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """Turns what the system says into an error of ours that names the place."""
    try:
        yield
    except OSError as error:
        raise DataError(path, f"cannot be used: {error.strerror or error}") from None
