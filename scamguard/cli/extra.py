"""What `scamguard[update]` installs is imported by two commands only; without it they say so in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from scamguard.errors import UsageError

#: Top-level modules of the extra.
_MODULES: Final = ("bcrypt", "cffi", "cryptography", "securesystemslib", "tuf", "urllib3")


@contextmanager
def update_extra() -> Iterator[None]:
    """Turns a missing module of the extra into what to install.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _MODULES:
            raise
        raise UsageError(f"{error.name} is not installed; run: pip install 'scamguard[update]'") from None
