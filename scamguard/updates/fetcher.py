"""Fetches files over HTTP, for the TUF client: bounded in size and, whatever the other side does, in time.

A time limit of a socket bounds each wait only: a server that gives a byte now and then holds its client for days, and
asking for a host's address has no limit at all. So a thread fetches, and whoever waits for it stops waiting in time.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import IO, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from tuf.api.exceptions import (
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    SlowRetrievalError,
)
from tuf.ngclient import FetcherInterface

from scamguard.knowledge.installed import MAX_KNOWLEDGE_BYTES

#: Longest wait for a connection, and for the next bytes, in seconds.
_MAX_GAP: Final = 20.0
_CHUNK_BYTES: Final = 64 * 1024
#: What every request says of who asks: no version, no system.
_HEADERS: Final = {"User-Agent": "scamguard", "Accept-Encoding": "identity"}


class BoundedFetcher(FetcherInterface):
    """Fetches over HTTP and HTTPS from one repository.

    Redirects are not followed: they would let a mirror send requests to hosts of its choice, such as those of the
    user's own network. Compressed answers are not taken: metadata bounds what arrives, not what it unfolds to.

    Args:
        seconds: how long all that is fetched may take together.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        #: The address that was asked for last.
        self.asked = ""
        self._ends = time.monotonic() + seconds

    def _fetch(self, url: str) -> Iterator[bytes]:
        yield self._whole(url, MAX_KNOWLEDGE_BYTES)

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """Yields the content of a file.

        Args:
            url: its address.
            max_length: most bytes that it may have.

        Raises:
            DownloadError: it cannot be fetched, is too long, or does not come in time.
        """
        with io.BytesIO(self._whole(url, max_length)) as content:
            yield content

    def _whole(self, url: str, most: int) -> bytes:
        self.asked = url
        seconds = self._ends - time.monotonic()
        if seconds <= 0:
            raise SlowRetrievalError
        fetching = _Fetching(url, most, min(seconds, _MAX_GAP))
        threading.Thread(target=fetching.run, daemon=True).start()
        try:
            return fetching.done.result(timeout=seconds)
        except TimeoutError:
            raise SlowRetrievalError from None
        finally:
            fetching.is_wanted = False


class _Fetching:
    """One request, run in a thread of its own.

    Args:
        url: what is asked for.
        most: most bytes that are taken.
        gap: longest wait for the next bytes, in seconds.
    """

    def __init__(self, url: str, most: int, gap: float) -> None:
        self.done: Future[bytes] = Future()
        self.is_wanted = True
        self._url = url
        self._most = most
        self._gap = gap

    def run(self) -> None:
        """Fetches, and hands the content or the problem to whoever waits."""
        try:
            self.done.set_result(self._content())
        except DownloadError as error:
            self.done.set_exception(error)
        except urllib3.exceptions.NewConnectionError as error:  # which counts as a timeout, and is none
            self.done.set_exception(DownloadError(_told(error)))
        except urllib3.exceptions.TimeoutError:
            self.done.set_exception(SlowRetrievalError())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is for whoever waits and not for the thread
            self.done.set_exception(DownloadError(_told(error)))

    def _content(self) -> bytes:
        with _manager_for(self._url) as manager:
            answer = manager.request(
                "GET",
                self._url,
                headers=_HEADERS,
                timeout=urllib3.Timeout(self._gap),
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                _require_plain(answer)
                return self._body(answer)
            finally:
                answer.close()

    def _body(self, answer: urllib3.BaseHTTPResponse) -> bytes:
        content = bytearray()
        while self.is_wanted and (chunk := answer.read1(_CHUNK_BYTES, decode_content=False)):
            content += chunk
            if len(content) > self._most:
                raise DownloadLengthMismatchError
        return bytes(content)


def _manager_for(url: str) -> urllib3.PoolManager:
    """Returns what makes requests, through the proxy that the environment names for the address, where it names one."""
    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy is None or proxy_bypass(parts.hostname or ""):
        return urllib3.PoolManager()
    return urllib3.ProxyManager(proxy)


def _require_plain(answer: urllib3.BaseHTTPResponse) -> None:
    """Returns where an answer is the file itself.

    Raises:
        DownloadError: it is an error, a redirect, or compressed.
    """
    if answer.status >= 400:
        raise DownloadHTTPError(f"answered with status {answer.status}", answer.status)
    if answer.status != 200:
        raise DownloadError(f"answered with status {answer.status}: redirects are not followed, name the final address")
    if answer.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise DownloadError("answered with compressed content, which is not taken")


def _told(error: Exception) -> str:
    """Returns what went wrong with a request, without a word from the other side."""
    reason = getattr(error, "reason", None) or error.__cause__ or error.__context__
    while isinstance(reason, Exception) and not isinstance(reason, OSError) and reason.__context__ is not None:
        reason = reason.__context__
    if isinstance(reason, OSError) and reason.strerror:
        return f"cannot be fetched ({reason.strerror})"
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return "cannot be fetched (no such host)"
    return f"cannot be fetched ({type(error).__name__})"
