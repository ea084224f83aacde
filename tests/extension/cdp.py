"""A line to one target of the browser over the DevTools protocol: service workers and popups have no other."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any


class LineClosed(Exception):
    """The target has closed the line."""


class Line:
    """Sends commands to a target, and reads its events.

    Args:
        address: the target's `webSocketDebuggerUrl`.
    """

    def __init__(self, address: str) -> None:
        import websocket  # comes with selenium

        self._closed = websocket.WebSocketException
        self._socket = websocket.create_connection(address, timeout=20, suppress_origin=True)
        self._ids = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """Returns the result of a command."""
        number = next(self._ids)
        message = self._exchanged(json.dumps({"id": number, "method": method, "params": given}), number)
        assert "error" not in message, f"{method}: {message['error']}"
        return dict(message["result"])

    def _exchanged(self, sent: str, number: int) -> dict[str, Any]:
        try:
            self._socket.send(sent)
            while True:
                message = dict(json.loads(self._socket.recv()))
                if message.get("id") == number:
                    return message
                self.events.append(message)
        except self._closed as error:
            raise LineClosed(str(error)) from error

    def evaluate(self, expression: str, **given: Any) -> Any:
        """Returns the value of an expression of JavaScript, awaited; a thrown error fails the test."""
        result = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, **given)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def close(self) -> None:
        """Ends it."""
        self._socket.close()


def until(what: Any, seconds: float = 10.0) -> Any:
    """Returns the first true answer of a function that is asked again and again; fails when the time is over."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        assert time.monotonic() < end, f"not within {seconds} s; the last answer was {answer!r}"
        time.sleep(0.02)
