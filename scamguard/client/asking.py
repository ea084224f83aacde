"""One call, with its repetitions: bounded in count, in time and in bytes, whatever the other side does."""

from __future__ import annotations

import os
from typing import Final, Self

import anyio
import httpx
import tenacity

from scamguard.client.calls import Answer, Call
from scamguard.client.errors import ServerBusy, Unreachable
from scamguard.client.reading import answer_in, require_readable, too_large
from scamguard.client.settings import Settings

#: Longest wait for a connection, in seconds: a host that is gone does not use up the time of a call.
_MAX_CONNECT_SECONDS: Final = 5.0
#: Waits before repetitions: anything up to 0.2 s, 0.4 s, 0.8 s … and at most 5 s ("full jitter"), so that many clients
#: of a server that comes back do not come all at once.
_backoff = tenacity.wait_random_exponential(multiplier=0.2, max=5)


class Asker:
    """Sends calls to one server.

    The transport is used without a client around it: none of redirects, cookies, `.netrc`, proxies of the environment,
    log lines and compressed answers is wanted here.

    Args:
        settings: where and how long.
        transport: what carries requests; connections of its own, kept for the next call, where None.
    """

    def __init__(self, settings: Settings, transport: httpx.AsyncBaseTransport | None) -> None:
        self.settings = settings
        self._transport = _transport_for(settings) if transport is None else transport
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "scamguard"}
        if settings.token is not None:
            self._headers["Authorization"] = f"Bearer {settings.token}"

    async def ask(self, call: Call[Answer], retries: int | None = None) -> Answer:
        """Returns the answer to a call.

        Args:
            call: what is asked.
            retries: how often it is repeated; as the settings say where None.

        Raises:
            ClientError: the server cannot be reached, does not answer, or answers with something else.
            UnknownPlatform, UsageError: as the library raises them.
        """
        seconds = self.settings.timeout
        attempts = 1 + (self.settings.retries if retries is None else retries)
        repeating = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type((Unreachable, ServerBusy)),
            wait=_wait,
            stop=tenacity.stop_any(tenacity.stop_after_attempt(attempts), tenacity.stop_before_delay(seconds)),
            sleep=anyio.sleep,
            reraise=True,
        )
        with anyio.move_on_after(seconds):
            return await repeating(self._attempt, call)
        raise Unreachable(f"{self.settings.base_url} gave no whole answer in {seconds:g} s")

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.aclose()

    async def _attempt(self, call: Call[Answer]) -> Answer:
        try:
            response = await self._transport.handle_async_request(self._request(call))
            try:
                return answer_in(response, await _body(response, call.most), call)
            finally:
                await response.aclose()
        except (httpx.TransportError, OSError) as error:
            raise Unreachable(f"{self.settings.base_url} {_told(error)}") from error

    def _request(self, call: Call[Answer]) -> httpx.Request:
        headers = self._headers if call.body is None else {**self._headers, "Content-Type": "application/json"}
        timeout = httpx.Timeout(self.settings.timeout, connect=min(self.settings.timeout, _MAX_CONNECT_SECONDS))
        request = httpx.Request(
            call.method,
            self.settings.base_url + call.path,
            headers=headers,
            content=call.body,
            extensions={"timeout": timeout.as_dict()},
        )
        request.stream = _Body(call.body or b"")
        return request


class _Body(httpx.AsyncByteStream):
    """A body in one piece.

    httpx's own is a generator, which is left half-way where a connection breaks, with a warning under Trio.
    """

    def __init__(self, body: bytes) -> None:
        self._pieces = [body] if body else []

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if not self._pieces:
            raise StopAsyncIteration
        return self._pieces.pop()


async def _body(response: httpx.Response, most: int) -> bytes:
    require_readable(response, most)
    if response.is_stream_consumed:  # a transport that keeps no stream: tests of programs have one
        return await response.aread()
    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > most:
                await response.aclose()  # and go on to the error that this causes: generators are not left half-way
    except httpx.TransportError:
        if len(body) <= most:
            raise
    if len(body) > most:
        raise too_large(most)
    return bytes(body)


def _wait(state: tenacity.RetryCallState) -> float:
    """Returns how long to wait before a call is repeated: never shorter than the server asks for."""
    error = state.outcome.exception() if state.outcome is not None else None
    asked = error.retry_after if isinstance(error, ServerBusy) else None
    return max(asked or 0.0, _backoff(state))


def _transport_for(settings: Settings) -> httpx.AsyncBaseTransport:
    """Returns connections of our own; certificates are looked at for https only, and take a while to read."""
    return httpx.AsyncHTTPTransport(verify=settings.base_url.startswith("https:"), trust_env=False)


def _told(error: Exception) -> str:
    """Returns what went wrong with a connection, without a word from the other side."""
    if isinstance(error, httpx.RemoteProtocolError):
        return "broke off, or does not speak HTTP"
    if isinstance(error, httpx.ConnectTimeout):
        return f"took no connection in {_MAX_CONNECT_SECONDS:g} s"
    reason: BaseException | None = error
    while reason is not None and not (isinstance(reason, OSError) and reason.errno):
        reason = reason.__cause__ or reason.__context__
    if not isinstance(reason, OSError) or reason.errno is None:
        return f"cannot be reached ({type(error).__name__})"
    # asyncio writes addresses into its sentences; numbers below 0 are of the resolver, which has sentences of its own
    said = os.strerror(reason.errno) if reason.errno > 0 else reason.strerror
    return f"cannot be reached ({said})"
