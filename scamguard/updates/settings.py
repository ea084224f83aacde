"""Where updates come from: the mirrors, and the root of trust that the user got by another way than from them."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import msgspec

from scamguard.errors import DataError, UsageError
from scamguard.knowledge.installed import read_own
from scamguard.updates.storage import ensure_folder, remove_own, write_own

_SETTINGS_NAME: Final = "update.toml"
_ROOT_NAME: Final = "root.json"
#: Largest file of settings or root of trust that is read, in bytes.
_MAX_BYTES: Final = 512_000
_MAX_MIRRORS: Final = 16


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `scamguard update --init` has written.

    Attributes:
        mirrors: base addresses of the repository and its copies, each ending in "/"; asked in this order.
    """

    mirrors: tuple[str, ...]


def settings_of(mirrors: Iterable[str]) -> Settings:
    """Returns settings with these mirrors, each once.

    Raises:
        UsageError: there is none, there are too many, or one is no plain http or https address.
    """
    found = tuple(dict.fromkeys(map(mirror_of, mirrors)))
    if not 1 <= len(found) <= _MAX_MIRRORS:
        raise UsageError(f"{len(found)} mirrors: give one to {_MAX_MIRRORS}")
    return Settings(found)


def config_folder() -> str:
    """Returns the folder of the settings: `$SCAMGUARD_CONFIG`, else inside the XDG config folder.

    Raises:
        UsageError: the user has no home.
    """
    named = os.environ.get("SCAMGUARD_CONFIG")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/.config")
    if not os.path.isabs(base):
        raise UsageError("there is no home folder to keep settings in; set SCAMGUARD_CONFIG and SCAMGUARD_STATE")
    return os.path.join(base, "scamguard")


def read_settings() -> Settings | None:
    """Returns the settings; None where updates were never turned on.

    Raises:
        DataError: they cannot be read, or say what they cannot say.
    """
    path = os.path.join(config_folder(), _SETTINGS_NAME)
    if not os.path.lexists(path):
        return None
    try:
        written = msgspec.convert(tomllib.loads(read_own(path, _MAX_BYTES).decode()), Settings)
        return settings_of(written.mirrors)
    except (ValueError, RecursionError, msgspec.ValidationError, UsageError) as error:
        raise DataError(path, f"{error}; run: scamguard update --init") from None


def read_root() -> bytes:
    """Returns the root of trust.

    Raises:
        DataError: it cannot be read.
    """
    return read_own(os.path.join(config_folder(), _ROOT_NAME), _MAX_BYTES)


def write_settings(settings: Settings, root: bytes) -> str:
    """Writes settings and root of trust for this user only, and returns the folder.

    Raises:
        DataError: they cannot be written.
    """
    folder = config_folder()
    ensure_folder(folder)
    mirrors = "".join(f"  {json.dumps(mirror)},\n" for mirror in settings.mirrors)
    text = f"# Where newer knowledge comes from. Written by: scamguard update --init\nmirrors = [\n{mirrors}]\n"
    write_own(os.path.join(folder, _ROOT_NAME), root)
    write_own(os.path.join(folder, _SETTINGS_NAME), text.encode())
    return folder


def remove_settings() -> None:
    """Turns updates off: removes the settings, then the root of trust.

    Raises:
        DataError: they cannot be removed.
    """
    for name in (_SETTINGS_NAME, _ROOT_NAME):
        remove_own(os.path.join(config_folder(), name))


def mirror_of(address: str) -> str:
    """Returns the base address of a repository, ending in "/".

    Raises:
        UsageError: it is no plain http or https address.
    """
    shown = address if address.isprintable() else ascii(address)
    try:
        parts = urlsplit(address)
        is_plain = parts.port is None or parts.port > 0
    except ValueError:
        raise UsageError(f"{shown}: no address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{shown}: an address that begins with https:// or http:// is needed")
    if not is_plain or "@" in parts.netloc or parts.query or parts.fragment or not _is_written_plainly(address):
        raise UsageError(f"{shown}: an address without user name, password, query, fragment and blanks is needed")
    return address if address.endswith("/") else address + "/"


def _is_written_plainly(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address and "\\" not in address
