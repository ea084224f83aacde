"""The private keys of a publisher: one OpenSSH file each, for its owner only, found by the id that the root names."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)
from securesystemslib.exceptions import Error as SecureSystemsError
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from scamguard.errors import DataError
from scamguard.updates.storage import ensure_folder, write_own

#: Rounds of bcrypt_pbkdf: near to a second for each guess at a passphrase (ssh-keygen takes 16).
_KDF_ROUNDS: Final = 64
#: How much of a key's id stands in the name of its file.
_ID_CHARS: Final = 16
_MAX_KEY_BYTES: Final = 16_384

#: Returns the passphrase of a folder of keys; None for new keys without one. Arguments: the folder; for new keys?
Passphrase = Callable[[Path, bool], bytes | None]


class Keys:
    """The keys that a publisher has at hand.

    Args:
        folders: where they lie; new ones are put into the first.
        passphrase: asked for at most once for each folder, and once for new keys.
    """

    def __init__(self, folders: Sequence[Path], passphrase: Passphrase) -> None:
        self._folders = tuple(folders)
        self._passphrase = passphrase
        self._asked: dict[tuple[Path, bool], bytes | None] = {}
        self._signers: dict[str, CryptoSigner] = {}
        self._unsaved: list[tuple[Path, Ed25519PrivateKey]] = []

    @property
    def shown(self) -> str:
        """The folders, for an error."""
        return ", ".join(map(str, self._folders))

    def make(self, role: str) -> Key:
        """Makes a key for a role and returns its public half; it is written by `save`."""
        private = Ed25519PrivateKey.generate()
        signer = CryptoSigner(private)
        key = signer.public_key
        self._signers[key.keyid] = signer
        self._unsaved.append((self._folders[0] / f"{role}-{key.keyid[:_ID_CHARS]}.key", private))
        return key

    def save(self) -> list[Path]:
        """Writes the new keys and returns their files.

        Raises:
            DataError: they cannot be written.
        """
        written = []
        for path, private in self._unsaved:
            ensure_folder(str(path.parent))
            write_own(str(path), _to_file(private, self._ask(path.parent, True)))
            written.append(path)
        self._unsaved = []
        return written

    def signer(self, key: Key) -> CryptoSigner | None:
        """Returns what signs with a key; None where its private half is not at hand.

        Raises:
            DataError: its file cannot be used.
        """
        if key.keyid not in self._signers:
            files = (path for folder in self._folders for path in sorted(folder.glob("*.key")))
            paths = [path for path in files if path.stem.endswith(f"-{key.keyid[:_ID_CHARS]}")]
            if not paths:
                return None
            self._signers[key.keyid] = self._read(paths[0], key)
        return self._signers[key.keyid]

    def _read(self, path: Path, key: Key) -> CryptoSigner:
        content = _private(path)
        try:
            if not isinstance(key, SSlibKey):
                raise DataError(str(path), "not a key of the kind that the root names")
            try:
                private = load_ssh_private_key(content, None)
            except TypeError:  # it has a passphrase
                private = load_ssh_private_key(content, self._ask(path.parent, False) or b"")
            if not isinstance(private, Ed25519PrivateKey):
                raise DataError(str(path), "no ed25519 key")
            return CryptoSigner(private, key)
        except (ValueError, UnsupportedAlgorithm, SecureSystemsError) as error:
            raise DataError(str(path), f"cannot be opened; wrong passphrase, or not this key ({error})") from None

    def _ask(self, folder: Path, is_new: bool) -> bytes | None:
        if (folder, is_new) not in self._asked:
            self._asked[folder, is_new] = self._passphrase(folder, is_new)
        return self._asked[folder, is_new]


def _to_file(private: Ed25519PrivateKey, passphrase: bytes | None) -> bytes:
    """Returns a private key as OpenSSH writes it."""
    encryption: KeySerializationEncryption = NoEncryption()
    if passphrase is not None:
        encryption = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(_KDF_ROUNDS).build(passphrase)
    return private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption)


def _private(path: Path) -> bytes:
    """Returns the content of a key file that nobody but its owner can read."""
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise DataError(str(path), f"other users can read this private key; run: chmod 600 {path}")
        with path.open("rb") as file:
            return file.read(_MAX_KEY_BYTES)
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None
