"""Runs the server: workers that are watched, started again where they die, and stopped without losing a request."""

from __future__ import annotations

import functools
import logging
import logging.config
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from scamguard.errors import UsageError
from scamguard.server.files import Loaded
from scamguard.server.logs import LOGGING
from scamguard.server.metrics import FOLDER_VARIABLE
from scamguard.server.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

#: What is read of a head before it is complete, in bytes: Granian takes some more, and the gate looks at the whole.
_HEAD_BUFFER_BYTES: Final = 64 * 1024
#: Granian gives up where a worker dies twice within seconds. A server that was up goes on, after a pause, some times.
_MOST_RESTARTS: Final = 10
_PAUSE_SECONDS: Final = 1.0
_RESPAWN_SECONDS: Final = 0.5
_MEMORY_FOLDER: Final = "/dev/shm"  # noqa: S108 - a folder of its own is made in it, for this user alone
_logger = logging.getLogger("scamguard.server")


def run(settings: Settings, first: Loaded) -> int:
    """Answers until it is told to stop (SIGINT, SIGTERM); returns the exit status.

    Args:
        settings: how it is set up; `require_sane` has accepted them, and the port is free (`free_port`).
        first: the knowledge that workers answer from at first.
    """
    logging.config.dictConfig(LOGGING)
    with _counting_together(settings.workers):
        for _ in range(_MOST_RESTARTS):
            server = _server(settings)
            _serve(server, settings, first)
            if server.interrupt_signal:
                return 0
            _logger.error("server-restarts", extra={"fields": {"why": "workers died one after the other"}})
            time.sleep(_PAUSE_SECONDS)
            if server.interrupt_signal:  # told to stop while it paused
                return 0
    _logger.error("server-gives-up", extra={"fields": {"after": _MOST_RESTARTS}})
    return 1


def free_port(address: str, port: int) -> int:
    """Returns the port to listen on: a free one for 0.

    Raises:
        UsageError: the address is not this machine's, or the port is taken or not allowed.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, OverflowError) as error:
            problem = error.strerror if isinstance(error, OSError) else "ports go up to 65535"
            raise UsageError(f"--host {address} --port {port}: {problem}; another --port may be free") from None
        return int(probe.getsockname()[1])


def load_worker(settings: Settings, first: Loaded) -> ASGIApp:
    """Returns the application of a worker; called in the worker's process."""
    # A forked worker has the handlers of the main process, which only note a signal: told to stop while it starts, it
    # would not hear it. It serves nobody yet, and may end at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["PYTHONSAFEPATH"] = "1"  # the process that scans imports nothing from where the server was started
    from scamguard.server.app import Application

    return Application(settings, first)


def _server(settings: Settings) -> Any:  # Granian picks its class when it is imported: there is no type to name
    return Granian(
        "scamguard",
        address=settings.address,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        http=HTTPModes.http1,  # with HTTP/2 allowed, a connection that never says anything is kept for ever
        websockets=False,
        backpressure=settings.most_connections,
        http1_settings=HTTP1Settings(
            header_read_timeout=round(settings.head_seconds * 1000), max_buffer_size=_HEAD_BUFFER_BYTES
        ),
        log_dictconfig=LOGGING,
        respawn_failed_workers=True,
        respawn_interval=_RESPAWN_SECONDS,
        workers_kill_timeout=settings.stop_seconds,
    )


def _serve(server: Any, settings: Settings, first: Loaded) -> None:
    """Answers until the server is told to stop, or its workers die one after the other."""
    with suppress(SystemExit):
        server.serve(target_loader=functools.partial(load_worker, settings, first), wrap_loader=False)


@contextmanager
def _counting_together(workers: int) -> Iterator[None]:
    """Gives several workers a folder to add up their counts in."""
    if workers == 1:
        yield
        return
    base = _MEMORY_FOLDER if os.path.isdir(_MEMORY_FOLDER) and os.access(_MEMORY_FOLDER, os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="scamguard-metrics-", dir=base)
    os.environ[FOLDER_VARIABLE] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
