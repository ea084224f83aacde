"""The files of the knowledge: what is installed, with the user's overlays over it and lists beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import msgspec

from scamguard.knowledge.compiled import installed_path
from scamguard.knowledge.knowledge import Knowledge
from scamguard.overlays import Conflict, lay_over

#: How the files were: name, size, time of the last change, and which file it is.
State = tuple[tuple[str, int, int, int], ...]


class Loaded(msgspec.Struct, frozen=True):
    """Knowledge, what was left out of it, and how its files were before they were read."""

    knowledge: Knowledge
    conflicts: tuple[Conflict, ...]
    state: State


class Files:
    """Where a server's knowledge is.

    Args:
        overlays: the user's own records, files or folders.
        lists: the user's own compiled lists.
    """

    def __init__(self, overlays: tuple[str, ...], lists: tuple[str, ...] = ()) -> None:
        self._overlays = overlays
        self._lists = lists

    def load(self) -> Loaded:
        """Returns what the files say now.

        Raises:
            DataError: the installed knowledge, an overlay, or a list, cannot be used.
        """
        state = self.state()  # first: a change while they are read is seen the next time
        knowledge = Knowledge.installed()
        if not self._overlays:
            return Loaded(knowledge.with_lists(*self._lists), (), state)
        laid = lay_over(knowledge, *self._overlays)
        return Loaded(laid.knowledge.with_lists(*self._lists), laid.conflicts, state)

    def state(self) -> State:
        """Returns how the files are."""
        return tuple(found for path in self._paths() if (found := _state(path)) is not None)

    def _paths(self) -> Iterator[str]:
        installed = installed_path()
        if installed is not None:
            yield installed
        yield from self._lists
        for overlay in self._overlays:
            yield overlay
            if os.path.isdir(overlay):
                yield from sorted(_toml_files(overlay))


def _toml_files(folder: str) -> Iterator[str]:
    try:
        yield from (entry.path for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    except OSError:  # it went away: what was loaded before stays in use
        return


def _state(path: str) -> tuple[str, int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path, found.st_size, found.st_mtime_ns, found.st_ino
