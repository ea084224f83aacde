"""The client for programs that wait for each answer: the asynchronous one, run by a thread of its own.

So a call ends in time whatever the other side does: limits of a socket bound each wait only, and a server that gives a
byte now and then would hold a blocking call for days.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Coroutine, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from scamguard.client.asynchronous import AsyncClient
from scamguard.client.batches import Outcome
from scamguard.client.requests import Asked
from scamguard.client.settings import BASE_URL, RETRIES, TIMEOUT_SECONDS
from scamguard.client.thread import LoopThread
from scamguard.model.answers import PlatformLine, ReportAnswer, VerdictAnswer
from scamguard.model.verdict import Code

if TYPE_CHECKING:
    import httpx

Result = TypeVar("Result")


class Client:
    """Asks a scamguard server; `close()`, or `with`, gives its connections and its thread back.

    Make one and keep it: the connection stays open for the next call. Threads may share it.

    Args:
        base_url: where the server is.
        token: what the server asks for; over http only to this machine, unless `allow_clear_token`.
        timeout: how long a call may take, with its retries, in seconds.
        retries: how often a call is repeated where the server cannot be reached or is busy; calls change nothing.
        lang: language of the sentences, "en" or "zh".
        transport: what carries requests, in the place of connections of our own (a proxy, certificates, a socket):
            an asynchronous one, here too.
        allow_clear_token: the token may go over http to another machine.

    Raises:
        UsageError: one of these cannot be.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        token: str | None = None,
        timeout: float = TIMEOUT_SECONDS,
        retries: int = RETRIES,
        lang: Literal["en", "zh"] = "en",
        transport: httpx.AsyncBaseTransport | None = None,
        allow_clear_token: bool = False,
    ) -> None:
        def made() -> AsyncClient:
            return AsyncClient(
                base_url,
                token=token,
                timeout=timeout,
                retries=retries,
                lang=lang,
                transport=transport,
                allow_clear_token=allow_clear_token,
            )

        self._made = made
        self._client = made()
        self._is_used = False  # a client's connections belong to one loop: each thread has its own
        self._thread: LoopThread | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Client({self._client.base_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections and ends calls of other threads; a call after that opens new ones."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None and thread.is_here:
            thread.stop()

    def check(
        self,
        contact: str,
        *,
        claims: str | None = None,
        kind: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
        lang: str | None = None,
    ) -> VerdictAnswer:
        """Returns the verdict on one contact; see `AsyncClient.check`."""
        return self._run(
            lambda client: client.check(
                contact,
                claims=claims,
                kind=kind,
                audience=audience,
                region=region,
                direction=direction,
                as_of=as_of,
                lang=lang,
            )
        )

    def check_many(
        self,
        contacts: Iterable[str | Asked],
        *,
        claims: str | None = None,
        kind: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
        lang: str | None = None,
    ) -> list[Outcome]:
        """Returns, for each contact and in their order, its verdict or its error; see `AsyncClient.check_many`."""
        listed = list(contacts)  # here: an iterator may not be asked from another thread
        return self._run(
            lambda client: client.check_many(
                listed,
                claims=claims,
                kind=kind,
                audience=audience,
                region=region,
                direction=direction,
                as_of=as_of,
                lang=lang,
            )
        )

    def scan(
        self,
        text: str,
        *,
        html: bool = False,
        claims: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
        lang: str | None = None,
    ) -> ReportAnswer:
        """Returns what is found in a text; see `AsyncClient.scan`."""
        return self._run(
            lambda client: client.scan(
                text,
                html=html,
                claims=claims,
                audience=audience,
                region=region,
                direction=direction,
                as_of=as_of,
                lang=lang,
            )
        )

    def platforms(self) -> list[PlatformLine]:
        """Returns the platforms on record; see `AsyncClient.platforms`."""
        return self._run(lambda client: client.platforms())

    def platform(self, name: str) -> dict[str, Any]:
        """Returns a platform's record as it stands in its file; see `AsyncClient.platform`."""
        return self._run(lambda client: client.platform(name))

    def reason(self, code: str) -> Code:
        """Returns what a reason code means; see `AsyncClient.reason`."""
        return self._run(lambda client: client.reason(code))

    def ready(self) -> bool:
        """Answers whether the server is there and answers from its knowledge; see `AsyncClient.ready`."""
        return self._run(lambda client: client.ready())

    def _run(self, call: Callable[[AsyncClient], Coroutine[Any, Any, Result]]) -> Result:
        thread, client = self._running()
        return thread.run(call(client))

    def _running(self) -> tuple[LoopThread, AsyncClient]:
        """Returns the thread, and the client that belongs to it; a forked process gets both anew."""
        with self._lock:
            if self._thread is None or not self._thread.is_here:
                self._client = self._made() if self._is_used else self._client
                self._is_used = True
                self._thread = LoopThread(self._client.close)
            return self._thread, self._client
