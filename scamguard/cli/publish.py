"""`scamguard data publish`: makes and signs the repository that `scamguard update` fetches from."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from getpass import getpass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scamguard.cli.exit_status import ALL_OFFICIAL
from scamguard.errors import DataError, UsageError
from scamguard.extra import needing
from scamguard.knowledge.compiled import COMPILED_NAME, data_folder
from scamguard.upkeep.staleness import parse_age

if TYPE_CHECKING:
    from scamguard.updates.keys import Keys
    from scamguard.updates.publisher import Done
    from scamguard.updates.roles import Terms

#: Holds the passphrase where nobody can be asked.
_VARIABLE: Final = "SCAMGUARD_PASSPHRASE"
_MIN_THRESHOLD: Final = 2
_MAX_THRESHOLD: Final = 9
_MAX_DAYS: Final = 3_650
_MIN_PASSPHRASE_CHARS: Final = 12


def run(arguments: argparse.Namespace, today: dt.date) -> int:
    """Signs and writes what was asked for and returns the exit status."""
    with needing("update"):
        from scamguard.updates.keys import Keys
        from scamguard.updates.roles import DEFAULT_DAYS, Terms
    terms = Terms(today, {**DEFAULT_DAYS, **dict(map(_span, arguments.expires or ()))})
    keys = Keys([Path(folder) for folder in arguments.keys], _Passphrases(arguments.unencrypted))
    done = _run(arguments, keys, terms)
    print("\n".join(_lines(done)))
    return ALL_OFFICIAL


def _run(arguments: argparse.Namespace, keys: Keys, terms: Terms) -> Done:
    from scamguard.updates import publisher

    folder = Path(arguments.repository)
    if arguments.threshold is not None and not _MIN_THRESHOLD <= arguments.threshold <= _MAX_THRESHOLD:
        raise UsageError(f"threshold {arguments.threshold}: use {_MIN_THRESHOLD} to {_MAX_THRESHOLD} signatures")
    if arguments.refresh:
        return publisher.refresh(folder, keys, terms)
    if arguments.rotate:
        return publisher.rotate(folder, arguments.rotate, keys, terms)
    if arguments.renew_root:
        return publisher.renew_root(folder, keys, terms)
    return publisher.publish(folder, _snapshot(arguments.snapshot), keys, terms, arguments.threshold)


def _snapshot(name: str | None) -> bytes:
    path = Path(name) if name is not None else Path(data_folder()) / COMPILED_NAME
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None


def _span(text: str) -> tuple[str, int]:
    """Returns a role and its days, from what was written as ROLE=AGE."""
    from scamguard.updates.roles import ROLES

    role, _, age = text.partition("=")
    if role not in ROLES:
        raise UsageError(f"expires {text!r}: write a role and an age, such as timestamp=7d; roles: {', '.join(ROLES)}")
    days = parse_age(age)
    if not 1 <= days <= _MAX_DAYS:
        raise UsageError(f"expires {text!r}: use one day to ten years")
    return role, days


class _Passphrases:
    """Asks for passphrases, or takes the one of the environment.

    Args:
        no_new: new keys get none.
    """

    def __init__(self, no_new: bool) -> None:
        self._no_new = no_new

    def __call__(self, folder: Path, is_new: bool) -> bytes | None:
        """Returns the passphrase of a folder of keys; None for new keys that are to have none."""
        if is_new and self._no_new:
            return None
        said = os.environ.get(_VARIABLE)
        if said is None and not sys.stdin.isatty():
            raise UsageError(f"the keys in {folder} need a passphrase: set {_VARIABLE}")
        found = said if said is not None else getpass(f"Passphrase for {'new' if is_new else 'the'} keys in {folder}: ")
        if is_new and len(found) < _MIN_PASSPHRASE_CHARS:
            raise UsageError(
                f"a passphrase of at least {_MIN_PASSPHRASE_CHARS} characters is needed (or --unencrypted)"
            )
        if is_new and said is None and getpass("Once more: ") != found:
            raise UsageError("the two passphrases differ; nothing was written")
        return found.encode()


def _lines(done: Done) -> Iterator[str]:
    """Yields what was written, how long it holds, and what is to be done with it."""
    for path in done.written:
        yield f"{path}: written"
    yield "; ".join(f"{signed.type} {signed.version} expires {signed.expires:%Y-%m-%d}" for signed in done.metadata)
    if done.waits:
        yield "The targets are signed and wait for: scamguard data publish --refresh, where the other keys are"
    for path in done.written:
        if path.name.endswith(".root.json"):
            digest = sha256(path.read_bytes()).hexdigest()
            yield f"{path.name} is the newest root of trust. Give it to users by another way. SHA-256: {digest}"
