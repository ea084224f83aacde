"""A channel's value on a page: what it reads, and whether it is a link."""

from __future__ import annotations

import re
from typing import Final

from scamguard.knowledge.schema import Channel
from scamguard.render import page_kinds as kinds
from scamguard.render import page_words as words
from scamguard.render.page_regions import to_regions
from scamguard.render.page_text import is_plain_host, is_web_address, to_html, to_link

_NUMBER: Final = re.compile(r"\+?\d{3,15}")
_MAILBOX: Final = re.compile(r"[A-Za-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
#: Addresses that nobody opens: names that are owned, or seen in messages only.
_NOT_OPENED: Final = frozenset({"owned", "short-link", "landing", "sends-mail", "old-home"})
#: Numbers and mailboxes that only send.
_NOT_ANSWERED: Final = frozenset({"sends-sms", "sends-mail", "calls"})
_STORE_PAGES: Final = {
    "google-play": "https://play.google.com/store/apps/details?id=",
    "app-store": "https://apps.apple.com/app/id",
}
_APP_ID: Final = re.compile(r"[A-Za-z0-9._]+")
#: Ways in that are words, not addresses.
_WORDS: Final = frozenset({"app-path", "form", "tool"})


def to_value(channel: Channel, lang: str, *, is_official: bool) -> str:
    """Returns a channel's value as HTML: a link only where it is official, and where there is something to open."""
    inner = _lead(channel, lang) + _code(channel)
    address = _address(channel) if is_official else None
    if address is None:
        return inner
    if is_web_address(address):
        return to_link(address, inner)
    return f'<a href="{to_html(address)}">{inner}</a>'


def to_place(channel: Channel, lang: str) -> str:
    """Returns the regions of one value among others as HTML, with a blank before it; nothing where it has none."""
    return f' <span class="sg-region">({to_html(to_regions(channel.regions, lang))})</span>' if channel.regions else ""


def to_national(channel: Channel, lang: str) -> str:
    """Returns how a number is dialled in its own country, as HTML, and the digits that people search for."""
    if channel.kind not in ("phone", "sms") or not channel.value.startswith("+"):
        return ""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    try:
        national = format_number(parse(channel.value), PhoneNumberFormat.NATIONAL)
    except NumberParseException:
        return ""
    digits = "".join(filter(str.isdigit, national))
    said = words.AT_HOME.in_language(lang).format(number=national)
    searched = f"<span hidden> {digits} {to_html(channel.value[1:])} </span>"
    return f' <span class="sg-region">({to_html(said)})</span>{searched}'


def _lead(channel: Channel, lang: str) -> str:
    """Returns what stands in front of a value: the network or store of an id, what a domain means for mail."""
    if channel.kind == "account":
        network = channel.network or "handle"
        label = kinds.NETWORKS.get(network)
        return to_html(label.in_language(lang) if label else network) + " "
    if channel.kind == "mail-domain":
        return kinds.ANY_SENDER.in_language(lang) + " "
    if channel.kind == "app":
        return to_html(kinds.STORES.get(channel.value.partition(":")[0], "")) + " "
    return ""


def _code(channel: Channel) -> str:
    if channel.kind in _WORDS:
        return f"<b>{to_html(channel.value)}</b>"
    value = channel.value.partition(":")[2] if channel.kind == "app" else channel.value
    return f"<code>{to_html(value)}</code>"


def _address(channel: Channel) -> str | None:
    """Returns what a link to an official channel opens; None where there is nothing to open."""
    value = channel.value
    if channel.role in _NOT_OPENED or channel.role in _NOT_ANSWERED or channel.direction == "out":
        return None
    if channel.kind == "url":
        return value if is_web_address(value) else None
    if channel.kind in ("domain", "host"):
        return f"https://{value}/" if is_plain_host(value) else None
    if channel.kind == "phone":
        return f"tel:{value}" if _NUMBER.fullmatch(value) else None
    if channel.kind == "email":
        return f"mailto:{value}" if _MAILBOX.fullmatch(value) else None
    store, _, app = value.partition(":")
    is_listing = channel.kind == "app" and store in _STORE_PAGES and _APP_ID.fullmatch(app)
    return _STORE_PAGES[store] + app if is_listing else None
