"""Who may ask, and how much: the outermost layer of the server, before anything of a request is read."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

from limits import parse as parse_rate
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from scamguard.service.problems import Problem, problem

if TYPE_CHECKING:
    from scamguard.server.settings import Settings
    from scamguard.server.wire import Exchange, Headers

#: Longest head of a request, in bytes.
MAX_HEAD_BYTES: Final = 64 * 1024
#: Asked by whatever watches the server: without a token, and however much it has to do.
_WATCHED: Final = frozenset({"/healthz", "/readyz"})
#: Answered without a token, since they tell nothing that is not public: the page itself, and the document.
_PUBLIC: Final = frozenset({"/", "/openapi.json", "/problems"})
#: What a request counts towards the rate of its client.
_COSTS: Final = {"/v1/check/batch": 10, "/v1/scan": 10}


class Gate:
    """Decides which requests are let through.

    Args:
        settings: whom to let through.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._hosts = frozenset(host.encode() for host in settings.allowed_hosts)
        self._origins = frozenset(origin.encode() for origin in settings.origins)
        self._bearer = None if settings.token is None else f"Bearer {settings.token}".encode()
        self._rate = None if settings.rate is None else parse_rate(settings.rate)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def refusal(self, exchange: Exchange, running: int) -> Problem | None:
        """Returns why a request is not let through; None where it is.

        Args:
            exchange: the request.
            running: how many are being answered.
        """
        if exchange.head_bytes > MAX_HEAD_BYTES:
            return problem("header-too-large", f"its headers are longer than {MAX_HEAD_BYTES:,} bytes")
        host = exchange.headers.get(b"host", b"")
        if _without_port(host) not in self._hosts:
            return problem("bad-host", "the Host header must name this server (--allow-host adds a name)")
        origin = exchange.headers.get(b"origin")
        if origin is not None and origin not in self._origins and origin.partition(b"://")[2] != host:
            hint = "--allow-origin or --extension adds one"
            return problem("forbidden-origin", f"pages of this origin may not ask ({hint})")
        path = exchange.scope["path"]
        if path in _WATCHED:
            return None
        return self._not_shown(exchange, path) or self._too_much(exchange, path, running)

    def is_from_elsewhere(self, exchange: Exchange) -> bool:
        """Answers whether a request comes from a page or extension of another origin, which is allowed."""
        return exchange.headers.get(b"origin") in self._origins

    def readable_by(self, exchange: Exchange) -> Headers | None:
        """Returns the header that lets a page of an allowed origin read why it was refused."""
        if not self.is_from_elsewhere(exchange):
            return None
        return [(b"access-control-allow-origin", exchange.headers[b"origin"]), (b"vary", b"Origin")]

    def _not_shown(self, exchange: Exchange, path: str) -> Problem | None:
        """Returns that the token is missing; a preflight (Fetch Standard, 4.8) never carries one."""
        if self._bearer is None or path in _PUBLIC or exchange.scope["method"] == "OPTIONS":
            return None
        if hmac.compare_digest(exchange.headers.get(b"authorization", b""), self._bearer):
            return None
        return problem("unauthorised", "send the header Authorization: Bearer TOKEN, with this server's token")

    def _too_much(self, exchange: Exchange, path: str, running: int) -> Problem | None:
        if running > self._settings.most_running:
            return problem("busy", f"{self._settings.most_running} requests are being answered already")
        if self._rate is not None:
            client = exchange.scope["client"][0] if exchange.scope.get("client") else ""
            if not self._limiter.hit(self._rate, client, cost=_COSTS.get(path, 1)):
                return problem("too-many-requests", f"more than {self._settings.rate}; a batch and a scan count as ten")
        return None


def _without_port(host: bytes) -> bytes:
    name, colon, port = host.rpartition(b":")
    return (name if colon and port.isdigit() else host).lower()
