"""Files and folders in, documents out; what cannot be read is reported, and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from scamguard.model.document import Document, Unreadable
from scamguard.readers.contents import NOT_TEXT, is_promised, read_contents

#: Largest file that is read, in bytes.
MAX_FILE_BYTES: Final = 200_000_000
#: Most files of one folder and all below it.
MAX_FILES: Final = 1_000_000
#: Folders that hold no content.
SKIPPED_FOLDERS: Final = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv"})


class Named(msgspec.Struct, frozen=True, gc=False):
    """A file to read.

    Attributes:
        path: where it is.
        file: its name as it can be printed, whatever its bytes are.
        is_named: it was named itself, and not found in a folder: that it is no text is worth a word.
    """

    path: str
    file: str
    is_named: bool


class Given(msgspec.Struct, frozen=True, gc=False):
    """What was read already, such as standard input; its name tells the kind where it is known."""

    data: bytes
    file: str


#: What there is to read.
Listed: TypeAlias = Named | Given


def read_paths(paths: Iterable[str | Path]) -> Iterator[Document | Unreadable]:
    """Yields the documents of files, and of all files in folders, in the order of their names.

    Of what stands in a folder, symbolic links to folders are not followed, and what is no text is passed over, but for
    a name that promises one.
    """
    for listed in list_paths(paths):
        if isinstance(listed, Unreadable):
            yield listed
        else:
            yield from read_listed(listed)


def read_listed(listed: Listed) -> Iterator[Document | Unreadable]:
    """Yields the documents of a file that `list_paths` has found, or of what was read already."""
    if isinstance(listed, Given):
        yield from _read_given(listed)
    else:
        yield from _read_file(listed)


def read_bytes(data: bytes, name: str | None = None) -> Iterator[Document | Unreadable]:
    """Yields the documents that bytes hold, as from standard input; the name tells their kind where it is known."""
    if len(data) > MAX_FILE_BYTES:
        yield Unreadable(name or "input", _TOO_LARGE)
    else:
        yield from read_contents(data, name)


def _read_given(given: Given) -> Iterator[Document | Unreadable]:
    """Yields the documents of what has no name to tell its kind, under the name that it is called by."""
    for read in read_bytes(given.data):
        if isinstance(read, Unreadable) and "!/" not in read.file:
            yield Unreadable(given.file, read.problem)
        else:
            yield read


_TOO_LARGE: Final = f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB"


def _read_file(named: Named) -> Iterator[Document | Unreadable]:
    data = _data_of(named.path)
    if isinstance(data, str):
        yield Unreadable(named.file, data)
        return
    for found in read_contents(data, named.file):
        is_passed_over = (
            isinstance(found, Unreadable)
            and found.problem == NOT_TEXT
            and not named.is_named
            and not is_promised(found.file)
        )
        if not is_passed_over:
            yield found


def _data_of(path: str) -> bytes | str:
    """Returns the bytes of a regular file, or what is wrong with it."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return "it is no regular file"
        # Should it be exchanged for a pipe by now, opening it does not wait.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return "it is no regular file"
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return error.strerror or type(error).__name__
    except ValueError as error:  # a zero in a name
        return str(error)
    return data if len(data) <= MAX_FILE_BYTES else _TOO_LARGE


def list_paths(paths: Iterable[str | Path]) -> Iterator[Named | Unreadable]:
    """Yields the files to read: those that are named, and those in named folders, in the order of their names."""
    for path in map(str, paths):
        try:
            is_folder = os.path.isdir(path)
        except ValueError:
            is_folder = False
        if is_folder:
            yield from _files_below(path)
        else:
            yield Named(path, _shown(path), True)


def _files_below(folder: str) -> Iterator[Named | Unreadable]:
    """Yields the files in a folder and in all below it, sorted by name."""
    waiting = [folder]
    count = 0
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Unreadable(_shown(place), error.strerror or type(error).__name__)
            continue
        for entry in listed:
            if _is_listed(entry):
                count += 1
                if count > MAX_FILES:
                    yield Unreadable(_shown(folder), f"it holds more than {MAX_FILES:,} files; the rest was not read")
                    return
                yield Named(entry.path, _shown(entry.path), False)
        waiting.extend(
            entry.path
            for entry in reversed(listed)
            if entry.name not in SKIPPED_FOLDERS and entry.is_dir(follow_symlinks=False)
        )


def _is_listed(entry: os.DirEntry[str]) -> bool:
    """Answers whether an entry of a folder is to be read, or to be reported: links that lead to no file are neither."""
    try:
        return entry.is_file() if entry.is_symlink() else not entry.is_dir()
    except OSError:
        return False


def _shown(path: str) -> str:
    """Returns a path that can be printed, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "replace") if "\x00" not in path else path.replace("\x00", "\ufffd")
