"""What is installed for a browser: a manifest, the launcher beside it, and on Windows a registry key."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from scamguard.errors import DataError, UsageError
from scamguard.native.browsers import FIREFOX, Place, System
from scamguard.native.callers import Allowed, origin_of
from scamguard.native.identity import HOST_NAME
from scamguard.native.launcher import is_launcher, launcher_for
from scamguard.native.own_files import content_of, ensure_folder, remove_file, require_folder, write_file
from scamguard.native.registry import Registry

MANIFEST_MODE: Final = 0o600
LAUNCHER_MODE: Final = 0o700
_DESCRIPTION: Final = "scamguard: does this contact belong to whom it is said to? Answers on this machine."


class Manifest(msgspec.Struct, omit_defaults=True):
    """What browsers read; Firefox has `allowed_extensions`, the others `allowed_origins`."""

    name: str
    description: str
    path: str
    type: str
    allowed_origins: tuple[str, ...] = ()
    allowed_extensions: tuple[str, ...] = ()


class Installation(NamedTuple):
    """The files of one browser.

    Attributes:
        place: where the browser looks.
        launcher: path of the program that it starts.
        manifest: path of the file that names it.
    """

    place: Place
    launcher: str
    manifest: str

    @property
    def key(self) -> str | None:
        """Windows: the registry key of the host."""
        return None if self.place.key is None else rf"{self.place.key}\{HOST_NAME}"


class Written(NamedTuple):
    """What is to be in the files."""

    launcher: bytes
    manifest: bytes


def installation_at(place: Place, system: System) -> Installation:
    """Returns which files belong to a place."""
    base = os.path.join(place.folder, HOST_NAME)
    return Installation(place, base + (".bat" if system == "windows" else ".sh"), f"{base}.json")


def contents_of(installation: Installation, system: System, command: Sequence[str], allowed: Allowed) -> Written:
    """Returns what is to be written for a command that runs the host.

    Raises:
        UsageError: a path cannot be written down.
    """
    manifest = Manifest(HOST_NAME, _DESCRIPTION, installation.launcher, "stdio")
    if installation.place.browser == FIREFOX:
        manifest.allowed_extensions = allowed.firefox
    else:
        manifest.allowed_origins = tuple(map(origin_of, allowed.chromium))
    try:
        encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
        return Written(launcher_for(system, command), encoded)
    except UnicodeEncodeError:
        raise UsageError(f"{installation.launcher!r}: a manifest cannot name a path that is not UTF-8") from None


def write(installation: Installation, written: Written, registry: Registry) -> None:
    """Writes the files, and the key that names them.

    Raises:
        DataError: something else than ours is there, or they cannot be written.
    """
    ensure_folder(installation.place.folder)
    _require_ours(installation)
    write_file(installation.launcher, written.launcher, LAUNCHER_MODE)
    write_file(installation.manifest, written.manifest, MANIFEST_MODE)
    if installation.key is not None:
        registry.write(installation.key, installation.manifest)


def remove(installation: Installation, registry: Registry) -> Iterator[str]:
    """Removes what was written, and yields each file and key that is gone.

    Raises:
        DataError: what is there is not ours, or cannot be removed; what was yielded before is gone.
    """
    key = installation.key
    if key is not None and registry.value(key) == installation.manifest:
        registry.remove(key)
        yield rf"HKEY_CURRENT_USER\{key}"
    if not (os.path.lexists(installation.manifest) or os.path.lexists(installation.launcher)):
        return
    require_folder(installation.place.folder)
    for path in _require_ours(installation):
        remove_file(path)
        yield path
    if key is not None:  # the folder is our own there
        with contextlib.suppress(OSError):
            os.rmdir(installation.place.folder)


def _require_ours(installation: Installation) -> list[str]:
    """Returns which of the files are there, the manifest first.

    Raises:
        DataError: one is a link, another user's, or was not written by scamguard.
    """
    found = []
    for path, is_ours in ((installation.manifest, _is_manifest), (installation.launcher, _is_launcher)):
        content = content_of(path)
        if content is None:
            continue
        if not is_ours(installation, content):
            raise DataError(path, "was not written by scamguard and stays as it is; move it away yourself")
        found.append(path)
    return found


def _is_manifest(installation: Installation, content: bytes) -> bool:
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return (manifest.name, manifest.path) == (HOST_NAME, installation.launcher)


def _is_launcher(installation: Installation, content: bytes) -> bool:
    return is_launcher(content)
