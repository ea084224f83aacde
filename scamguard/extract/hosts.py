"""What is a host, and what is a file, an abbreviation, two sentences without a blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from scamguard.extract.dots import WRITTEN, Place
from scamguard.extract.words import ContactWords
from scamguard.parse.hostnames import MAX_HOST_CHARS, PublicSuffixes

#: How many last labels are remembered: texts are endless, and made by anybody.
MAX_ENDINGS: Final = 20_000
_IPV4 = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}\Z")
#: Last labels that a blank cut in two, with their other half.
CUT_ENDINGS: Final = {"c": "om", "co": "m", "n": "et", "ne": "t", "o": "rg", "or": "g"}
PLAIN_ENDINGS: Final = ("com", "net", "org", "top", "vip", "cc", "bet", "xyz", "club", "info", "cn", "me")
_PACKAGES: Final = frozenset({"com", "org", "net", "io", "edu", "gov"})
#: Endings of files that are those of countries, too: with a capital in front they are files (Makefile.in).
_WEAK_FILE_ENDINGS: Final = frozenset({"in", "am", "at", "ac", "mk", "id"})
#: How far back a word that presents an address is looked for.
MAX_SITE_WORD_CHARS: Final = 16
_SITE_WORD = re.compile(
    r"(?:https?|[:：]|visit|site|website|link|\bat|\bto|go to|open|click"
    r"|网址|官网|网站|登录|登陆|访问|打开|链接|网|浏览器)"
    r"\W{0,3}\Z",
    re.IGNORECASE,
)
_SPOKEN_DOT = re.compile("[点點]")
#: What is tapped on a screen: behind these, 点 is "tap" and no dot (YouTube点cc字幕).
_TAPPED = re.compile(
    r"\s?(?:字幕|按[钮鈕键鍵]|[键鍵]|[图圖][标標]|[标標][签籤]|[选選][项項]|菜[单單]|[页頁]面|[栏欄]|一下|[会會][员員])"
)
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])\Z")
#: Endings that are no words, and so follow no hour.
_DOMAIN_ENDINGS: Final = frozenset({"com", "net", "org", "cn"})


class Hosts:
    """Tells hosts from what merely has a dot.

    Args:
        words: endings of files, programs with a dot.
        suffixes: the Public Suffix List: what no registry gives out is no host.
        english: common words, which two sentences without a blank between them join with a dot.
        is_known: answers whether a host is on record.
    """

    def __init__(
        self,
        words: ContactWords,
        suffixes: PublicSuffixes,
        english: frozenset[str],
        is_known: Callable[[str], bool],
    ) -> None:
        self._words = words
        self._suffixes = suffixes
        self._english = english
        self._is_known = is_known
        self._endings: dict[str, bool] = {}

    def may_end(self, rest: str) -> bool:
        """Answers whether a host can end like this: as the Public Suffix List says, or with glue behind it."""
        last = rest.rpartition(".")[2].lower()
        found = self._endings.get(last)
        if found is None:
            is_plain = last.isascii() and last.isalpha() and not WRITTEN.search(last)
            found = not is_plain or self._suffixes.of("a." + last).listed or last.startswith(PLAIN_ENDINGS)
            found = found or last in CUT_ENDINGS
            if len(self._endings) < MAX_ENDINGS:
                self._endings[last] = found
        return found

    def is_host(self, host: str) -> bool:
        """Answers whether a text can be a host: under an ending that some registry gives out, or an address."""
        if len(host) > MAX_HOST_CHARS or ".." in host or "." not in host:
            return False
        if _IPV4.match(host):
            return all(int(part) < 256 for part in host.split("."))
        suffix = self._suffixes.of(host)
        return suffix.listed and host.count(".") >= suffix.labels and all(map(_is_label, host.split(".")))

    def accepted(self, text: str, place: Place, end: int, path: str) -> str:
        """Returns the host that stands at a place, or "" where something else does."""
        host = place.host.lower().replace(".-", ".").replace("-.", ".").rstrip("-")
        if path.startswith("/+") and host.endswith("t.me"):
            return "t.me"
        if not host.isascii():
            return host if path and self.is_host(re.sub(r"[^\x00-\x7f]", "x", host)) else ""
        if not self.is_host(host):
            host = self._without_glue(host, place)
            if not host:
                return ""
        if _IPV4.match(host):
            return host if place.has_scheme or len(path) > 1 else ""
        return host if self._is_meant(text, place, host, path) else ""

    def _without_glue(self, host: str, place: Place) -> str:
        """Returns the host without the letters that were glued to its end: only where it is plainly meant as one."""
        name, _, last = host.rpartition(".")
        is_meant = place.is_written or place.has_scheme or name.startswith("www.")
        if not (is_meant or any(c.isdigit() for c in name)):
            return ""
        for ending in PLAIN_ENDINGS:
            if last.startswith(ending) and self.is_host(f"{name}.{ending}"):
                return f"{name}.{ending}"
        return ""

    def _is_meant(self, text: str, place: Place, host: str, path: str) -> bool:
        """Answers whether a dotted name is meant as an address: not a file, an abbreviation, two sentences."""
        if place.has_scheme or len(path) > 1 or host.startswith("www."):
            return True
        is_spoken = place.is_written and _SPOKEN_DOT.search(text, place.start, place.end) is not None
        if is_spoken and (_is_hour(host) or _TAPPED.match(text, place.end)):
            return False
        if self._is_known(host):
            return True
        if host in self._words.not_hosts:
            return False
        name, _, last = host.rpartition(".")
        if host.partition(".")[0] in _PACKAGES and host.count(".") > 1:  # org.example.Program
            return False
        own = self._suffixes.registrable(host).partition(".")[0] or name.rpartition(".")[2]
        is_plain = is_spoken and last in PLAIN_ENDINGS
        if "_" in own or (not is_plain and self._is_file(name, own, last, text[place.start])):
            return False
        is_word = last in self._english or (own in self._english and len(last) > 2)
        if is_word and last not in PLAIN_ENDINGS:
            return self._is_presented(text, place, own)
        if len(last) == 2:
            is_sentence = all(part in self._english or len(part) == 1 for part in name.split("."))
            if is_sentence or (len(own) < 3 and not any(c.isdigit() for c in own)):
                return False
        return not (len(own) == 1 or (own.isdigit() and len(own) < 4 and last not in PLAIN_ENDINGS))

    def _is_file(self, name: str, own: str, last: str, first: str) -> bool:
        """Answers whether a dotted name is one of a file: by its ending, or by that and its capital."""
        if last in self._words.file_endings and not any(c.isdigit() for c in own):
            return True
        return last in _WEAK_FILE_ENDINGS and first.isupper() and name[1:].islower()

    def _is_presented(self, text: str, place: Place, own: str) -> bool:
        """Answers whether a name under an ending that is a word ("help", "date") is shown as an address."""
        if any(c.isdigit() or c == "-" for c in own) and any(c.isalpha() for c in own):
            return True
        before = text[max(0, place.start - MAX_SITE_WORD_CHARS) : place.start]
        return own not in self._english and _SITE_WORD.search(before) is not None


def _is_hour(host: str) -> bool:
    """Answers whether a host with 点 for its dot is an hour and a word: 10点cc."""
    name, _, last = host.rpartition(".")
    return _HOUR.match(name) is not None and last not in _DOMAIN_ENDINGS


def _is_label(label: str) -> bool:
    return 0 < len(label) <= 63 and label[0] != "-"
