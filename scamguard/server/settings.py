"""How a server is set up: what `scamguard serve` takes, with its limits."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

import msgspec

from scamguard.errors import UsageError

#: Assigned to nobody by IANA.
DEFAULT_PORT: Final = 8377
#: Shortest token that is taken, in characters: 16 random bytes in base64 have 22.
MIN_TOKEN_CHARS: Final = 16
#: The names under which a server on loopback is asked.
_LOOPBACK_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
_RATE: Final = re.compile(r"\d{1,7}\s*/\s*(second|minute|hour)")
_EXTENSION_ID: Final = re.compile(r"[a-p]{32}")
_ORIGIN: Final = re.compile(r"[a-z][a-z0-9+.-]{1,30}://[A-Za-z0-9.\-\[\]:_]{1,255}")
_HOST: Final = re.compile(r"[A-Za-z0-9.\-_]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a server does and allows.

    Attributes:
        address, port: where it listens; port 0 takes a free one.
        workers: processes that answer.
        token: what every caller must show (`Authorization: Bearer …`); None where none is needed.
        is_open: answer on an address that others reach, without a token.
        hosts: names under which it may be asked, beside those of its address: the Host header must have one.
        origins: of pages and extensions that may ask; its own page may.
        rate: what one client may ask, in each worker; None for no limit. A batch and a scan count as ten.
        overlays: the user's own records over the knowledge.
        lists: the user's own compiled lists beside it.
        watch_seconds: how often the files of the knowledge are looked at for a change.
        body_seconds: how long the body of a request may take to come in.
        head_seconds: the same for its head, and how long a connection may be idle.
        scan_seconds: how long a scan may take.
        stop_seconds: how long running requests have to end when it stops.
        most_running: requests that one worker answers at a time; more get status 503.
        most_connections: connections that one worker holds.
        kept_answers: answers to checks that each worker keeps in memory, to give them again; 0 keeps none.
        log_requests: a line for each request.
        salt: hashes in the log are made with it.
    """

    address: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    workers: int = 1
    token: str | None = None
    is_open: bool = False
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: str | None = "200/second"
    overlays: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    watch_seconds: float = 5.0
    body_seconds: float = 15.0
    head_seconds: float = 10.0
    scan_seconds: float = 60.0
    stop_seconds: int = 30
    most_running: int = 512
    most_connections: int = 4096
    kept_answers: int = 2048
    log_requests: bool = False
    salt: bytes = b""

    @property
    def is_loopback(self) -> bool:
        """Only programs on this machine can reach it."""
        return is_loopback(self.address)

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Host names that a request may name, in lower case, without a port."""
        own = _LOOPBACK_HOSTS if self.is_loopback else (_bracketed(self.address),)
        return frozenset(host.lower() for host in (*own, *self.hosts))


def require_sane(settings: Settings) -> None:
    """Returns where a server may be started with these settings.

    Raises:
        UsageError: it would be open to others without a token, or a setting has a value that it cannot have.
    """
    if not settings.is_loopback and settings.token is None and not settings.is_open:
        raise UsageError(
            f"--host {settings.address}: others can reach this address; give --token-file FILE, or --without-token"
            " where something in front of it checks who asks"
        )
    if settings.token is not None and (len(settings.token) < MIN_TOKEN_CHARS or not _is_visible(settings.token)):
        raise UsageError(f"token: at least {MIN_TOKEN_CHARS} visible ASCII characters are needed, in one line")
    if settings.rate is not None and not _RATE.fullmatch(settings.rate):
        raise UsageError(f"--rate {settings.rate!r}: write it like 200/second or 5000/minute, or 0 for no limit")
    for host in settings.hosts:
        if not _HOST.fullmatch(host):
            raise UsageError(f"--allow-host {host!r}: a host name without scheme and port is needed")
    for origin in settings.origins:
        if not _ORIGIN.fullmatch(origin):
            raise UsageError(f"--allow-origin {origin!r}: an origin like https://app.example is needed")


def extension_origin(extension_id: str) -> str:
    """Returns the origin of a Chromium extension.

    Raises:
        UsageError: it is no id of an extension.
    """
    if not _EXTENSION_ID.fullmatch(extension_id):
        raise UsageError(f"--extension {extension_id!r}: an id of 32 letters from a to p is needed")
    return f"chrome-extension://{extension_id}"


def is_loopback(address: str) -> bool:
    """Answers whether only programs on this machine reach an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _is_visible(token: str) -> bool:
    return token.isascii() and token.isprintable() and " " not in token
