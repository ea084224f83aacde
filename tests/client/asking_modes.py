"""The same call by each of the clients: one table of cases serves all."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from client.replies import CONTACT, TOKEN
from scamguard import ScamguardError
from scamguard.client import AsyncClient, Client

#: The blocking client, and the asynchronous one in both of its worlds.
MODES = ("blocking", "asyncio", "trio")


def asked(mode: str, url: str, method: str, *args: Any, options: dict[str, Any] | None = None, **named: Any) -> Any:
    """Returns what a method of a client returns."""
    if mode == "blocking":
        with Client(url, **(options or {})) as client:
            return getattr(client, method)(*args, **named)

    async def run() -> Any:
        async with AsyncClient(url, **(options or {})) as client:
            return await getattr(client, method)(*args, **named)

    return anyio.run(run, backend=mode)


def error_from(mode: str, url: str, timeout: float = 5.0, retries: int = 2) -> ScamguardError:
    """Returns the error that a check ends with."""
    options = {"timeout": timeout, "retries": retries, "token": TOKEN}
    with pytest.raises(ScamguardError) as caught:
        asked(mode, url, "check", CONTACT, claims="aliexpress", options=options)
    return caught.value
