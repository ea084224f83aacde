"""The small program that a manifest names: a manifest cannot carry arguments, so this has them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from typing import Final

from scamguard.errors import UsageError
from scamguard.native.browsers import System

#: Stands in the second line of each launcher; nothing without it is overwritten or removed.
MARK: Final = "Written by: scamguard native-host install. Removed by: scamguard native-host uninstall"


def launcher_for(system: System, command: Sequence[str]) -> bytes:
    """Returns a script that runs a command, and hands it what the browser gives, after `--`.

    Raises:
        UsageError: a word of the command cannot be written into one.
    """
    if any("\n" in word or "\r" in word or "\0" in word for word in command):
        raise UsageError("a path with a line break in it cannot be written into a launcher")
    return _batch(command) if system == "windows" else _shell(command)


def is_launcher(content: bytes) -> bool:
    """Answers whether a file is a launcher that was written here."""
    return MARK.encode() in content.partition(b"\n")[2].partition(b"\n")[0]


def _shell(command: Sequence[str]) -> bytes:
    return os.fsencode(f'#!/bin/sh\n# {MARK}\nexec {shlex.join(command)} -- "$@"\n')


def _batch(command: Sequence[str]) -> bytes:
    """Returns a batch file; `chcp` lets cmd read the paths in it, which are UTF-8 here."""
    words = " ".join(map(_quoted, command))
    return f"@echo off\r\nrem {MARK}\r\nchcp 65001 >nul\r\n{words} -- %*\r\n".encode()


def _quoted(word: str) -> str:
    """Returns a word as cmd and the C runtime read it: "%" begins a variable, and a backslash would hide the quote."""
    if '"' in word:
        raise UsageError(f"{word!r}: a quotation mark cannot be written into a launcher")
    end = len(word) - len(word.rstrip("\\"))
    return '"' + word.replace("%", "%%") + "\\" * end + '"'
