"""The ASGI application of one worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response

from scamguard.render.json import encode
from scamguard.server.endpoints import Endpoints
from scamguard.server.files import Files, Loaded
from scamguard.server.gate import Gate, log_of
from scamguard.server.keeper import Keeper, settle_memory
from scamguard.server.metrics import Metrics
from scamguard.server.page.page import page
from scamguard.server.scans import Scans
from scamguard.server.settings import Settings
from scamguard.server.wire import Scope, problem_headers
from scamguard.service.problems import Problem, problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp


def make_app(settings: Settings, first: Loaded) -> ASGIApp:
    """Returns the application that a worker runs.

    Args:
        settings: how it is set up.
        first: the knowledge that it answers from at first.
    """
    metrics = Metrics()
    keeper = Keeper(Files(settings.overlays), first, metrics)
    endpoints = Endpoints(keeper, Scans(settings.scan_seconds), metrics, settings, page())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(keeper.refresh)
        settle_memory()
        watching = asyncio.create_task(keeper.watch(settings.watch_seconds))
        yield
        watching.cancel()

    inner = Starlette(routes=endpoints.routes(), lifespan=lifespan, exception_handlers={HTTPException: _not_routed})
    inner.router.redirect_slashes = False
    return Gate(inner, settings, metrics, log_of(settings))


def _problem_of(error: HTTPException, scope: Scope) -> Problem:
    if error.status_code == 405:
        return problem("method-not-allowed", f"{scope['method'][:20]} is not answered here; see /openapi.json")
    return problem("not-found", "nothing answers at this path; /openapi.json lists all")


async def _not_routed(request: Request, error: Exception) -> Response:
    """Returns the problem that a request has which no route takes."""
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette calls it for these alone
    found = _problem_of(error, request.scope)
    headers = {name.decode(): value.decode() for name, value in problem_headers(found)}
    return Response(encode(found), found.status, {**headers, **(error.headers or {})})
