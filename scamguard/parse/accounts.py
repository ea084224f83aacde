"""Accounts on chat and social networks, from words in Chinese and English."""

from __future__ import annotations

import functools
import re
from typing import Final

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Account
from scamguard.model.scope import Network
from scamguard.parse.phones import parse_phone
from scamguard.parse.text import fold
from scamguard.parse.writing import is_phone_like

#: Longest text that is read as a named account, in characters.
MAX_ACCOUNT_CHARS: Final = 200

_WORDS: Final[tuple[tuple[Network, str], ...]] = (
    ("wechat-official-account", r"(?:微信)?(?:公众号|公眾號|服务号|订阅号)|wechat official account"),
    (
        "wechat",
        r"(?:微信|薇信|威信|维信|企业微信|微 ?信)(?:客服|好友|群|号|號|id)?|wechat(?: ?id)?|weixin"
        r"|\bvx\b|\bwx\b|\bv信|v(?=\s*[:：])",
    ),
    ("qq", r"(?:qq|扣扣|企鹅)(?:客服)?(?:群|号|號| group)?"),
    ("telegram", r"telegram|电报|電報|飞机号?|\btg\b"),
    ("whatsapp", r"whats ?app|\bws\b"),
    ("line", r"\bline(?: ?id)?\b|赖|賴"),
    ("messenger", r"messenger"),
    ("weibo", r"(?:新浪)?微博|weibo"),
    ("douyin", r"抖音(?:号|號|账号)|douyin"),
    ("tiktok", r"tik ?tok(?: account| id)?"),
    ("instagram", r"instagram|\big\b"),
    ("facebook", r"facebook|脸书|臉書|\bfb\b"),
    ("viber", r"viber"),
    ("zalo", r"zalo"),
    ("x", r"twitter|推特|\bx\b(?=[:： ]{0,2}@)"),
)
_LEAD = r"^(?:请)?(?:加|联系|添加|搜索?|关注|contact|add|follow)?\s*(?:我的?|官方|客服|my|our|official|the){0,2}\s*"
_LINK = r"\s*(?:account|id|号码|账号|帳號|群|客服)?\s*(?:是|为|is)?\s*[:：=＝]?\s*"


@functools.cache
def _patterns() -> tuple[tuple[Network, re.Pattern[str]], ...]:
    """Returns a pattern for each network: an invitation, the network's word, and the id. Most checks never ask."""
    ident = r"(@?\S[^\s,，;；]{1,63}|\+?\d[\d ()-]{5,24})\s*$"
    return tuple((network, re.compile(f"{_LEAD}(?:{words}){_LINK}{ident}", re.IGNORECASE)) for network, words in _WORDS)


#: "抖音电商大学公众号": the name before the word.
_NAMED_OFFICIAL_ACCOUNT = re.compile(r"^([\u3400-\u9fffA-Za-z0-9]{2,30}?)的?(?:官方)?(?:微信)?公众号$")
_ID = re.compile(r"^@?[A-Za-z0-9][A-Za-z0-9_.\-]{1,63}$")
_NAME = re.compile(r"^@?[\w.\-·]{2,40}$")
_MOBILE = re.compile(r"^1[3-9][0-9]{9}$")
_NUMBER = re.compile(r"^\d{5,12}$")
_BARE_HANDLE = re.compile(r"^@[A-Za-z0-9_.]{2,63}$|^(?=[^_\d]*[_\d])[A-Za-z][A-Za-z0-9_.]{3,63}$")
_WXID = re.compile(r"^wxid_[a-z0-9]{6,32}$")
_BY_NAME: Final = frozenset({"wechat-official-account", "weibo", "douyin", "facebook"})


def find_account(raw: str) -> Account | None:
    """Returns the account that the text names together with its network, or None."""
    if len(raw) > MAX_ACCOUNT_CHARS:
        return None
    text = fold(raw)
    if found := _NAMED_OFFICIAL_ACCOUNT.match(text):
        return Account(raw, found[1], "wechat-official-account")
    for network, pattern in _patterns():
        if (found := pattern.match(text)) and (account := _account(raw, network, found[1], found[0])):
            return account
    return None


def find_handle(raw: str) -> Account | None:
    """Returns a bare account id ("@name", "tiktok_kefu01"), whose network only its shape can tell, or None."""
    text = fold(raw) if len(raw) <= MAX_ACCOUNT_CHARS else ""
    if _WXID.match(text):
        return Account(raw, text, "wechat")
    return Account(raw, text.lstrip("@"), "handle") if _BARE_HANDLE.match(text) else None


def parse_account(raw: str) -> Account:
    """Returns the account that the text is, when a caller says that it is one.

    Raises:
        InvalidContact: no account id is in the text.
    """
    found = find_account(raw) or find_handle(raw)
    text = fold(raw[: MAX_ACCOUNT_CHARS + 1])
    if found is None and is_phone_like(raw):
        phone = parse_phone(raw).canonical
        found = Account(raw, phone, "handle", phone)
    if found is None and len(raw) <= MAX_ACCOUNT_CHARS and _NAME.match(text):
        found = Account(raw, text.lstrip("@"), "handle")
    if found is None:
        raise InvalidContact("not-an-account", raw[:64])
    return found


def _account(raw: str, network: Network, value: str, whole: str) -> Account | None:
    words = whole[: -len(value)].lower()
    group = "群" in words or "group" in words
    if network == "whatsapp" and is_phone_like(value):
        try:
            plain = value.startswith("+") or _MOBILE.match(value)
            phone = parse_phone(value if plain else "+" + value, "CN").canonical
        except InvalidContact:
            return None
        return Account(raw, phone, network, phone, group)
    if network == "qq" and not _NUMBER.match(value):
        return None
    pattern = _NAME if network in _BY_NAME else _ID
    if not pattern.match(value) or (value.isdigit() and network not in ("qq", "wechat", "line", "douyin", "telegram")):
        return None
    return Account(raw, value.lstrip("@"), network, _mainland_mobile(value), group)


def _mainland_mobile(value: str) -> str | None:
    """Returns the number that a WeChat or Telegram id is: people give their mobile number as their id."""
    return parse_phone(value, "CN").canonical if _MOBILE.match(value) else None
