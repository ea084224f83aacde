"""The registry of Windows, as far as hosts are told to browsers in it: default values of keys of this user."""

from __future__ import annotations

import sys
from typing import Protocol

from scamguard.errors import DataError


class Registry(Protocol):
    """Default values of keys below HKEY_CURRENT_USER."""

    def value(self, key: str) -> str | None:
        """Returns the default value of a key; None where there is no such key, or no text in it."""

    def write(self, key: str, value: str) -> None:
        """Sets the default value of a key, which is made where there is none."""

    def remove(self, key: str) -> None:
        """Removes a key that has no keys below it."""


class NoRegistry:
    """What systems without a registry have: nothing is in it."""

    def value(self, key: str) -> str | None:
        """Returns None."""
        return None

    def write(self, key: str, value: str) -> None:
        """Raises: there is nowhere to write."""
        raise DataError(key, "this system has no registry")

    def remove(self, key: str) -> None:
        """Raises: there is nothing to remove."""
        raise DataError(key, "this system has no registry")


_REGISTRY: type[Registry] = NoRegistry
if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """The registry itself."""

        def value(self, key: str) -> str | None:
            """Returns the default value of a key."""
            try:
                found, kind = winreg.QueryValueEx(winreg.OpenKey(winreg.HKEY_CURRENT_USER, key), "")
            except OSError:
                return None
            return str(found) if kind == winreg.REG_SZ else None

        def write(self, key: str, value: str) -> None:
            """Sets the default value of a key."""
            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as made:
                    winreg.SetValueEx(made, "", 0, winreg.REG_SZ, value)
            except OSError as error:
                raise DataError(key, f"cannot be written to the registry: {error.strerror}") from None

        def remove(self, key: str) -> None:
            """Removes a key."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except OSError as error:
                raise DataError(key, f"cannot be removed from the registry: {error.strerror}") from None

    _REGISTRY = WindowsRegistry


def registry_of_this_system() -> Registry:
    """Returns the registry, or one that is empty where the system has none."""
    return _REGISTRY()
