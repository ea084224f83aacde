"""What is kept of updates for a user: the trusted metadata, the installed knowledge, and which knowledge is in use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.compiled import (
    COMPILED_NAME,
    data_folder,
    from_bytes,
    installed_path,
    read_shipped,
    state_folder,
)
from scamguard.knowledge.installed import MAX_KNOWLEDGE_BYTES, read_own
from scamguard.updates.lock import only_one
from scamguard.updates.storage import ensure_folder, remove_own, remove_unfinished
from scamguard.updates.target import Edition

_METADATA_NAME: Final = "metadata"
_LOCK_NAME: Final = "lock"


class State(msgspec.Struct, frozen=True):
    """Where a user's updates are kept.

    Attributes:
        metadata: folder of what the TUF client trusts.
        knowledge: file of the installed knowledge.
    """

    metadata: str
    knowledge: str


class InUse(msgspec.Struct, frozen=True):
    """The knowledge that is used now, as a file: the newer of the installed and the shipped one."""

    path: str
    edition: Edition
    is_installed: bool


@contextlib.contextmanager
def held_state() -> Iterator[State]:
    """Yields the state to one process at a time, with its folders made and without what a killed run has left.

    Raises:
        UpdateError: another process holds it.
        DataError: it cannot be made, or what is there is not the user's own.
    """
    knowledge = installed_path()
    if knowledge is None:
        raise DataError("updates", "there is no home folder to keep them in; set SCAMGUARD_CONFIG and SCAMGUARD_STATE")
    folder = os.path.dirname(knowledge)
    ensure_folder(folder)
    with only_one(os.path.join(folder, _LOCK_NAME)):
        state = State(os.path.join(folder, _METADATA_NAME), knowledge)
        ensure_folder(state.metadata)
        remove_unfinished(folder)
        yield state


def in_use() -> InUse:
    """Returns the knowledge in use; what is installed and cannot be read does not count.

    Raises:
        DataError: the shipped knowledge cannot be read.
    """
    shipped = InUse(os.path.join(data_folder(), COMPILED_NAME), Edition.of(read_shipped()[0]), False)
    path = installed_path()
    if path is None or not os.path.lexists(path):
        return shipped
    try:
        edition = Edition.of(from_bytes(read_own(path, MAX_KNOWLEDGE_BYTES), path)[0])
    except DataError:
        return shipped
    return shipped if shipped.edition.date > edition.date else InUse(path, edition, True)


def forget() -> None:
    """Removes all that is kept: installed knowledge of every version of its form, and what was trusted.

    Raises:
        UpdateError: an update is running.
        DataError: something cannot be removed.
    """
    folder = state_folder()
    if folder is None or not os.path.lexists(folder):
        return
    ensure_folder(folder)
    with only_one(os.path.join(folder, _LOCK_NAME)):
        for name in sorted(os.listdir(folder)):
            if name == _METADATA_NAME or (name.startswith("knowledge-v") and name.endswith(".msgpack")):
                remove_own(os.path.join(folder, name))
        remove_unfinished(folder)
