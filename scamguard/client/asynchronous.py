"""The client for programs that wait for several things at once (asyncio or Trio)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from scamguard.client import calls
from scamguard.client.asking import Asker
from scamguard.client.batches import Batches, Outcome
from scamguard.client.errors import ClientError, ServerBusy, Unreachable
from scamguard.client.requests import Asked, Options
from scamguard.client.settings import BASE_URL, RETRIES, TIMEOUT_SECONDS, settings_of
from scamguard.model.answers import PlatformLine, ReportAnswer, VerdictAnswer
from scamguard.model.verdict import Code

if TYPE_CHECKING:
    import httpx2


class AsyncClient:
    """Asks a scamguard server; `await client.close()`, or `async with`, gives its connections back.

    Args:
        base_url: where the server is.
        token: what the server asks for; over http only to this machine, unless `allow_clear_token`.
        timeout: how long a call may take, with its retries, in seconds.
        retries: how often a call is repeated where the server cannot be reached or is busy; calls change nothing.
        lang: language of the sentences, "en" or "zh".
        transport: what carries requests, in the place of connections of our own (a proxy, certificates, a socket).
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
        transport: httpx2.AsyncBaseTransport | None = None,
        allow_clear_token: bool = False,
    ) -> None:
        self._settings = settings_of(base_url, token, timeout, retries, lang, allow_clear_token)
        self._asker = Asker(self._settings, transport)

    @property
    def base_url(self) -> str:
        """Where the server is."""
        return self._settings.base_url

    def __repr__(self) -> str:
        return f"AsyncClient({self.base_url!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        await self._asker.close()

    async def check(
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
        """Returns the verdict on one contact; see `scamguard.check` for the arguments.

        Args:
            contact, claims, kind, audience, region, direction, as_of: as the library takes them.
            lang: language of the sentences, "en" or "zh"; the client's where None.

        Raises:
            UnknownPlatform: no platform has the claimed name; the error names the nearest.
            UsageError: an option has a value that it cannot have.
            ClientError: the server cannot be reached, does not answer, or answers with something else.
        """
        options = self._options(claims, audience, region, direction, as_of, lang, kind)
        return await self._asker.ask(calls.check_call(contact, options))

    async def check_many(
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
        """Returns, for each contact and in their order, its verdict or the error that has kept it from one.

        Contacts go in batches of up to 1,000, each a call with its own time and retries. Where a batch fails after
        others were answered, its contacts and those after it have its error, so that no answer is lost.

        Args:
            contacts: texts, or `Asked` where a contact has options of its own.
            claims, kind, audience, region, direction, as_of, lang: as `check` takes them, for contacts that do not
                say something else.

        Raises:
            ClientError: the server cannot be reached, does not answer, or answers with something else, and no contact
                has a verdict yet.
        """
        batches = Batches(contacts, self._options(claims, audience, region, direction, as_of, lang, kind))
        for numbers, call in batches.calls():
            try:
                batches.take(numbers, await self._asker.ask(call))
            except ClientError as error:
                if not batches.has_verdicts:
                    raise
                batches.fail_rest(error)
                break
        return batches.outcomes

    async def scan(
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
        """Returns what is found in a text; see `scamguard.scan` for the arguments.

        Args:
            text: a message, an article, any text, up to 1,000,000 bytes of UTF-8.
            html: the text is the source of a page.
            claims, audience, region, direction, as_of: as the library takes them, for everything in the text.
            lang: language of the sentences, "en" or "zh"; the client's where None.

        Raises:
            UnknownPlatform: no platform has the claimed name; the error names the nearest.
            UsageError: an option has a value that it cannot have.
            ClientError: the server cannot be reached, does not answer, or answers with something else.
        """
        options = self._options(claims, audience, region, direction, as_of, lang)
        return await self._asker.ask(calls.scan_call(text, options, html))

    async def platforms(self) -> list[PlatformLine]:
        """Returns the platforms on record, in the order of their slugs.

        Raises:
            ClientError: the server cannot be reached, does not answer, or answers with something else.
        """
        return await self._asker.ask(calls.platforms_call())

    async def platform(self, name: str) -> dict[str, Any]:
        """Returns a platform's record as it stands in its file (docs/data-format.md).

        Args:
            name: its slug, or any of its names.

        Raises:
            UnknownPlatform: no platform has this name; the error names the nearest.
            ClientError: the server cannot be reached, does not answer, or answers with something else.
        """
        return await self._asker.ask(calls.platform_call(name))

    async def reason(self, code: str) -> Code:
        """Returns what a reason code means.

        Raises:
            Refused: no reason has this code.
            ClientError: the server cannot be reached, does not answer, or answers with something else.
        """
        return await self._asker.ask(calls.reason_call(code))

    async def ready(self) -> bool:
        """Answers whether the server is there and answers from its knowledge; asks once.

        Raises:
            ClientError: something answers that is no scamguard server.
        """
        try:
            await self._asker.ask(calls.ready_call(), retries=0)
        except (Unreachable, ServerBusy):
            return False
        return True

    def _options(
        self,
        claims: str | None,
        audience: str | None,
        region: str | None,
        direction: str | None,
        as_of: str | dt.date | None,
        lang: str | None,
        kind: str | None = None,
    ) -> Options:
        return Options(
            claims=claims,
            kind=kind,
            audience=audience,
            region=region,
            direction=direction,
            as_of=as_of,
            lang=self._settings.lang if lang is None else lang,
        )
