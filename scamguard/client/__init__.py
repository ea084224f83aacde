"""The client for the HTTP API (`scamguard serve`): `check` and `scan` with the signatures of the library.

>>> from scamguard.client import Client
>>> with Client() as client:  # doctest: +SKIP
...     client.check("400-882-1234", claims="TikTok Shop").status
<Status.IMPERSONATION: 'impersonation'>

Importing this loads neither the knowledge nor the rules; it needs `scamguard[client]`.
"""

try:
    from scamguard.client.asynchronous import AsyncClient
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in ("anyio", "httpx2", "tenacity"):
        raise
    raise ModuleNotFoundError(
        f"{error.name} is not installed; run: pip install 'scamguard[client]'", name=error.name
    ) from None
from scamguard.client.blocking import Client
from scamguard.client.errors import BadAnswer, ClientError, Refused, ServerBusy, Unreachable
from scamguard.client.problems import FieldError, Problem
from scamguard.client.requests import Asked

__all__ = [
    "Asked",
    "AsyncClient",
    "BadAnswer",
    "Client",
    "ClientError",
    "FieldError",
    "Problem",
    "Refused",
    "ServerBusy",
    "Unreachable",
]
