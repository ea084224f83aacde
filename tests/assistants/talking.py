"""An assistant's side: the SDK's own client in a thread beside the test, over the pipes of a real server process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: Longer than any of these calls takes, in seconds: a call that hangs fails.
PATIENCE = 60
NEEDED = "mcp 2 is not installed: pip install 'scamguard[mcp]'"
AS_OF = "2026-11-22"


class Assistant:
    """A connected client, for tests that do not run in an event loop."""

    def __init__(self, portal: Any, client: Any) -> None:
        self.portal = portal
        self.client = client

    def run(self, function: Any, *arguments: Any) -> Any:
        """Returns what an asynchronous function returns."""
        return self.portal.call(function, *arguments)

    def tools(self) -> dict[str, Any]:
        """Returns the tools that the server offers."""
        return {tool.name: tool for tool in self.run(self.client.list_tools).tools}

    def ask(self, tool: str, **arguments: Any) -> Any:
        """Returns the result of a call."""
        return self.run(self.client.call_tool, tool, arguments)


@contextlib.contextmanager
def connected(*options: str, mode: str = "auto") -> Iterator[Assistant]:
    """Yields a client of `python -m scamguard mcp`, in which every warning is an error."""
    pytest.importorskip("mcp_types", reason=NEEDED)
    from anyio.from_thread import start_blocking_portal
    from mcp import Client, StdioServerParameters

    arguments = ["-W", "error", "-m", "scamguard", "mcp", "--lang", "en", *options]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
    client = Client(server, mode=mode, read_timeout_seconds=PATIENCE)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield Assistant(portal, client)


class Wire:
    """The pipes of a server process, for what no client would write."""

    def __init__(self, *options: str) -> None:
        pytest.importorskip("mcp_types", reason=NEEDED)
        command = [sys.executable, "-m", "scamguard", "mcp", "--lang", "en", *options]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._in, self.out = self.process.stdin, self.process.stdout

    def write(self, *lines: bytes | dict[str, Any]) -> None:
        """Writes lines as they are, or messages as JSON."""
        for line in lines:
            self._in.write((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n")
        self._in.flush()

    def read(self) -> dict[str, Any]:
        """Returns the next message; fails where the line is none."""
        message = json.loads(self.out.readline())
        assert message["jsonrpc"] == "2.0"
        return dict(message)

    def greet(self) -> dict[str, Any]:
        """Returns the answer to the handshake."""
        self.write(request(0, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=CLIENT))
        answer = self.read()
        self.write({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return answer

    def end(self) -> tuple[int, bytes, bytes]:
        """Closes the server's input; returns its exit status, and what it still wrote."""
        self._in.close()
        self.process.stdin = None
        rest, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, rest, said

    def kill(self) -> None:
        """Ends the process, whatever it does."""
        self.process.kill()
        with contextlib.suppress(BrokenPipeError):
            self.process.communicate(timeout=PATIENCE)


CLIENT = {"name": "test", "version": "1"}


def request(number: int, method: str, **params: Any) -> dict[str, Any]:
    """Returns a request."""
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def call(number: int, tool: str, **arguments: Any) -> dict[str, Any]:
    """Returns the request that calls a tool."""
    return request(number, "tools/call", name=tool, arguments=arguments)


HOSTILE = Path(__file__).parent / "hostile-bank.toml"
