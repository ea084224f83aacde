"""What the framework and the server cost alone: an empty JSON object in, the same out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request


class Empty(msgspec.Struct):
    """An object without fields."""


_decoder = msgspec.json.Decoder(Empty)


async def echo(request: Request) -> Response:
    """Returns what came in."""
    return Response(msgspec.json.encode(_decoder.decode(await request.body())), media_type="application/json")


app = Starlette(routes=[Route("/echo", echo, methods=["POST"])])

if __name__ == "__main__":
    Granian(
        "echo:app",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    ).serve()
