"""Any text to the one contact that it is: the kind is inferred from the writing, or forced."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.model.contacts import App, Contact, Portal, Url
from scamguard.model.scope import ContactKind
from scamguard.parse import links
from scamguard.parse.accounts import find_account, find_handle, parse_account
from scamguard.parse.defang import refang
from scamguard.parse.emails import parse_email
from scamguard.parse.phones import parse_phone
from scamguard.parse.portals import PortalWords, find_ticket, parse_ticket
from scamguard.parse.text import MAX_CONTACT_CHARS, fold
from scamguard.parse.urls import parse_link, parse_plain_host, parse_url, require_site
from scamguard.parse.wrapping import unwrap, without_words
from scamguard.parse.writing import is_phone_like

_PLAIN_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{1,28}[0-9]$")
_PLAIN_HOST = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+(?:/\S*)?$")
#: A link as it is copied from an address bar; signs of the text around it are looked at elsewhere.
_PLAIN_LINK = re.compile(r"^[\x21-\x7e]*[A-Za-z0-9/=_&%#?~+$@:|-]$")
_SCHEME = re.compile(r"^\s*([a-zA-Z][a-zA-Z0-9+.-]{1,30}):")
_NUMBER_SCHEMES: Final = frozenset({"tel", "sms", "smsto", "mms", "callto", "facetime", "facetime-audio"})
_WEB_SCHEMES: Final = frozenset({"http", "https", "ftp", "ws", "wss", "hxxp", "hxxps", "fxp"})
_LOCAL_END = re.compile(r"[A-Za-z0-9._%+'*=-]$")
_MAILBOX = re.compile(r"^[^\s/\\?#@<>]+@[^\s/\\@]+$|<[^<>@]*@[^<>@]*>\s*$")
_END_OF_HOST = re.compile(r"[/\\?#]")
_IPV4 = re.compile(r"^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?::\d+)?(?:[/?#]|$)")
_HOST_SHAPE = re.compile(r"^[^\s]+\.[^\s.]+|^\[[0-9a-fA-F:.]+\]|^localhost\b")
#: Longest sentence in which the one contact is looked for, in characters.
MAX_SENTENCE_CHARS: Final = 160
_LINK_IN_TEXT = re.compile(r"https?://[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef<>\"']{4,}")
_NUMBER_IN_TEXT = re.compile(r"(?:(?<![\w.])\+?|(?<=[\u3400-\u9fff]))[0-9][0-9 ()-]{3,24}[0-9](?![A-Za-z0-9_.])")
_PACKAGE = re.compile(r"^(?:com|cn|net|org|io|me|tv)(?:\.[a-zA-Z]\w*){2,5}$")
_APP = re.compile(r"^(google-play:[a-zA-Z]\w*(?:\.\w+)+|app-store:\d{6,12})$")


def parse_contact(
    raw: str, kind: ContactKind | None = None, region: str | None = None, words: PortalWords | None = None
) -> Contact:
    """Returns the contact that the text is.

    Args:
        raw: one contact in any writing, disguised or plain.
        kind: the kind that it is said to be; inferred where None.
        region: ISO 3166-1 region to assume for numbers that name none.
        words: the words that describe a portal; without them no portal is found.

    Raises:
        InvalidContact: the text is not one contact (of that kind).
    """
    if len(raw) > MAX_CONTACT_CHARS:
        raise InvalidContact("too-long", raw[:32], f"a contact has at most {MAX_CONTACT_CHARS} characters")
    if kind is not None:
        return _forced(raw, kind, region, words)
    if raw.startswith(("https://", "http://")) and _PLAIN_LINK.match(raw):
        return _from_web(raw)
    if _PLAIN_PHONE.match(raw):
        return parse_phone(raw, region)
    if _PLAIN_HOST.match(raw):
        url = parse_plain_host(raw)
        return links.from_url(url) or url
    return _inferred(raw, region, words)


def _inferred(raw: str, region: str | None, words: PortalWords | None) -> Contact:
    core = unwrap(raw)
    named = find_account(core) if "@" not in core else None
    core = core if named else without_words(core)
    text = fold(core)
    if not text:
        raise InvalidContact("empty", raw[:32])
    found = (
        named
        or _from_form(core, text, region)
        or _from_writing(core, text, region)
        or (words.find(core) if words else None)
        or find_handle(core)
        or _from_sentence(core, region)
    )
    if found is None and "@" in text:
        found = parse_email(core)  # half an address: its error says what is wrong
    if found is None:
        raise InvalidContact("not-a-contact", raw[:64])
    return found if found.raw == raw else msgspec.structs.replace(found, raw=raw)


def _from_sentence(core: str, region: str | None) -> Contact | None:
    """Returns the one link or number in a short sentence ("拨打95588", "call 0800 389 5566 now"); None for more."""
    if len(core) > MAX_SENTENCE_CHARS:
        return None
    links_in = _LINK_IN_TEXT.findall(core)
    if len(links_in) == 1:
        return _from_web(links_in[0])
    numbers = _NUMBER_IN_TEXT.findall(core)
    if links_in or len(numbers) != 1 or sum(map(str.isdigit, core)) != sum(map(str.isdigit, numbers[0])):
        return None
    return parse_phone(numbers[0].strip(), region)


def _from_writing(core: str, text: str, region: str | None) -> Contact | None:
    """Returns the contact that the shape of the writing tells: mailbox, account, ticket, number or address."""
    plain = refang(text)
    if "@" in plain:
        return _from_at(core, plain)
    if found := find_ticket(core):
        return found
    if not _IPV4.match(text) and is_phone_like(core):
        return parse_phone(core, region)
    return _from_web(core) if " " not in plain and _HOST_SHAPE.match(plain) else None


def _from_at(core: str, plain: str) -> Contact | None:
    """Returns the contact of a text with an @: an account named with its network, a mailbox, or a user in a URL."""
    before, _, after = plain.partition("@")
    if (not _LOCAL_END.search(before) or "." not in after) and (found := find_account(core)):
        return found
    end = _END_OF_HOST.search(after)
    if end is not None and "." in after[: end.start()] and " " not in plain and "@" not in after[: end.start()]:
        return _from_web(core)
    return parse_email(core) if _MAILBOX.search(plain) else None


def _from_form(raw: str, text: str, region: str | None) -> Contact | None:
    """Returns the contact of a text that says its kind itself: by a scheme, or as a canonical app."""
    if app := _APP.match(text):
        return App(raw, app[1], app[1].partition(":")[0])
    scheme = _SCHEME.match(text)
    return _from_scheme(raw, text, scheme[1].lower(), region) if scheme is not None else None


def _from_scheme(raw: str, text: str, scheme: str, region: str | None) -> Contact | None:
    if scheme in _NUMBER_SCHEMES and "@" not in text:
        return parse_phone(raw, region)
    if scheme in _NUMBER_SCHEMES:  # FaceTime calls mailboxes too
        return msgspec.structs.replace(parse_email(text.partition(":")[2].lstrip("/")), raw=raw)
    if scheme == "mailto":
        return parse_email(raw)
    if scheme in _WEB_SCHEMES:
        return _from_web(raw)
    return links.from_scheme(text, scheme) if "//" in text or scheme == "market" else None


def _from_web(raw: str) -> Contact:
    link = parse_link(raw)
    return links.from_url(link) or require_site(link)


def _forced(raw: str, kind: ContactKind, region: str | None, words: PortalWords | None) -> Contact:
    if not raw.strip():
        raise InvalidContact("empty", raw[:32])
    if kind == "phone":
        return parse_phone(raw, region)
    return _FORCED[kind](raw) if kind != "portal" else _portal(raw, words)


def _portal(raw: str, words: PortalWords | None) -> Portal:
    text = fold(raw)[:64].strip()
    if not text:
        raise InvalidContact("empty", raw[:32])
    return (words.find(raw) if words else None) or Portal(raw, text)


def _forced_account(raw: str) -> Contact:
    scheme = _SCHEME.match(raw)
    found = links.from_scheme(raw, scheme[1].lower()) if scheme else None
    if found is None and ("/" in raw or "://" in raw):
        found = links.from_url(parse_link(raw))
    return found or parse_account(raw)


def _forced_app(raw: str) -> Contact:
    text = fold(raw)
    if found := _APP.match(text):
        return App(raw, found[1], found[1].partition(":")[0])
    if _PACKAGE.match(text):
        return App(raw, f"google-play:{text}", "google-play")
    url = _from_web(raw)
    if not isinstance(url, App):
        raise InvalidContact(
            "not-an-app", raw[:64], "an app is a store listing: a store link, google-play:PACKAGE or app-store:ID"
        )
    return url


_FORCED: Final[dict[str, Callable[[str], Contact]]] = {
    "email": parse_email,
    "url": parse_url,
    "account": _forced_account,
    "app": _forced_app,
    "ticket": parse_ticket,
}

__all__ = ["Contact", "Url", "parse_contact"]
