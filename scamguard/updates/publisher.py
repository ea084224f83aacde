"""What a publisher does: begin a repository, publish knowledge, refresh signatures, replace keys, renew the root."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from tuf.api.metadata import Root, Snapshot, TargetFile, Targets, Timestamp

from scamguard.errors import DataError, UpdateError
from scamguard.knowledge.compiled import to_bundle, to_bytes
from scamguard.updates.draft import Draft, downstream
from scamguard.updates.keys import Keys
from scamguard.updates.roles import OFFLINE, ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, Terms
from scamguard.updates.target import TARGET, Edition, read_wholly
from scamguard.updates.trial import try_out

#: Signatures that root and targets need where nothing else is said; they have one key more than that.
DEFAULT_THRESHOLD: Final = 2


class Done(msgspec.Struct, frozen=True):
    """What a run came to.

    Attributes:
        written: the files.
        metadata: what each role has signed last.
        waits: the targets are signed, and clients get them with the next refresh.
    """

    written: Sequence[Path]
    metadata: tuple[Root, Targets, Snapshot, Timestamp]
    waits: bool = False


def publish(folder: Path, content: bytes, keys: Keys, terms: Terms, threshold: int | None = None) -> Done:
    """Offers knowledge; where there is no repository in the folder, begins one with new keys.

    Without the keys of snapshot and timestamp, the targets are signed and wait for `refresh`.

    Args:
        folder: the repository.
        content: compiled knowledge.
        keys: what signs, and where new keys go.
        terms: the day of signing, and how long signatures hold.
        threshold: how many signatures root and targets need; only for a new repository.

    Raises:
        UpdateError: the knowledge cannot be read, is not what its files say, is older than what is published or from
            the future; or keys are missing.
        DataError: the folder or a key cannot be used.
    """
    edition = _publishable(content, terms)
    draft = Draft(folder, keys, terms)
    roles: tuple[str, ...] = (TARGETS, SNAPSHOT, TIMESTAMP)
    if draft.is_new:
        _begin(draft, threshold or DEFAULT_THRESHOLD)
        roles = (*roles, ROOT)
    elif threshold is not None:
        raise UpdateError("the threshold is a part of the first root, and there is one already")
    elif (before := draft.targets.targets.get(TARGET)) is not None:
        published = Edition.said_by(before.custom)
        if edition.date < published.date:
            raise UpdateError(f"knowledge of {edition.date}; that of {published.date} is published already")
    waits = not (draft.can_sign(SNAPSHOT) and draft.can_sign(TIMESTAMP))
    draft.put(_target(content, edition), content)
    written = draft.write(*((TARGETS,) if waits else roles))
    return Done(written, draft.metadata, waits)


def refresh(folder: Path, keys: Keys, terms: Terms) -> Done:
    """Signs snapshot and timestamp anew, and hands out targets that wait for it; no other keys are needed.

    Raises:
        UpdateError: there is no repository, or keys are missing.
        DataError: the folder or a key cannot be used.
    """
    return _done(_old_draft(folder, keys, terms), (SNAPSHOT, TIMESTAMP))


def rotate(folder: Path, roles: Sequence[str], keys: Keys, terms: Terms) -> Done:
    """Replaces all keys of some roles; the new root is signed by the old keys of the root and by the new ones.

    Raises:
        UpdateError: there is no repository, or keys are missing.
        DataError: the folder or a key cannot be used.
    """
    draft = _old_draft(folder, keys, terms)
    for role in dict.fromkeys(roles):
        draft.replace_keys(role, len(draft.root.roles[role].keyids))
    return _done(draft, tuple({name for role in roles for name in downstream(role)}))


def renew_root(folder: Path, keys: Keys, terms: Terms) -> Done:
    """Signs the next root with the same keys and a later end.

    Raises:
        UpdateError: there is no repository, or keys are missing.
        DataError: the folder or a key cannot be used.
    """
    return _done(_old_draft(folder, keys, terms), (ROOT,))


def _done(draft: Draft, roles: tuple[str, ...]) -> Done:
    return Done(draft.write(*roles), draft.metadata)


def _old_draft(folder: Path, keys: Keys, terms: Terms) -> Draft:
    draft = Draft(folder, keys, terms)
    if draft.is_new:
        raise UpdateError(f"{folder}: no repository; publish something first")
    return draft


def _begin(draft: Draft, threshold: int) -> None:
    for role in ROLES:
        is_offline = role in OFFLINE
        draft.root.roles[role].threshold = threshold if is_offline else 1
        draft.replace_keys(role, threshold + 1 if is_offline else 1)


def _publishable(content: bytes, terms: Terms) -> Edition:
    """Returns the version and date of knowledge that can be read wholly and equals what its own records give."""
    try:
        edition, stored = read_wholly(content, TARGET, "run: scamguard data compile")
        rebuilt = to_bytes(to_bundle(stored))
    except DataError as error:
        raise UpdateError(str(error)) from None
    if rebuilt != content:
        raise UpdateError("the snapshot was compiled by another version of scamguard; run: scamguard data compile")
    try_out(stored)
    tomorrow = terms.day + dt.timedelta(days=1)  # it may be tomorrow already where somebody read a source
    if edition.date > tomorrow.isoformat():
        raise UpdateError(f"knowledge of {edition.date}, and it is {terms.day}: nothing could follow it for so long")
    return edition


def _target(content: bytes, edition: Edition) -> TargetFile:
    target = TargetFile.from_data(TARGET, content, ["sha256"])
    target.unrecognized_fields["custom"] = {"version": edition.version, "date": edition.date}
    return target
