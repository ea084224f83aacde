"""`scamguard serve`."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from typing import Final

import msgspec

from scamguard.errors import UsageError
from scamguard.extra import needing
from scamguard.server.settings import Settings, extension_origin, require_sane

_MAX_TOKEN_BYTES: Final = 4096
_MOST_WORKERS: Final = 256
_MOST_KEPT: Final = 1_000_000
_SECONDS: Final = ("scan_seconds", "head_seconds", "body_seconds", "watch_seconds")


def run(arguments: argparse.Namespace) -> int:
    """Answers over HTTP until it is told to stop; returns the exit status."""
    settings = _settings(arguments)
    require_sane(settings)
    with needing("server"):
        from scamguard.server import run as server
        from scamguard.server.files import Files
    port = server.free_port(settings.address, settings.port)
    first = Files(settings.overlays, settings.lists).load()
    for conflict in first.conflicts:
        print(f"scamguard: {conflict}", file=sys.stderr)
    shown = f"[{settings.address}]" if ":" in settings.address else settings.address
    print(f"scamguard answers at http://{shown}:{port}/ (Ctrl-C stops it)", flush=True)
    return server.run(msgspec.structs.replace(settings, port=port), first)


def _settings(arguments: argparse.Namespace) -> Settings:
    if not 1 <= arguments.workers <= _MOST_WORKERS:
        raise UsageError(f"--workers {arguments.workers}: 1 to {_MOST_WORKERS}")
    for name in _SECONDS:
        if not 0.1 <= getattr(arguments, name) <= 3600:
            raise UsageError(f"--{name.replace('_', '-')} {getattr(arguments, name):g}: 0.1 to 3600")
    if not 0 <= arguments.keep_answers <= _MOST_KEPT:
        raise UsageError(f"--keep-answers {arguments.keep_answers}: 0 to {_MOST_KEPT:,}")
    return Settings(
        address="127.0.0.1" if arguments.host == "localhost" else arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        token=_token(arguments.token_file),
        is_open=arguments.without_token,
        hosts=tuple(arguments.allow_host),
        origins=(*arguments.allow_origin, *map(extension_origin, arguments.extension)),
        rate=None if arguments.rate == "0" else arguments.rate,
        overlays=tuple(map(os.path.abspath, arguments.data)),
        lists=tuple(map(os.path.abspath, arguments.list)),
        **{name: getattr(arguments, name) for name in _SECONDS},
        kept_answers=arguments.keep_answers,
        log_requests=arguments.log_requests,
        salt=secrets.token_bytes(32),
    )


def _token(path: str | None) -> str | None:
    """Returns the token: from the file, else from the environment; never from the command line, which others see."""
    if path is None:
        return os.environ.get("SCAMGUARD_TOKEN") or None
    try:
        with open(path, encoding="ascii") as file:
            return file.read(_MAX_TOKEN_BYTES).strip()
    except OSError as error:
        raise UsageError(f"--token-file {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"--token-file {path}: ASCII characters are needed") from None
