"""The next state of a repository: what changes is given its next version, signed, and written so that it always holds.

Files are written from what is named to what names it, and the root last: a run that stops in between leaves the old
state, and files that nothing names. So that the new state holds below the old root too, a role whose keys are replaced
signs once with the old keys and the new ones.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import Key, Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from scamguard.errors import UpdateError
from scamguard.updates.keys import Keys
from scamguard.updates.published import metadata_path, newest_targets, read_published, target_path
from scamguard.updates.roles import ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, Terms
from scamguard.updates.storage import write_public

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner

S = TypeVar("S", Root, Timestamp, Snapshot, Targets)


class Draft:
    """What is to be published next in a folder.

    Args:
        folder: the repository.
        keys: what signs.
        terms: from when, and how long, the new signatures hold.

    Raises:
        DataError: what is in the folder cannot be built on.
    """

    def __init__(self, folder: Path, keys: Keys, terms: Terms) -> None:
        self._folder = folder
        self._keys = keys
        self._terms = terms
        self._contents: list[tuple[TargetFile, bytes]] = []
        self._before: Root | None = None
        self.root, self.targets = Root(consistent_snapshot=True), Targets()
        self.snapshot, self.timestamp = Snapshot(), Timestamp()
        published = read_published(folder)
        if published is not None:
            self._before = published.root.signed
            self.root = copy.deepcopy(published.root.signed)
            self.targets = newest_targets(folder, published).signed
            self.snapshot, self.timestamp = published.snapshot.signed, published.timestamp.signed

    @property
    def is_new(self) -> bool:
        """Nothing was published in the folder before."""
        return self._before is None

    @property
    def metadata(self) -> tuple[Root, Targets, Snapshot, Timestamp]:
        """What each role signs."""
        return self.root, self.targets, self.snapshot, self.timestamp

    # ---- what changes

    def put(self, target: TargetFile, content: bytes) -> None:
        """Offers a file, in the place of the one that had its path before."""
        self.targets.targets[target.path] = target
        self._contents.append((target, content))

    def replace_keys(self, role: str, count: int) -> None:
        """Gives a role that many new keys, and takes all others from it."""
        for keyid in list(self.root.roles[role].keyids):
            self.root.revoke_key(keyid, role)
        for _ in range(count):
            self.root.add_key(self._keys.make(role), role)

    def can_sign(self, role: str) -> bool:
        """Answers whether enough keys of a role are at hand.

        Raises:
            DataError: the file of a key cannot be used.
        """
        held = [key for key in self._keys_of(self.root, role) if self._keys.signer(key) is not None]
        return len(held) >= self.root.roles[role].threshold

    # ---- signing and writing

    def write(self, *roles: str) -> list[Path]:
        """Signs the next versions of some roles, writes them, and returns the files, new keys among them.

        A snapshot names the newest targets, also such as were signed earlier and waited for it.

        Raises:
            UpdateError: keys are missing; nothing was written.
            DataError: a file cannot be written, or the file of a key cannot be used.
        """
        signed = list(self._signed(roles))
        written = self._keys.save()
        contents = [(target_path(self._folder, target), content) for target, content in self._contents]
        for path, content in (*contents, *signed):
            write_public(str(path), content)
            written.append(path)
        return written

    def _signed(self, roles: tuple[str, ...]) -> Iterator[tuple[Path, bytes]]:
        """Yields the files of signed metadata in the order in which they are written."""
        if TARGETS in roles:
            content = self._next(self.targets)
            yield metadata_path(self._folder, TARGETS, self.targets.version), content
        elif SNAPSHOT in roles:
            content = metadata_path(self._folder, TARGETS, self.targets.version).read_bytes()
        if SNAPSHOT in roles:
            self.snapshot.meta["targets.json"] = MetaFile.from_data(self.targets.version, content, ["sha256"])
            content = self._next(self.snapshot)
            yield metadata_path(self._folder, SNAPSHOT, self.snapshot.version), content
            self.timestamp.snapshot_meta = MetaFile.from_data(self.snapshot.version, content, ["sha256"])
        if TIMESTAMP in roles:
            yield metadata_path(self._folder, TIMESTAMP), self._next(self.timestamp)
        if ROOT in roles:
            content = self._next(self.root)
            yield metadata_path(self._folder, ROOT, self.root.version), content

    def _next(self, signed: S) -> bytes:
        """Returns the next version of a role's metadata, signed by all of its keys that are at hand."""
        role = signed.type
        signed.version += not self.is_new
        signed.expires = self._terms.end_of(role)
        metadata = Metadata(signed)
        for signer in self._signers(role):
            metadata.sign(signer, append=True)
        self._require_signed(self.root, metadata)
        if role == ROOT and self._before is not None:
            self._require_signed(self._before, metadata)
        return metadata.to_bytes()

    def _signers(self, role: str) -> Iterator[CryptoSigner]:
        """Yields the keys at hand of a role: those that it had before, and those that it has now."""
        known = {key.keyid: key for root in (self._before, self.root) if root for key in self._keys_of(root, role)}
        for key in known.values():
            if (signer := self._keys.signer(key)) is not None:
                yield signer

    def _require_signed(self, root: Root, metadata: Metadata[S]) -> None:
        role = metadata.signed.type
        try:
            root.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
        except UnsignedMetadataError:
            need = root.roles[role].threshold
            raise UpdateError(
                f"{role}: {need} signature{'s' * (need > 1)} needed, and fewer keys of version {root.version} of the "
                f"root are in {self._keys.shown}; name more folders with --keys. Nothing was written"
            ) from None

    def _keys_of(self, root: Root, role: str) -> list[Key]:
        return [root.keys[keyid] for keyid in root.roles[role].keyids]


def downstream(role: str) -> tuple[str, ...]:
    """Returns a role whose keys change and the roles that must be signed after it, the root last."""
    return (*ROLES[ROLES.index(role) :], ROOT) if role != ROOT else (ROOT,)
