"""Who may ask, and how much: the outermost layer of the server, before anything of a request is read."""

from __future__ import annotations

import hmac
import logging
import time
from typing import TYPE_CHECKING, Final

from limits import parse as parse_rate
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.middleware.cors import CORSMiddleware

from scamguard.server.logs import RequestLog
from scamguard.server.metrics import Metrics
from scamguard.server.settings import Settings
from scamguard.server.wire import Disconnected, Headers, Message, Receive, Scope, Send, header, send_problem
from scamguard.service.problems import Problem, problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp

#: Asked by whatever watches the server: without a token, and however much it has to do.
_WATCHED: Final = frozenset({"/healthz", "/readyz"})
#: Answered without a token, since they tell nothing that is not public: the page itself, and the document.
_PUBLIC: Final = frozenset({"/", "/openapi.json", "/problems"})
#: What a request counts towards the rate of its client.
_COSTS: Final = {"/v1/check/batch": 10, "/v1/scan": 10}


class Gate:
    """Lets requests through to the application, or refuses them with a problem document.

    Args:
        app: what is behind it.
        settings: whom to let through.
        metrics: counts every request.
        log: tells about requests.
    """

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics, log: RequestLog) -> None:
        self._app = app
        self._cross = CORSMiddleware(
            app,
            allow_origins=settings.origins,
            allow_methods=("GET", "POST"),
            allow_headers=("authorization", "content-type"),
            max_age=600,
        )
        self._settings = settings
        self._hosts = frozenset(host.encode() for host in settings.allowed_hosts)
        self._origins = frozenset(origin.encode() for origin in settings.origins)
        self._bearer = None if settings.token is None else f"Bearer {settings.token}".encode()
        self._rate = None if settings.rate is None else parse_rate(settings.rate)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._metrics = metrics
        self._log = log
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; whatever goes wrong behind the gate is status 500 here, and a line in the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        answered = 0

        async def counted_send(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = message["status"]
            await send(message)

        self._running += 1
        try:
            await self._answer(scope, receive, counted_send)
        except Disconnected:
            pass
        except Exception as error:  # noqa: BLE001 - the outermost edge: one bad request must not stop the others
            self._log.failed(scope, error)
            if not answered:
                await send_problem(counted_send, problem("internal", "this is our fault; the log says where"))
        finally:
            self._running -= 1
            seconds = time.perf_counter() - started
            self._metrics.count(scope, answered, seconds)
            self._log.answered(scope, answered, seconds)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = header(scope, b"origin")
        refused = self._refusal(scope, origin)
        if refused is not None:
            await send_problem(send, refused, self._readable_by(origin))
        elif origin is None or not self._origins:
            await self._app(scope, receive, send)
        else:
            await self._cross(scope, receive, send)

    def _refusal(self, scope: Scope, origin: bytes | None) -> Problem | None:
        """Returns why a request is not let through; None where it is."""
        host = header(scope, b"host")
        if host is None or _without_port(host).lower() not in self._hosts:
            return problem("bad-host", "the Host header must name this server (--allow-host adds a name)")
        if origin is not None and origin not in self._origins and not _is_own(origin, host):
            return problem(
                "forbidden-origin", "pages of this origin may not ask (--allow-origin or --extension adds one)"
            )
        path = scope["path"]
        if path in _WATCHED:
            return None
        if self._bearer is not None and path not in _PUBLIC and scope["method"] != "OPTIONS":
            shown = header(scope, b"authorization") or b""
            if not hmac.compare_digest(shown, self._bearer):
                return problem("unauthorised", "send the header Authorization: Bearer TOKEN, with this server's token")
        return self._too_much(scope, path)

    def _too_much(self, scope: Scope, path: str) -> Problem | None:
        if self._rate is not None:
            client = scope["client"][0] if scope.get("client") else ""
            if not self._limiter.hit(self._rate, client, cost=_COSTS.get(path, 1)):
                return problem("too-many-requests", f"more than {self._settings.rate}; a batch and a scan count as ten")
        if self._running > self._settings.most_running:
            return problem("busy", f"{self._settings.most_running} requests are being answered already")
        return None

    def _readable_by(self, origin: bytes | None) -> Headers | None:
        """Returns the header that lets a page of an allowed origin read why it was refused."""
        if origin is None or origin not in self._origins:
            return None
        return [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]


def _without_port(host: bytes) -> bytes:
    name, colon, port = host.rpartition(b":")
    return name if colon and port.isdigit() else host


def _is_own(origin: bytes, host: bytes) -> bool:
    """The page that asks was served here: an origin with a null host ("null") is nobody's."""
    return origin.partition(b"://")[2] == host


def log_of(settings: Settings) -> RequestLog:
    """Returns what tells about requests."""
    return RequestLog(logging.getLogger("scamguard.server"), settings.log_requests, settings.salt)
