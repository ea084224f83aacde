"""`scamguard native-host install` and `uninstall`: browsers of this user are told about the host, or no more."""

from __future__ import annotations

import argparse
import os
import site
import struct
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import msgspec

import scamguard
from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL
from scamguard.errors import DataError, UsageError
from scamguard.model.answers import AboutAnswer
from scamguard.model.verdict import Sentence
from scamguard.native.browsers import BROWSERS, FIREFOX, Machine, Place, machine_of, place_in, places_of
from scamguard.native.callers import Allowed, allowed_of, origin_of
from scamguard.native.installation import (
    LAUNCHER_MODE,
    MANIFEST_MODE,
    Installation,
    Written,
    contents_of,
    installation_at,
    remove,
    write,
)
from scamguard.native.registry import registry_of_this_system

_QUESTION: Final = b'{"path":"/v1/about"}'
#: Most time for the first answer of a host, in seconds; it takes a third of one.
_PATIENCE: Final = 60


def run(arguments: argparse.Namespace) -> int:
    """Installs or uninstalls and returns the exit status."""
    machine = machine_of(sys.platform, os.environ)
    found = [installation_at(place, machine.system) for place in _places(machine, arguments)]
    if arguments.act == "uninstall":
        return _uninstall(found, arguments.lang)
    return _install(machine, found, arguments)


def _say(lang: str, en: str, zh: str) -> None:
    print(Sentence(en, zh).in_language(lang))


# ---- which browsers


def _places(machine: Machine, arguments: argparse.Namespace) -> list[Place]:
    named = arguments.browser or []
    if arguments.user_data_dir is not None:
        return [_own_place(machine, named, os.path.abspath(arguments.user_data_dir))]
    wanted = [name for name in BROWSERS if not named or name in named or "all" in named]
    places = [place for name in wanted for place in places_of(machine, name)]
    if arguments.act == "uninstall":
        return places
    present = [place for place in places if os.path.isdir(place.sign)]
    if named:
        missing = [name for name in wanted if name not in {place.browser for place in present}]
        return present + [places_of(machine, name)[0] for name in missing]
    if not present:
        raise UsageError(f"no browser of this user was found; name one: --browser {'|'.join(BROWSERS)}")
    return present


def _own_place(machine: Machine, named: Sequence[str], folder: str) -> Place:
    if machine.system == "windows":
        raise UsageError("--user-data-dir: on Windows browsers look in the registry; leave it out")
    if len(named) > 1 or FIREFOX in named or "all" in named:
        raise UsageError("--user-data-dir takes at most one --browser: chromium, chrome or edge")
    if not os.path.isdir(folder):
        raise UsageError(f"--user-data-dir: {folder}: there is no such folder")
    return place_in(named[0] if named else "chromium", folder)


# ---- install


def _install(machine: Machine, found: Sequence[Installation], arguments: argparse.Namespace) -> int:
    allowed = allowed_of(arguments.extension_id)
    command = _command(arguments)
    files = [(one, contents_of(one, machine.system, command, allowed)) for one in found]
    if arguments.dry_run:
        for one, written in files:
            _show(one, written)
        return ALL_OFFICIAL
    about = _try_out(command)
    registry = registry_of_this_system()
    for one, written in files:
        write(one, written, registry)
        print(f"{BROWSERS[one.place.browser]}: {one.manifest}")
    version, date, who = about.scamguard, about.knowledge.date, _named(allowed, found)
    _say(
        arguments.lang,
        f"It answers: scamguard {version}, knowledge of {date}. Extensions that may ask: {who}",
        f"可以应答：scamguard {version}，资料日期 {date}。允许询问的扩展：{who}",
    )
    return ALL_OFFICIAL


def _named(allowed: Allowed, found: Sequence[Installation]) -> str:
    kinds = {one.place.browser == FIREFOX for one in found}
    origins = [*map(origin_of, allowed.chromium)] if False in kinds else []
    return ", ".join(origins + list(allowed.firefox if True in kinds else ()))


def _command(arguments: argparse.Namespace) -> list[str]:
    """Returns what runs the host: this Python, not led astray by the environment or the folder it is started in."""
    if not sys.executable:
        raise UsageError("this Python does not know where it is, so that no browser can be told; use another one")
    words = [sys.executable, *_isolation(), "-m", "scamguard", "native-host", "run", "--lang", arguments.lang]
    for path in arguments.data or ():
        words += ["--data", os.path.abspath(path)]
    for identifier in arguments.extension_id:
        words += ["--extension-id", identifier]
    return words


def _isolation() -> tuple[str, ...]:
    """Returns the options that isolate Python; `-I` would hide packages that pip has installed with --user."""
    package = os.path.dirname(os.path.abspath(scamguard.__file__))
    own = site.getusersitepackages()
    return ("-E", "-P") if site.ENABLE_USER_SITE and package.startswith(own + os.sep) else ("-I",)


def _try_out(command: Sequence[str]) -> AboutAnswer:
    """Returns what the host says about itself, started as a browser will start it.

    Raises:
        DataError: it does not answer.
    """
    asked = struct.pack("=I", len(_QUESTION)) + _QUESTION
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own Python
        return msgspec.json.decode(done.stdout[4:], type=_About).body
    except (OSError, subprocess.TimeoutExpired) as error:
        why = str(error)
    except msgspec.DecodeError:
        why = (done.stderr.decode(errors="replace").strip().splitlines() or ["no answer"])[-1].strip()
    raise DataError(command[0], f"the host does not start, so nothing was written: {why}")


class _About(msgspec.Struct):
    body: AboutAnswer


def _show(one: Installation, written: Written) -> None:
    for path, mode, content in (
        (one.manifest, MANIFEST_MODE, written.manifest),
        (one.launcher, LAUNCHER_MODE, written.launcher),
    ):
        print(f"{path} ({mode:04o}):\n{content.decode(errors='replace')}")
    if one.key is not None:
        print(f"HKEY_CURRENT_USER\\{one.key}:\n{one.manifest}\n")


# ---- uninstall


def _uninstall(found: Sequence[Installation], lang: str) -> int:
    registry = registry_of_this_system()
    status, count = ALL_OFFICIAL, 0
    for one in found:
        try:
            for gone in remove(one, registry):
                count += 1
                _say(lang, f"Removed: {gone}", f"已删除：{gone}")
        except DataError as error:
            status = NOT_ALL_OFFICIAL
            print(f"scamguard: {error}", file=sys.stderr)
    if not count and status == ALL_OFFICIAL:
        _say(lang, "Nothing was installed here; nothing was removed.", "此处没有安装过，未删除任何内容。")
    return status
