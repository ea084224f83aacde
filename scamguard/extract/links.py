"""Addresses in text: whole, broken, defanged, glued to what stands around them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.dots import (
    PLAIN_DOT,
    REST,
    TAIL,
    TAIL_AND_DOTS,
    WRITTEN,
    Place,
    as_written,
    patterns_for,
)
from scamguard.extract.hosts import PLAIN_ENDINGS, Hosts
from scamguard.extract.link_ends import TRAILING, LinkEnds
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords
from scamguard.model.contacts import Account, App, Email, Url
from scamguard.parse import links as profile_links
from scamguard.parse.emails import parse_email
from scamguard.parse.hostnames import MAX_HOST_CHARS
from scamguard.parse.urls import parse_link, require_site

#: How far back a scheme, or what is left of one, is looked for.
MAX_SCHEME_CHARS: Final = 14
#: How far back a word about mail is looked for, for a mailbox whose @ is missing.
MAX_MAIL_WORD_CHARS: Final = 60

_SCHEME_TAIL = re.compile(r"(?:h[tx*]{1,2}ps?[\s:;.]{0,3}[/\\]{0,4}|:?/{2,3})[^A-Za-z0-9]{0,4}\Z", re.IGNORECASE)
_SCHEME = re.compile(r"h(?:tt|xx)ps?[:：;]/{1,3}(?=[^\s/])", re.IGNORECASE)
_ADDRESS_AND_PATH = re.compile(r"(?:\.\d{1,3}){3}(?::\d{2,5})?/[A-Za-z0-9]")
_APP_SCHEME = re.compile(r"(?<![A-Za-z0-9])(?:whatsapp|weixin|wechat|tg|mqq|line|viber|twitter)\Z", re.IGNORECASE)
_APP_LINK = re.compile(r"([A-Za-z]+)://[\x21-\x7e]{3,200}")
#: What stands between a scheme and the path: a Chinese full stop is a dot where letters follow.
_AUTHORITY = re.compile(r"(?:[^\s/?#<>\"，。；、！（）【】《》「」]|。(?=[A-Za-z0-9])){1,300}")
_PLAIN_SCHEME = re.compile(r"h(?:tt|xx)p(?!s)", re.IGNORECASE)
_NUMBER_HOST = re.compile(r"(?:https?[:;]/{1,3})(\d{8,10}|0x[0-9a-f]{8})(?=[/?#:]|\s|$)", re.IGNORECASE)
_WITHOUT_DOT = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{0,8}[0-9][A-Za-z0-9]{1,16})(COM|NET|VIP|com|net|vip)(?![A-Za-z0-9])"
)
_MAIL_WORD = re.compile(r"e-?mail|邮箱|邮件|郵箱|\breply\b", re.IGNORECASE)


class LinkFinder:
    """Finds addresses.

    Args:
        hosts: tells hosts from what merely has a dot.
        words: the providers of mailboxes.
        english: common words, which are no piece of a path.
    """

    def __init__(self, hosts: Hosts, words: ContactWords, english: frozenset[str]) -> None:
        self._hosts = hosts
        self._words = words
        self._ends = LinkEnds(english)

    def find_whole(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the addresses that begin with their scheme, also with that of an app, and takes their places."""
        folded = view.folded
        if "http" in folded or "hxxp" in folded:
            for place in _places_of(("http", "hxxp"), folded):
                match = _SCHEME.match(view.text, place)
                if match is not None and taken.is_free(*match.span()):
                    yield from _took(taken, self._whole(view, *match.span(), taken))
        for place in _places_of(("://",), view.text) if "://" in folded else ():
            name = _APP_SCHEME.search(view.text, max(0, place - 16), place)
            match = _APP_LINK.match(view.text, name.start()) if name else None
            if match is not None and taken.is_free(*match.span()):
                yield from _took(taken, _app_link(view, match))

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the addresses that only their dots show, and takes their places."""
        for pattern in patterns_for(view.folded):
            done = 0
            for match in pattern.finditer(view.text):
                start, end = match.span()
                if start < done or (pattern is PLAIN_DOT and _is_decimal(view.text, start)):
                    continue
                rest = REST.match(view.text, end)
                done = rest.end() if rest else end
                if rest and self._hosts.may_end(rest[0]) and taken.is_free(start, end):
                    yield from _took(taken, self._at(view, start, end))

    def _at(self, view: View, start: int, end: int) -> Candidate | None:
        text = view.text
        place = self._host_at(text, start, end)
        if place is None:
            return None
        tail_end, path = self._ends.path(text, place)
        host = self._hosts.accepted(text, place, tail_end, path)
        return self._candidate(view, place, host, tail_end, path) if host else None

    def find_without_dots(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields names in disguise that end as hosts do, but for the dot: ＡＨ３９ＣＯＭ."""
        for start, end in view.altered_places():
            found = _WITHOUT_DOT.match(view.text, start)
            if found and found.end() <= end and taken.is_free(*found.span()):
                url = _read(f"https://{found[1]}.{found[2]}")
                raw = view.surface(*found.span())
                yield from _took(
                    taken, Candidate(*found.span(), msgspec.structs.replace(url, raw=raw)) if url else None
                )

    # ---- addresses with a scheme

    def _whole(self, view: View, start: int, end: int, taken: Taken) -> Candidate | None:
        """Returns the address behind a scheme, as a browser would open it.

        Where a browser refuses it, it is no contact, nor is any part of it.
        """
        authority = _AUTHORITY.match(view.text, end)
        if authority is None:
            return None
        place = self._ends.named(view.text, start, end, authority[0])
        scheme = "http" if _PLAIN_SCHEME.match(view.text, start) else "https"
        name = as_written(view, end, place) or place.host
        url = _read(f"{scheme}://{name}")
        if url is None or not (self._hosts.is_host(url.host) or _NUMBER_HOST.match(view.text, start)):
            if url is None and "." in place.host:
                taken.take(start, place.end)
            return None
        tail_end, path = self._ends.path(view.text, place)
        opens = _read(f"{scheme}://{name}{path}")
        if opens is None:
            return None
        raw = view.surface(start, max(tail_end, place.end))
        return Candidate(start, max(tail_end, place.end), msgspec.structs.replace(opens, raw=raw))

    # ---- hosts by their dots

    def _host_at(self, text: str, start: int, end: int) -> Place | None:
        """Returns the host around a dot."""
        tail = TAIL if text[start] == "." else TAIL_AND_DOTS
        before = tail.search(text, max(0, start - 64), start)
        if before is None and text[start - 1 : start] == " ":
            before = TAIL.search(text, max(0, start - 65), start - 1)
            rest = REST.match(text, end)
            if (
                before is None
                or rest is None
                or not (before[0].lower() == "www" or rest[0].partition(".")[0].lower() in PLAIN_ENDINGS)
            ):
                return None
        rest = REST.match(text, end)
        if before is None and rest is not None and text[start] == "." and "." in rest[0]:  # "...www.example.com"
            return self._host_at(text, end + rest[0].index("."), end + rest[0].index(".") + 1)
        if before is None or rest is None or rest.end() - before.start() > MAX_HOST_CHARS + 40:
            return None
        first, last = before.start(), rest.end()
        host = f"{before[0]}.{WRITTEN.sub('.', rest[0])}"
        has_scheme = _SCHEME_TAIL.search(text, max(0, first - MAX_SCHEME_CHARS), first) is not None
        is_written = text[start:end] != "." or WRITTEN.search(rest[0]) is not None
        return self._ends.joined(text, Place(first, last, host.strip("_"), has_scheme, is_written))

    # ---- the contact

    def _candidate(self, view: View, place: Place, host: str, end: int, path: str) -> Candidate | None:
        text = view.text
        start, stop = place.start, max(place.end, end)
        if host != place.host.lower() and place.host.lower().endswith(host):  # glued in front
            start = place.end - len(host)
        elif place.host.lower().startswith(host + "") and len(host) < len(place.host) and not path:
            stop = start + len(view.text[start : place.end]) - (len(place.host) - len(host))
        if (mailbox := self._mailbox_without_at(text, place, host, path)) is not None:
            return Candidate(place.start, place.end, mailbox)
        scheme = (
            "http" if place.has_scheme and _PLAIN_SCHEME.search(text, max(0, place.start - 8), place.end) else "https"
        )
        written = as_written(view, start, place)
        url = _read(f"{scheme}://{written or host}{path}")
        return Candidate(start, stop, msgspec.structs.replace(url, raw=view.surface(start, stop))) if url else None

    def _mailbox_without_at(self, text: str, place: Place, host: str, path: str) -> Email | None:
        name, _, last = host.rpartition(".")
        if path or place.has_scheme or last != "com":
            return None
        for provider in self._words.mail_hosts:
            local = name.removesuffix(provider)
            if local != name and len(local) >= 4:
                before = text[max(0, place.start - MAX_MAIL_WORD_CHARS) : place.start + len(local)]
                if _MAIL_WORD.search(before) or (any(c.isdigit() for c in local) and "." not in local):
                    try:
                        return parse_email(f"{local}@{provider}.com")
                    except InvalidContact:
                        return None
        return None


