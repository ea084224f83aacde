"""Links that are really an account or an app listing: chat links, profile pages, store pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, unquote

import can_ada
import msgspec

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Account, App, Url
from scamguard.model.scope import Network
from scamguard.parse.phones import parse_phone

Found = Account | App | None

#: Path words of the networks' own pages, which are no account names.
_RESERVED: Final = frozenset({
    "about", "accounts", "add", "ads", "api", "app", "apps", "business", "channel", "contact", "dialog", "directory",
    "discover", "download", "events", "explore", "feed", "groups", "hacked", "hashtag", "help", "home", "i", "intent",
    "invite", "joinchat", "legal", "live", "login", "marketplace", "messages", "notifications", "oauth", "p", "pages",
    "permalink.php", "plugins", "policies", "policy", "privacy", "r", "recover", "reel", "s", "safety", "search",
    "security", "settings", "share", "sharer", "sharer.php", "signup", "stories", "story", "story.php", "support", "t",
    "terms", "tos", "tv", "video", "watch", "web", "whitehat",
})  # fmt: skip
#: Parameters that carry an id in links of an app's own scheme.
_ID_PARAMETERS: Final = ("phone", "number", "domain", "id", "username", "uin", "screen_name", "invite", "code")
_PACKAGE = re.compile(r"^[a-zA-Z][\w]*(?:\.[a-zA-Z]\w*)+$")
_APPLE_ID = re.compile(r"/id(\d{6,12})(?:/|$)")
_DIGITS = re.compile(r"^\+?[\d\s-]{6,20}$")
_ID = re.compile(r"^[\w.\-~%=]{1,64}$|^\+[0-9 ]{5,20}$")
_NAME = re.compile(r"^[\w.\-~@]{2,64}$")


def from_url(url: Url) -> Found:
    """Returns the account or app that the address leads to, or None where it is a page like any other."""
    reader = _HOSTS.get(url.host)
    if reader is None:
        return None
    found = reader(url)
    if url.carries and isinstance(found, Account):
        return msgspec.structs.replace(found, carries=url.carries)
    return found


def from_scheme(raw: str, scheme: str) -> Found:
    """Returns the account or app of a link in an app's own scheme (weixin://, tg://, market://), or None.

    Args:
        raw: the whole link.
        scheme: the part before the colon, lower case.
    """
    network = _SCHEMES.get(scheme)
    if network is None and scheme != "market":
        return None
    rest = raw.partition(":")[2].lstrip("/")
    path, _, query = rest.partition("?")
    values = parse_qs(query)
    value = next((values[key][0] for key in _ID_PARAMETERS if key in values), "")
    if not value and path.endswith("chat") and "=" not in query:
        value = query
    value = value or unquote(path.rpartition("/")[2])
    if network is None:
        return App(raw, f"google-play:{value}", "google-play") if _PACKAGE.match(value) else None
    return _account(raw, network, value)


def _account(raw: str, network: Network, value: str, group: bool = False) -> Account | None:
    value = unquote(value).strip().lstrip("@~")
    if not _ID.match(value):
        return None
    phone = _phone_in(value) if network in _PHONE_NETWORKS else None
    return Account(raw, phone or value, network, phone, group)


def _phone_in(value: str) -> str | None:
    if not _DIGITS.match(value):
        return None
    try:
        return parse_phone(value if value.startswith("+") else "+" + value.lstrip("0 ")).canonical
    except InvalidContact:
        return None


def _segments(url: Url) -> list[str]:
    return [part for part in url.path.split("/") if part]


def _query(url: Url, key: str) -> str:
    return parse_qs(can_ada.parse(url.canonical).search[1:]).get(key, [""])[0]


def _first_segment(network: Network, *, at: bool = False) -> Callable[[Url], Found]:
    """Returns a reader of profile pages: the first path segment names the account (after an @ where `at`)."""

    def read(url: Url) -> Found:
        parts = _segments(url)
        if not parts or (at and not parts[0].startswith("@")) or parts[0].lower() in _RESERVED:
            return None
        name = unquote(parts[0])
        return _account(url.raw, network, name) if _NAME.match(name) else None

    return read


def _telegram(url: Url) -> Found:
    parts = [unquote(part) for part in _segments(url)]
    if not parts:
        return None
    if parts[0].startswith("+"):
        if phone := _phone_in(parts[0]):
            return Account(url.raw, phone, "telegram", phone)
        return _account(url.raw, "telegram", parts[0][1:], True)
    if parts[0] in ("share", "msg", "msg_url", "iv", "proxy", "socks", "addstickers"):
        return None
    if parts[0] in ("joinchat", "s", "c") and len(parts) > 1:
        return _account(url.raw, "telegram", parts[1], parts[0] != "s")
    return _account(url.raw, "telegram", parts[0])


def _whatsapp(url: Url) -> Found:
    parts = _segments(url)
    if (phone := _query(url, "phone")) or (
        parts and parts[0] not in ("message", "qr", "catalog", "send") and (phone := parts[0])
    ):
        return _account(url.raw, "whatsapp", phone)
    return _account(url.raw, "whatsapp", parts[1]) if len(parts) > 1 else None


def _whatsapp_group(url: Url) -> Found:
    parts = _segments(url)
    return _account(url.raw, "whatsapp", parts[-1], True) if parts else None


def _line(url: Url) -> Found:
    parts = _segments(url)
    if parts[:2] == ["R", "msg"] or parts[:2] == ["R", "share"]:
        return None
    named = len(parts) > 2 or (len(parts) > 1 and parts[0] not in ("R", "ti")) or (url.host == "lin.ee" and parts)
    return _account(url.raw, "line", parts[-1], "g" in parts) if named else None


def _last_segment(network: Network, *prefix: str) -> Callable[[Url], Found]:
    """Returns a reader of pages whose last path segment names the account, below the prefix where one is given."""

    def read(url: Url) -> Found:
        parts = _segments(url)
        if not parts or (prefix and (len(parts) < 2 or parts[0] not in prefix)):
            return None
        return _account(url.raw, network, parts[-1])

    return read


def _weibo(url: Url) -> Found:
    parts = _segments(url)
    if parts and parts[0] in ("u", "n") and len(parts) > 1:
        return _account(url.raw, "weibo", parts[1])
    return _first_segment("weibo")(url)


def _qq_chat(url: Url) -> Found:
    return _account(url.raw, "qq", _query(url, "uin"))


def _facebook(url: Url) -> Found:
    if url.path == "/profile.php":
        return _account(url.raw, "facebook", _query(url, "id"))
    parts = _segments(url)
    if parts and parts[0] == "groups" and len(parts) > 1:
        return _account(url.raw, "facebook", parts[1], True)
    return _first_segment("facebook")(url)


def _play_store(url: Url) -> Found:
    package = _query(url, "id")
    return App(url.raw, f"google-play:{package}", "google-play") if _PACKAGE.match(package) else None


def _app_store(url: Url) -> Found:
    found = _APPLE_ID.search(url.path)
    return App(url.raw, f"app-store:{found[1]}", "app-store") if found else None


_PHONE_NETWORKS: Final = frozenset({"whatsapp", "telegram", "viber", "zalo"})
_SCHEMES: Final[dict[str, Network]] = {
    "weixin": "wechat", "wechat": "wechat", "whatsapp": "whatsapp", "tg": "telegram", "telegram": "telegram",
    "line": "line", "viber": "viber", "mqqapi": "qq", "mqq": "qq", "mqqwpa": "qq", "tencent": "qq",
    "fb-messenger": "messenger", "snssdk1128": "douyin", "instagram": "instagram", "twitter": "x",
}  # fmt: skip
_READERS: Final[dict[str, Callable[[Url], Found]]] = {
    **dict.fromkeys(("t.me", "telegram.me", "telegram.dog"), _telegram),
    **dict.fromkeys(("wa.me", "api.whatsapp.com", "web.whatsapp.com", "wa.link"), _whatsapp),
    "chat.whatsapp.com": _whatsapp_group,
    **dict.fromkeys(("line.me", "lin.ee", "page.line.me"), _line),
    "m.me": _last_segment("messenger"),
    "messenger.com": _last_segment("messenger", "t"),
    "u.wechat.com": _last_segment("wechat"),
    "qm.qq.com": _last_segment("qq"),
    "wpa.qq.com": _qq_chat,
    "x.com": _first_segment("x"),
    "twitter.com": _first_segment("x"),
    "weibo.com": _weibo,
    "weibo.cn": _weibo,
    "douyin.com": _last_segment("douyin", "user"),
    "tiktok.com": _first_segment("tiktok", at=True),
    "instagram.com": _first_segment("instagram"),
    "facebook.com": _facebook,
    "fb.com": _facebook,
    "zalo.me": _first_segment("zalo"),
    "play.google.com": _play_store,
    "apps.apple.com": _app_store,
    "itunes.apple.com": _app_store,
}
#: The same with the prefixes that the networks' own sites answer under.
_HOSTS: Final = {prefix + host: reader for host, reader in _READERS.items() for prefix in ("", "www.", "m.", "mobile.")}
