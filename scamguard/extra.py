"""What an extra installs is imported by what needs it only; without it that says so in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from scamguard.errors import UsageError

#: Extra -> the top-level modules that it installs.
_MODULES: Final = {
    "frames": ("pyarrow",),
    "server": ("anyio", "granian", "limits", "prometheus_client", "starlette"),
    "spark": ("py4j", "pyarrow", "pyspark"),
    "update": ("bcrypt", "cffi", "cryptography", "securesystemslib", "tuf", "urllib3"),
}


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turns a missing module of an extra into what to install.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _MODULES[extra]:
            raise
        raise UsageError(f"{error.name} is not installed; run: pip install 'scamguard[{extra}]'") from None
