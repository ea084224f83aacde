"""Structured logs: one JSON object a line on standard error, without contacts.

What callers ask about is private. A line has no body, no query, no address of a client and no path that a caller made
up; where lines must be told apart, a hash that is salted anew at each start.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import time
import traceback
from typing import Any, Final, TextIO

from scamguard.render.json import encode
from scamguard.server.wire import Exchange

_HASH_BYTES: Final = 8
#: For `logging.config.dictConfig`: the server's own lines, and those of what it runs in.
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "scamguard.server.logs.JsonFormatter"}},
    "handlers": {"stderr": {"()": "scamguard.server.logs.PatientHandler", "formatter": "json"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "INFO", "propagate": False} for name in ("scamguard.server", "_granian")
    },
}
_LEVELS: Final = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error", "INFO": "info", "DEBUG": "debug"}


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object: time, level, event, and the fields that came with it."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line."""
        line: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": _LEVELS.get(record.levelname, "info"),
            "event": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        return encode(line).decode()

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """Returns the time of a record in UTC, ISO 8601."""
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"


class PatientHandler(logging.StreamHandler[TextIO]):
    """Writes to standard error; where it cannot (a full disk), lines are lost and counted, and answering goes on."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a line, after one that says how many could not be written before it."""
        lost = self.lost
        if lost:
            notice = logging.LogRecord(record.name, logging.WARNING, "", 0, "log-lines-lost", (), None)
            notice.fields = {"lines": lost}
            super().emit(notice)
            if self.lost > lost:  # the notice is lost too; it is no line that anybody wrote
                self.lost = lost + 1
                return
            self.lost = 0
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Counts a line that could not be written."""
        self.lost += 1


class RequestLog:
    """Tells about requests.

    Args:
        logger: where to.
        is_on: a line for each request, not for failures alone.
        salt: for the hashes.
    """

    def __init__(self, logger: logging.Logger, is_on: bool, salt: bytes) -> None:
        self._logger = logger
        self._is_on = is_on
        self._salt = salt

    def answered(self, exchange: Exchange) -> None:
        """Tells about a request that was answered; status 0 where the caller had gone."""
        if not self._is_on:
            return
        client = exchange.scope["client"][0] if exchange.scope.get("client") else ""
        fields = {
            "method": exchange.scope["method"],
            "route": exchange.route,
            "status": exchange.status,
            "ms": round((time.perf_counter() - exchange.started) * 1000, 2),
            "client": self.hashed(client),
        }
        if exchange.asked is not None:
            fields["asked"] = self.hashed(exchange.asked)
        self._logger.info("request", extra={"fields": fields})

    def failed(self, exchange: Exchange, error: Exception) -> None:
        """Tells where an error arose that nobody expected; its text may hold what was asked, and is left out."""
        frames = traceback.extract_tb(error.__traceback__)[-5:]
        places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        fields = {"route": exchange.route, "error": type(error).__name__, "at": places}
        self._logger.error("request-failed", extra={"fields": fields})

    def hashed(self, value: str | bytes) -> str:
        """Returns a salted hash by which the same value is known again until the next start."""
        data = value.encode() if isinstance(value, str) else value
        return hashlib.blake2b(data, digest_size=_HASH_BYTES, key=self._salt).hexdigest()
