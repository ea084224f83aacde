"""Fetches newer knowledge: the TUF client verifies it, and it is installed where it is readable and not older."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec
from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater, UpdaterConfig

from scamguard.errors import DataError, UpdateError
from scamguard.knowledge.installed import MAX_KNOWLEDGE_BYTES, read_own
from scamguard.updates.fetcher import BoundedFetcher
from scamguard.updates.refusals import sentence_of
from scamguard.updates.settings import Settings
from scamguard.updates.state import State, held_state, in_use
from scamguard.updates.storage import finish, settle_all, unfinished
from scamguard.updates.target import TARGET, Edition, read_wholly
from scamguard.updates.trial import try_out

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile

#: How long one mirror may take for everything, in seconds.
DEFAULT_SECONDS: Final = 300.0
#: Sizes in bytes. Knowledge is signed by the top-level role itself: delegations are not followed.
_CONFIG: Final = UpdaterConfig(
    max_root_rotations=256,
    max_delegations=0,
    root_max_length=512_000,
    timestamp_max_length=16_384,
    snapshot_max_length=100_000,
    targets_max_length=1_000_000,
)


class Outcome(msgspec.Struct, frozen=True):
    """What an update came to.

    Attributes:
        offered: the knowledge that the repository offers.
        used: the knowledge in use before.
        is_newer: the repository offers other knowledge, which is not older.
        is_installed: it was installed.
    """

    offered: Edition
    used: Edition
    is_newer: bool
    is_installed: bool = False


def update(
    settings: Settings,
    root: bytes,
    *,
    install: bool = True,
    seconds: float = DEFAULT_SECONDS,
    tell: Callable[[str], object] = lambda _: None,
) -> Outcome:
    """Asks the mirrors, in order, for newer knowledge, and installs what the first trustworthy one offers.

    Args:
        settings: the mirrors.
        root: the root of trust, metadata of TUF.
        install: False only says whether there is any.
        seconds: how long each mirror may take.
        tell: is handed one sentence for each mirror that failed and was not the last.

    Raises:
        UpdateError: the last mirror failed too; nothing has changed. Or another update is running.
        DataError: the folder of updates cannot be used.
    """
    with held_state() as state:
        for mirror in settings.mirrors[:-1]:
            try:
                return _update_from(mirror, root, state, install, seconds)
            except UpdateError as error:
                tell(str(error))
        return _update_from(settings.mirrors[-1], root, state, install, seconds)


def _update_from(mirror: str, root: bytes, state: State, install: bool, seconds: float) -> Outcome:
    used = in_use()
    fetcher = BoundedFetcher(seconds)
    with _refusals(mirror, fetcher):
        updater, target = _refreshed(mirror, root, state.metadata, fetcher)
        offered = Edition.said_by(target.custom)
        if updater.find_cached_target(target, used.path) is not None:
            return Outcome(offered, used.edition, is_newer=False)
        if offered.date < used.edition.date:
            if used.is_installed:
                raise UpdateError(f"refused: knowledge of {offered.date}; that of {used.edition.date} is in use")
            return Outcome(offered, used.edition, is_newer=False)
        if install:
            _install(updater, target, offered, state.knowledge)
        return Outcome(offered, used.edition, is_newer=True, is_installed=install)


def _refreshed(mirror: str, root: bytes, metadata: str, fetcher: BoundedFetcher) -> tuple[Updater, TargetFile]:
    """Returns the client with the newest metadata, all of it verified, and what that says of the knowledge."""
    try:
        updater = Updater(
            metadata,
            mirror + "metadata/",
            target_base_url=mirror + "targets/",
            fetcher=fetcher,
            config=_CONFIG,
            bootstrap=root,
        )
        try:
            updater.refresh()
        finally:
            settle_all(metadata)
        target = updater.get_targetinfo(TARGET)
    except OSError as error:
        raise DataError(metadata, f"cannot be used: {error.strerror or error}") from None
    if target is None:
        raise UpdateError(f"the repository offers no {TARGET}: it is for another version of scamguard")
    if target.length > MAX_KNOWLEDGE_BYTES:
        raise UpdateError(f"refused: {TARGET} is said to have more than {MAX_KNOWLEDGE_BYTES:,} bytes")
    return updater, target


def _install(updater: Updater, target: TargetFile, offered: Edition, path: str) -> None:
    """Fetches the knowledge and puts it in its place, where it is what was announced."""
    with unfinished(path) as temporary:
        updater.download_target(target, temporary)
        content = read_own(temporary, MAX_KNOWLEDGE_BYTES)
        try:
            found, stored = read_wholly(content, TARGET, "it is for another version of scamguard")
            try_out(stored)
        except (DataError, UpdateError) as error:
            raise UpdateError(f"refused: {error}") from None
        if found != offered:
            raise UpdateError(f"refused: {TARGET} is not of the version and date that the signed metadata says")
        finish(temporary, path)


@contextmanager
def _refusals(mirror: str, fetcher: BoundedFetcher) -> Iterator[None]:
    """Turns what the TUF client refuses into one sentence that names the file; what was in use stays in use."""
    try:
        yield
    except UpdateError as error:
        said = f"{mirror}: {error}"
    except (DownloadError, RepositoryError, ValueError, KeyError, TypeError) as error:
        said = f"{fetcher.asked or mirror}: {sentence_of(error)}"
    else:
        return
    raise UpdateError("".join(c if c.isprintable() else "?" for c in said) + "; nothing was installed")
