"""Files and folders in, documents out; what cannot be read is reported, and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from scamguard.model.document import Document, Unreadable
from scamguard.readers.contents import NOT_TEXT, is_promised, read_contents

#: Largest file that is read, in bytes.
MAX_FILE_BYTES: Final = 200_000_000
#: Most files of one folder and all below it.
MAX_FILES: Final = 1_000_000
#: Folders that hold no content.
SKIPPED_FOLDERS: Final = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".venv"})

#: Told before each file, and after the last: how many are done, how many there are, which comes next.
OnProgress: TypeAlias = Callable[[int, int, str], None]


def read_paths(paths: Iterable[str | Path], on_progress: OnProgress | None = None) -> Iterator[Document | Unreadable]:
    """Yields the documents of files, and of all files in folders, in the order of their names.

    Of what stands in a folder, symbolic links to folders are not followed, and what is no text is passed over, but for
    a name that promises one.
    """
    found = list(_files_of(paths))
    for done, item in enumerate(found):
        name = item.file if isinstance(item, Unreadable) else _shown(item[0])
        if on_progress is not None:
            on_progress(done, len(found), name)
        if isinstance(item, Unreadable):
            yield item
        else:
            yield from _read_file(item[0], name, is_named=item[1])
    if on_progress is not None:
        on_progress(len(found), len(found), "")


def read_bytes(data: bytes, name: str | None = None) -> Iterator[Document | Unreadable]:
    """Yields the documents that bytes hold, as from standard input; the name tells their kind where it is known."""
    if len(data) > MAX_FILE_BYTES:
        yield Unreadable(name or "input", _TOO_LARGE)
    else:
        yield from read_contents(data, name)


_TOO_LARGE: Final = f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB"


def _read_file(path: str, name: str, *, is_named: bool) -> Iterator[Document | Unreadable]:
    data = _data_of(path)
    if isinstance(data, str):
        yield Unreadable(name, data)
        return
    for found in read_contents(data, name):
        is_passed_over = (
            isinstance(found, Unreadable) and found.problem == NOT_TEXT and not is_named and not is_promised(found.file)
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


def _files_of(paths: Iterable[str | Path]) -> Iterator[tuple[str, bool] | Unreadable]:
    """Yields the files to read, and whether they were named themselves."""
    for path in map(str, paths):
        try:
            is_folder = os.path.isdir(path)
        except ValueError:
            is_folder = False
        if is_folder:
            yield from _files_below(path)
        else:
            yield path, True


def _files_below(folder: str) -> Iterator[tuple[str, bool] | Unreadable]:
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
                yield entry.path, False
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
