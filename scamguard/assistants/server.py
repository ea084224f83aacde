"""The MCP server: the SDK's transport and protocol around `Tools`, over standard input and output."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from scamguard.assistants.schemas import input_schema, output_schema
from scamguard.assistants.tools import TYPES, Outcome, Tools, failed
from scamguard.assistants.words import BROKEN, BUSY, DESCRIPTIONS, INSTRUCTIONS, TOO_SLOW
from scamguard.version import VERSION

#: Longest scan, in seconds, its wait for others included; a text of 1 MB takes some.
SCAN_SECONDS: Final = 30.0
#: Scans at once, and with those that were given up and still run: a thread cannot be stopped.
MAX_SCANS: Final = 2
MAX_THREADS: Final = 8


class Scans:
    """Runs scans beside the event loop, not too many at once, each with a time limit.

    Args:
        seconds: longest scan, its wait included.
    """

    def __init__(self, seconds: float = SCAN_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._running = 0
        self._limiter: anyio.CapacityLimiter | None = None

    async def run(self, scan: Callable[[], Outcome], lang: str) -> Outcome:
        """Returns what a scan returns, or that it took too long; who is cancelled waits no longer."""
        self._limiter = self._limiter or anyio.CapacityLimiter(MAX_SCANS)
        try:
            with anyio.fail_after(self._seconds):
                async with self._limiter:
                    if self._running >= MAX_THREADS:
                        return failed(BUSY.in_language(lang))
                    return await anyio.to_thread.run_sync(self._counted, scan, abandon_on_cancel=True)
        except TimeoutError:
            return failed(TOO_SLOW.in_language(lang).format(seconds=f"{self._seconds:g}"))

    def _counted(self, scan: Callable[[], Outcome]) -> Outcome:
        with self._lock:
            self._running += 1
        try:
            return scan()
        finally:
            with self._lock:
                self._running -= 1


def server_for(tools: Tools, scans: Scans | None = None) -> Server[dict[str, Any]]:
    """Returns the server that answers with these tools.

    Args:
        tools: what is offered.
        scans: runs the scans.
    """
    beside = scans or Scans()
    offered = ListToolsResult(tools=[_described(name, tools.lang) for name in TYPES])

    async def list_tools(_context: object, _params: PaginatedRequestParams | None) -> ListToolsResult:
        return offered

    async def call_tool(_context: object, params: CallToolRequestParams) -> CallToolResult:
        if params.name not in TYPES:
            raise MCPError(INVALID_PARAMS, f"Unknown tool; there are {', '.join(TYPES)}")
        return _result(await _answered(tools, beside, params.name, params.arguments or {}))

    server: Server[dict[str, Any]] = Server(
        "scamguard",
        title="scamguard",
        version=VERSION,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    server.middleware.clear()  # it would hand each call to a tracer that the environment may name: nothing leaves here
    return server


def serve(tools: Tools) -> None:
    """Answers on standard input and output until the input ends.

    Raises:
        BrokenPipeError: whoever asked has gone.
    """
    logging.getLogger("mcp").setLevel(logging.CRITICAL)  # contacts are private; what the SDK logs can hold them
    try:
        anyio.run(_serve, server_for(tools))
    except* (BrokenPipeError, ConnectionResetError):
        raise BrokenPipeError from None


async def _serve(server: Server[dict[str, Any]]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


async def _answered(tools: Tools, scans: Scans, name: str, arguments: Mapping[str, Any]) -> Outcome:
    lang = "zh" if arguments.get("lang", tools.lang) == "zh" else "en"
    try:
        if name == "scan_text":
            return await scans.run(lambda: tools.call(name, arguments), lang)
        return tools.call(name, arguments)
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one call; its message may hold the contact
        print(f"scamguard: {name} failed: {type(error).__name__}", file=sys.stderr)
        return failed(BROKEN.in_language(lang))


def _result(outcome: Outcome) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(text=outcome.text)],
        structured_content=outcome.structured,
        is_error=outcome.structured is None,
    )


def _described(name: str, lang: str) -> Tool:
    title, description = DESCRIPTIONS[name]
    return Tool(
        name=name,
        title=title,
        description=description,
        input_schema=input_schema(name, lang),
        output_schema=output_schema(name),
        annotations=ToolAnnotations(
            title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )
