"""Where manifests go, browser by browser and system by system, as the browsers' makers document it."""

from __future__ import annotations

import os

import pytest

from scamguard.errors import UsageError
from scamguard.native.browsers import BROWSERS, Machine, machine_of, place_in, places_of

LINUX = Machine("linux", "/home/a", "/home/a/.config")
MACOS = Machine("macos", "/Users/a", "/Users/a/Library/Application Support")
WINDOWS = Machine("windows", "C:/Users/a", "C:/Users/a/AppData/Roaming", "C:/Users/a/AppData/Local")

OURS = "C:/Users/a/AppData/Local/scamguard/native-host"

PLACES = [
    (LINUX, "chromium", "/home/a/.config/chromium/NativeMessagingHosts", None),
    (LINUX, "chrome", "/home/a/.config/google-chrome/NativeMessagingHosts", None),
    (LINUX, "edge", "/home/a/.config/microsoft-edge/NativeMessagingHosts", None),
    (LINUX, "firefox", "/home/a/.mozilla/native-messaging-hosts", None),
    (MACOS, "chromium", "/Users/a/Library/Application Support/Chromium/NativeMessagingHosts", None),
    (MACOS, "chrome", "/Users/a/Library/Application Support/Google/Chrome/NativeMessagingHosts", None),
    (MACOS, "edge", "/Users/a/Library/Application Support/Microsoft Edge/NativeMessagingHosts", None),
    (MACOS, "firefox", "/Users/a/Library/Application Support/Mozilla/NativeMessagingHosts", None),
    (WINDOWS, "chromium", f"{OURS}/chromium", r"Software\Chromium\NativeMessagingHosts"),
    (WINDOWS, "chrome", f"{OURS}/chrome", r"Software\Google\Chrome\NativeMessagingHosts"),
    (WINDOWS, "edge", f"{OURS}/edge", r"Software\Microsoft\Edge\NativeMessagingHosts"),
    (WINDOWS, "firefox", f"{OURS}/firefox", r"Software\Mozilla\NativeMessagingHosts"),
]  # fmt: skip

#: Folders that a browser makes when it is first started.
SIGNS = [
    (LINUX, "chrome", "/home/a/.config/google-chrome"),
    (LINUX, "firefox", "/home/a/.mozilla"),
    (MACOS, "edge", "/Users/a/Library/Application Support/Microsoft Edge"),
    (MACOS, "firefox", "/Users/a/Library/Application Support/Firefox"),
    (WINDOWS, "chrome", "C:/Users/a/AppData/Local/Google/Chrome/User Data"),
    (WINDOWS, "edge", "C:/Users/a/AppData/Local/Microsoft/Edge/User Data"),
    (WINDOWS, "firefox", "C:/Users/a/AppData/Roaming/Mozilla/Firefox"),
]


@pytest.mark.parametrize(("machine", "browser", "folder", "key"), PLACES)
def test_a_browser_looks_there(machine: Machine, browser: str, folder: str, key: str | None) -> None:
    place = places_of(machine, browser)[0]

    assert (place.folder, place.key, place.browser) == (folder, key, browser)


@pytest.mark.parametrize(("machine", "browser", "sign"), SIGNS)
def test_a_browser_is_known_by_its_folder(machine: Machine, browser: str, sign: str) -> None:
    assert places_of(machine, browser)[0].sign == sign


def test_each_browser_has_a_place_on_each_system() -> None:
    assert {(machine, browser) for machine, browser, *_ in PLACES} == {
        (machine, browser) for machine in (LINUX, MACOS, WINDOWS) for browser in BROWSERS
    }


def test_firefox_of_new_users_keeps_its_files_below_the_settings() -> None:
    place = places_of(LINUX, "firefox")[1]

    assert (place.folder, place.sign) == ("/home/a/.config/mozilla/native-messaging-hosts", "/home/a/.config/mozilla")


def test_a_browser_with_a_folder_of_its_own() -> None:
    place = place_in("chromium", "/home/a/.config/BraveSoftware/Brave-Browser")

    assert place.folder == "/home/a/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts"


@pytest.mark.parametrize(
    ("platform", "environment", "machine"),
    [
        ("linux", {"HOME": "/home/a"}, LINUX),
        ("freebsd14", {"HOME": "/home/a"}, LINUX),
        ("linux", {"HOME": "/home/a", "XDG_CONFIG_HOME": "/etc/a"}, LINUX._replace(settings="/etc/a")),
        ("linux", {"HOME": "/home/a", "XDG_CONFIG_HOME": "relative"}, LINUX),
        ("darwin", {"HOME": "/Users/a", "XDG_CONFIG_HOME": "/etc/a"}, MACOS),
        (
            "win32",
            {"USERPROFILE": "/u", "HOME": "/h"},
            Machine("windows", "/u", "/u/AppData/Roaming", "/u/AppData/Local"),
        ),
        ("win32", {"USERPROFILE": "/u", "APPDATA": "/r", "LOCALAPPDATA": "/l"}, Machine("windows", "/u", "/r", "/l")),
    ],
)
def test_the_environment_says_where_things_are(platform: str, environment: dict[str, str], machine: Machine) -> None:
    assert machine_of(platform, environment) == machine


def test_a_home_that_is_no_path_is_refused() -> None:
    with pytest.raises(UsageError, match="set HOME"):
        machine_of("linux", {"HOME": "relative"})
    assert os.path.isabs(machine_of("linux", {}).home)  # the user's entry in the system's list