@functools.lru_cache(maxsize=4096)
def _read(written: str) -> Url | None:
    """Returns the address that a text is, with what it opens; texts name the same ones again and again."""
    try:
        return opened(require_site(parse_link(written)))
    except InvalidContact:
        return None


def _places_of(words: tuple[str, ...], text: str) -> Iterator[int]:
    """Yields where any of a few words begins; a plain search is many times faster than a pattern."""
    for word in words:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)


def _took(taken: Taken, found: Candidate | None) -> Iterator[Candidate]:
    if found is not None and taken.is_free(found.start, found.end):
        taken.take(found.start, found.end)
        yield found


def _app_link(view: View, match: re.Match[str]) -> Candidate | None:
    """Returns the account that a link in an app's own scheme opens."""
    written = match[0].rstrip(TRAILING)
    found = profile_links.from_scheme(written, match[1].lower())
    if not isinstance(found, Account):
        return None
    start, end = match.start(), match.start() + len(written)
    return Candidate(start, end, msgspec.structs.replace(found, raw=view.surface(start, end)))


def opened(url: Url) -> Url:
    """Returns an address with the account or app that it opens."""
    found = profile_links.from_url(url)
    return msgspec.structs.replace(url, opens=found) if isinstance(found, Account | App) else url


def _is_decimal(text: str, dot: int) -> bool:
    """Answers whether a dot stands between two digits, with no scheme before them."""
    if not (text[dot + 1].isdigit() and text[dot - 1].isdigit()) or "p" in text[max(0, dot - 18) : dot]:
        return False
    return _ADDRESS_AND_PATH.match(text, dot) is None
