"""Where the server is and how long to wait for it, checked before anything is sent."""

from __future__ import annotations

import ipaddress
import math
import re
from dataclasses import dataclass, field
from typing import Final

import httpx2

from scamguard.errors import UsageError

BASE_URL: Final = "http://127.0.0.1:8377"
#: How long a call may take, with its retries, in seconds: a scan of a megabyte is the longest.
TIMEOUT_SECONDS: Final = 30.0
#: How often a call is repeated.
RETRIES: Final = 5

#: What can stand in a header: visible ASCII.
_TOKEN: Final = re.compile(r"[!-~]{1,4096}")
_MAX_RETRIES: Final = 100


@dataclass(frozen=True)
class Settings:
    """How a server is asked.

    Attributes:
        base_url: its address, without a stroke at the end.
        timeout: how long a call may take, with its retries, in seconds.
        retries: how often a call is repeated.
        lang: language of the sentences where a call names none.
        token: what the server knows this client by; not shown.
    """

    base_url: str
    timeout: float
    retries: int
    lang: str
    token: str | None = field(repr=False)


def settings_of(
    base_url: str, token: str | None, timeout: float, retries: int, lang: str, allow_clear_token: bool
) -> Settings:
    """Returns the settings of a client, checked.

    Raises:
        UsageError: one of them cannot be; or the token would go over a network where all can read it.
    """
    url = _url(base_url)
    if token is not None and not (isinstance(token, str) and _TOKEN.fullmatch(token)):
        raise UsageError("token: visible ASCII characters are needed, without blanks")
    if token is not None and not (url.scheme == "https" or allow_clear_token or _is_loopback(url.host)):
        raise UsageError(
            f"token: {url.host} is asked over http, where others can read it; use https, or allow_clear_token=True"
        )
    if not (_is_number(timeout) and 0 < timeout < math.inf):
        raise UsageError("timeout: seconds are needed, more than 0")
    if not (isinstance(retries, int) and 0 <= retries <= _MAX_RETRIES):
        raise UsageError(f"retries: a number from 0 to {_MAX_RETRIES} is needed")
    if lang not in ("en", "zh"):
        raise UsageError(f"lang {lang!r}: use en or zh", "lang")
    return Settings(str(url).rstrip("/"), float(timeout), retries, lang, token)


def _url(base_url: str) -> httpx2.URL:
    try:
        url = httpx2.URL(base_url)
    except (httpx2.InvalidURL, TypeError):
        raise UsageError("base_url: an address like http://127.0.0.1:8377 is needed") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError("base_url: an address like http://127.0.0.1:8377 is needed")
    if url.userinfo or url.query or url.fragment:
        raise UsageError("base_url: no password, query or fragment; a token has an argument of its own")
    return url


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
