"""A repository as it lies in its folder, verified from its first root on, as a client does it, but for the dates."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

import msgspec
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from scamguard.errors import DataError
from scamguard.updates.roles import ROOT, SNAPSHOT, TARGETS, TIMESTAMP

METADATA_FOLDER: Final = "metadata"
TARGETS_FOLDER: Final = "targets"
_MAX_BYTES: Final = 1_000_000
S = TypeVar("S", Root, Timestamp, Snapshot, Targets)


class Published(msgspec.Struct, frozen=True):
    """What clients are given now."""

    root: Metadata[Root]
    targets: Metadata[Targets]
    snapshot: Metadata[Snapshot]
    timestamp: Metadata[Timestamp]


def metadata_path(folder: Path, role: str, version: int | None = None) -> Path:
    """Returns the file of a role's metadata; of the timestamp there is one without a version."""
    name = f"{role}.json" if version is None else f"{version}.{role}.json"
    return folder / METADATA_FOLDER / name


def target_path(folder: Path, target: TargetFile) -> Path:
    """Returns the file of a target, under a name that holds its digest."""
    return folder / TARGETS_FOLDER / target.get_prefixed_paths()[0]


def read_published(folder: Path) -> Published | None:
    """Returns what is published in a folder; None where nothing ever was.

    Raises:
        DataError: a file is missing, damaged, or not signed by those who may; the error names it.
    """
    root = _newest_root(folder)
    if root is None:
        return None
    timestamp = _read(metadata_path(folder, TIMESTAMP), Timestamp, root.signed)
    meta = timestamp.signed.snapshot_meta
    snapshot = _read(metadata_path(folder, SNAPSHOT, meta.version), Snapshot, root.signed, meta)
    meta = snapshot.signed.meta["targets.json"]
    targets = _read(metadata_path(folder, TARGETS, meta.version), Targets, root.signed, meta)
    return Published(root, targets, snapshot, timestamp)


def newest_targets(folder: Path, published: Published) -> Metadata[Targets]:
    """Returns the newest targets that are signed: published ones, or such that wait for the next snapshot.

    Raises:
        DataError: a file of theirs, or one that they name, is damaged or not signed by those who may.
    """
    newest = published.targets
    while (path := metadata_path(folder, TARGETS, newest.signed.version + 1)).exists():
        newest = _read(path, Targets, published.root.signed)
    for target in newest.signed.targets.values():
        place = target_path(folder, target)
        try:
            target.verify_length_and_hashes(place.read_bytes())
        except (OSError, RepositoryError):
            raise DataError(
                str(place), "missing or damaged, and signed metadata names it; restore the folder"
            ) from None
    return newest


def _newest_root(folder: Path) -> Metadata[Root] | None:
    """Returns the last root of the unbroken row that begins with the first."""
    newest: Metadata[Root] | None = None
    while True:
        version = newest.signed.version + 1 if newest is not None else 1
        path = metadata_path(folder, ROOT, version)
        if not path.exists():
            return newest
        root = _read(path, Root, newest.signed if newest is not None else None)
        _verify(path, root, root.signed)
        if root.signed.version != version:
            raise DataError(str(path), f"says that it is version {root.signed.version}")
        newest = root


def _read(path: Path, kind: type[S], by: Root | None, meta: MetaFile | None = None) -> Metadata[S]:
    """Returns metadata that the root's keys have signed, and that is what was said of it."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES)
        if meta is not None:
            meta.verify_length_and_hashes(content)
        found: Metadata[S] = Metadata.from_bytes(content)
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None
    except (RepositoryError, ValueError):
        raise DataError(str(path), "damaged, or of another state than the rest; restore the folder") from None
    if not isinstance(found.signed, kind) or (meta is not None and found.signed.version != meta.version):
        raise DataError(str(path), "not what its name says; restore the folder")
    if by is not None:
        _verify(path, found, by)
    return found


def _verify(path: Path, found: Metadata[S], by: Root) -> None:
    try:
        by.verify_delegate(found.signed.type, found.signed_bytes, found.signatures)
    except (RepositoryError, ValueError):
        raise DataError(str(path), "not signed by those who may; restore the folder") from None
