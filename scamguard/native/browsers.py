"""Where each browser looks for the manifests of native messaging hosts, for one user, on each system.

Chrome, Chromium: https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging
Edge: https://learn.microsoft.com/microsoft-edge/extensions/developer-guide/native-messaging
Firefox: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from scamguard.errors import UsageError

System = Literal["linux", "macos", "windows"]

FIREFOX: Final = "firefox"
#: As they are named on the command line, and to people.
BROWSERS: Final[dict[str, str]] = {
    "chromium": "Chromium",
    "chrome": "Google Chrome",
    "edge": "Microsoft Edge",
    FIREFOX: "Firefox",
}

#: Below the folder of settings (Linux) or of application support (macOS): a browser's folder, manifests below it.
_LINUX: Final = {"chromium": "chromium", "chrome": "google-chrome", "edge": "microsoft-edge"}
_MACOS: Final = {"chromium": "Chromium", "chrome": "Google/Chrome", "edge": "Microsoft Edge"}
_WINDOWS: Final = {"chromium": r"Chromium", "chrome": r"Google\Chrome", "edge": r"Microsoft\Edge", FIREFOX: "Mozilla"}
_CHROMIUM_HOSTS: Final = "NativeMessagingHosts"


class Machine(NamedTuple):
    """What of a machine decides where things are.

    Attributes:
        system: its kind.
        home: the user's own folder.
        settings: where programs keep settings: `$XDG_CONFIG_HOME`; on Windows `%APPDATA%`.
        local: Windows: `%LOCALAPPDATA%`.
    """

    system: System
    home: str
    settings: str
    local: str = ""


class Place(NamedTuple):
    """Where a browser looks for manifests.

    Attributes:
        browser: one of `BROWSERS`.
        folder: of the manifest.
        sign: a folder that is there where the user has the browser.
        key: Windows: the registry key that names the manifest, below HKEY_CURRENT_USER.
    """

    browser: str
    folder: str
    sign: str
    key: str | None = None


def machine_of(platform: str, environment: Mapping[str, str]) -> Machine:
    """Returns the machine that `sys.platform` and the environment describe.

    Raises:
        UsageError: the user has no folder of his own.
    """
    home = environment.get("USERPROFILE" if platform == "win32" else "HOME") or os.path.expanduser("~")
    if not os.path.isabs(home):
        raise UsageError("there is no home folder to look for browsers in; set HOME")
    if platform == "win32":
        roaming = environment.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
        local = environment.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return Machine("windows", home, roaming, local)
    if platform == "darwin":
        return Machine("macos", home, os.path.join(home, "Library", "Application Support"))
    named = environment.get("XDG_CONFIG_HOME", "")
    return Machine("linux", home, named if os.path.isabs(named) else os.path.join(home, ".config"))


def places_of(machine: Machine, browser: str) -> tuple[Place, ...]:
    """Returns where a browser looks on a machine."""
    if machine.system == "windows":
        return (_on_windows(machine, browser),)
    if machine.system == "macos":
        return (_on_macos(machine, browser),)
    return _firefox_on_linux(machine) if browser == FIREFOX else (_below(browser, machine.settings, _LINUX[browser]),)


def place_in(browser: str, folder: str) -> Place:
    """Returns where a browser of Chromium's kind looks that was started with `--user-data-dir=FOLDER`."""
    return _below(browser, os.path.dirname(folder), os.path.basename(folder))


def _below(browser: str, base: str, name: str) -> Place:
    folder = os.path.join(base, name)
    return Place(browser, os.path.join(folder, _CHROMIUM_HOSTS), folder)


def _on_macos(machine: Machine, browser: str) -> Place:
    if browser == FIREFOX:  # profiles are kept in another folder than manifests
        folder = os.path.join(machine.settings, "Mozilla", _CHROMIUM_HOSTS)
        return Place(browser, folder, os.path.join(machine.settings, "Firefox"))
    return _below(browser, machine.settings, _MACOS[browser])


def _firefox_on_linux(machine: Machine) -> tuple[Place, ...]:
    """Returns both places: since version 147 new users' files are below the folder of settings (XDG)."""
    folders = os.path.join(machine.home, ".mozilla"), os.path.join(machine.settings, "mozilla")
    return tuple(Place(FIREFOX, os.path.join(folder, "native-messaging-hosts"), folder) for folder in folders)


def _on_windows(machine: Machine, browser: str) -> Place:
    """Returns a folder of our own, which a registry key tells the browser."""
    name = _WINDOWS[browser]
    if browser == FIREFOX:
        sign = os.path.join(machine.settings, "Mozilla", "Firefox")
    else:
        sign = os.path.join(machine.local, *name.split("\\"), "User Data")
    folder = os.path.join(machine.local, "scamguard", "native-host", browser)
    return Place(browser, folder, sign, rf"Software\{name}\NativeMessagingHosts")
