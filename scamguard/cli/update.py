"""`scamguard update`: newer knowledge from a signed repository; off until somebody turns it on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL
from scamguard.errors import DataError, UsageError
from scamguard.extra import needing
from scamguard.model.verdict import Sentence
from scamguard.updates.settings import (
    config_folder,
    read_root,
    read_settings,
    remove_settings,
    settings_of,
    write_settings,
)
from scamguard.updates.state import InUse, forget, in_use

if TYPE_CHECKING:
    from scamguard.updates.client import Outcome
    from scamguard.updates.target import Edition

_MAX_SECONDS: Final = 86_400
_OFF: Final = Sentence(
    "Updates are off: no repository is set up (scamguard update --init).",
    "更新未启用：尚未设置来源（scamguard update --init）。",
)
_ORIGIN: Final = {
    True: Sentence("installed by an update", "由更新安装"),
    False: Sentence("shipped with scamguard", "随 scamguard 发布"),
}


def run(arguments: argparse.Namespace) -> int:
    """Does what was asked for and returns the exit status."""
    if arguments.init:
        return _init(arguments)
    if arguments.mirror or arguments.root:
        raise UsageError("--mirror and --root belong to --init")
    if arguments.forget:
        return _forget(arguments.lang)
    if arguments.status:
        return _status(arguments.lang)
    return _update(arguments)


def _say(lang: str, en: str, zh: str) -> None:
    print(Sentence(en, zh).in_language(lang))


# ---- on, off


def _init(arguments: argparse.Namespace) -> int:
    if arguments.root is None:
        raise UsageError("--init needs --root FILE: the publisher's root.json, which you got by another way")
    with needing("update"):
        from scamguard.updates.trust import read_trust
    content = _file(arguments.root)
    trust = read_trust(content, arguments.root)
    settings = settings_of((arguments.init, *arguments.mirror))
    if read_settings() is not None and read_root() != content:
        raise UsageError("another root of trust is set up already; first run: scamguard update --forget")
    folder = write_settings(settings, content)
    _say(
        arguments.lang,
        f"{folder}: updates are set up; nothing was fetched yet. Now run: scamguard update\n"
        f"Root of trust: version {trust.version}, {trust.threshold} of {trust.keys} keys must sign.\n"
        f"SHA-256: {trust.fingerprint}\nCompare this with what the publisher says in another place.",
        f"{folder}：更新已设置，尚未下载任何内容。请运行：scamguard update\n"
        f"信任根：第 {trust.version} 版，{trust.keys} 把密钥中须有 {trust.threshold} 把签名。\n"
        f"SHA-256：{trust.fingerprint}\n请与发布者在其他地方公布的值核对。",
    )
    return ALL_OFFICIAL


def _file(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from None


def _forget(lang: str) -> int:
    forget()
    remove_settings()
    shown = in_use()
    _say(
        lang,
        f"Updates are off. Knowledge in use: {_named(shown, lang)}.",
        f"更新已关闭。正在使用的资料：{_named(shown, lang)}。",
    )
    return ALL_OFFICIAL


def _status(lang: str) -> int:
    settings = read_settings()
    if settings is None:
        print(_OFF.in_language(lang))
    else:
        from hashlib import sha256

        trusted = sha256(read_root()).hexdigest()
        mirrors = ", ".join(settings.mirrors)
        _say(
            lang,
            f"Updates come from {mirrors} (settings: {config_folder()}).\nRoot of trust, SHA-256: {trusted}",
            f"更新来源：{mirrors}（设置：{config_folder()}）。\n信任根 SHA-256：{trusted}",
        )
    shown = _named(in_use(), lang)
    _say(lang, f"Knowledge in use: {shown}.", f"正在使用的资料：{shown}。")
    return ALL_OFFICIAL


# ---- fetch


def _update(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    if settings is None:
        raise UsageError("updates are off: no repository is set up; run: scamguard update --init URL --root FILE")
    if not 0 < arguments.timeout <= _MAX_SECONDS:
        raise UsageError(f"timeout {arguments.timeout:g}: use some seconds, at most {_MAX_SECONDS:,}")
    with needing("update"):
        from scamguard.updates.client import update
        from scamguard.updates.trust import read_trust
    root = read_root()
    read_trust(root, f"{config_folder()}: root.json")
    outcome = update(
        settings,
        root,
        install=not arguments.check,
        seconds=arguments.timeout,
        tell=lambda said: print(f"scamguard: {said}; the next mirror is asked", file=sys.stderr),
    )
    _report(outcome, arguments.lang)
    return NOT_ALL_OFFICIAL if outcome.is_newer and not outcome.is_installed else ALL_OFFICIAL


def _report(outcome: Outcome, lang: str) -> None:
    offered, used = _edition(outcome.offered, lang), _edition(outcome.used, lang)
    if outcome.is_installed:
        _say(lang, f"Installed: {offered}. Before: {used}.", f"已安装：{offered}。此前：{used}。")
    elif outcome.is_newer:
        _say(
            lang,
            f"There is newer knowledge: {offered}. In use: {used}. To install it: scamguard update",
            f"有更新的资料：{offered}。正在使用：{used}。安装请运行：scamguard update",
        )
    else:
        _say(
            lang,
            f"Nothing newer: {offered} is offered, {used} is in use.",
            f"没有更新的资料：来源提供 {offered}，正在使用 {used}。",
        )


def _named(shown: InUse, lang: str) -> str:
    return f"{_edition(shown.edition, lang)}, {_ORIGIN[shown.is_installed].in_language(lang)}"


def _edition(edition: Edition, lang: str) -> str:
    return Sentence(
        f"{edition.date} (version {edition.version})", f"{edition.date}（版本 {edition.version}）"
    ).in_language(lang)
