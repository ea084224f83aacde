"""The ASGI application of one worker: the gate, the routes behind it, and what goes wrong between them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Router

from scamguard.server.deadlines import Deadlines
from scamguard.server.endpoints import Endpoints
from scamguard.server.files import Files, Loaded
from scamguard.server.gate import Gate
from scamguard.server.keeper import Keeper, settle_memory
from scamguard.server.logs import RequestLog
from scamguard.server.metrics import Metrics
from scamguard.server.page.page import page
from scamguard.server.scans import Scans
from scamguard.server.settings import Settings
from scamguard.server.wire import KEY, Disconnected, Exchange, Receive, Scope, Send
from scamguard.service.problems import Problem, problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp


class Application:
    """Answers the requests of one worker.

    Args:
        settings: how it is set up.
        first: the knowledge that it answers from at first.
    """

    def __init__(self, settings: Settings, first: Loaded) -> None:
        self._settings = settings
        self._metrics = Metrics()
        self._log = RequestLog(logging.getLogger("scamguard.server"), settings.log_requests, settings.salt)
        self._keeper = Keeper(Files(settings.overlays, settings.lists), first, self._metrics, settings.kept_answers)
        self._deadlines = Deadlines(settings.body_seconds)
        self._gate = Gate(settings)
        self._running = 0
        endpoints = Endpoints(self._keeper, Scans(settings.scan_seconds), self._metrics, page())
        self._direct = endpoints.direct()
        self._routes = Router(endpoints.routes(), redirect_slashes=False, lifespan=self._lifespan)
        self._cross_origin = CORSMiddleware(
            self._routes,
            allow_origins=settings.origins,
            allow_methods=("GET", "POST"),
            allow_headers=("authorization", "content-type"),
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; whatever goes wrong is status 500 here, and a line in the log."""
        if scope["type"] != "http":
            await self._routes(scope, receive, send)
            return
        exchange = scope[KEY] = Exchange(scope, receive, send, self._deadlines)
        scope["app"] = self  # Starlette then raises what no route takes
        self._running += 1
        try:
            await self._answer(exchange, receive, send)
        except HTTPException as error:
            extra = [(name.lower().encode(), value.encode()) for name, value in (error.headers or {}).items()]
            await exchange.refuse(_not_routed(error, scope["method"]), extra)
        except Disconnected:
            pass
        except Exception as error:  # noqa: BLE001 - the outermost edge: one bad request must not stop the others
            self._log.failed(exchange, error)
            if not exchange.status:
                await exchange.refuse(problem("internal", "this is our fault; the log says where"))
        finally:
            self._running -= 1
            self._metrics.count(exchange)
            self._log.answered(exchange)
            del scope[KEY]  # a circle would keep the request, and with it a connection whose body is not read, for long

    async def _answer(self, exchange: Exchange, receive: Receive, send: Send) -> None:
        refused = self._gate.refusal(exchange, self._running)
        if refused is not None:
            await exchange.refuse(refused, self._gate.readable_by(exchange))
            return
        answer: ASGIApp = self._routes
        if self._gate.is_from_elsewhere(exchange):
            answer = self._cross_origin
        elif exchange.scope["method"] == "POST":
            answer = self._direct.get(exchange.scope["path"], answer)
        await answer(exchange.scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Any) -> AsyncIterator[None]:
        await asyncio.to_thread(self._keeper.refresh)
        settle_memory()
        tasks = [
            asyncio.create_task(self._keeper.watch(self._settings.watch_seconds)),
            asyncio.create_task(self._deadlines.watch()),
        ]
        yield
        for task in tasks:
            task.cancel()


def _not_routed(error: HTTPException, method: str) -> Problem:
    if error.status_code == 405:
        return problem("method-not-allowed", f"{method[:20]} is not answered here; see /openapi.json")
    return problem("not-found", "nothing answers at this path; /openapi.json lists all")
