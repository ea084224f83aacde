"""Numbers on WhatsApp: with their country, behind the network's word."""

from __future__ import annotations

import re
from typing import Final

from scamguard.errors import InvalidContact
from scamguard.extract.candidate import Candidate
from scamguard.extract.view import View
from scamguard.extract.words import NetworkWord
from scamguard.model.contacts import Account
from scamguard.parse.phones import parse_phone

_NUMBER: Final = re.compile(r"(?:\+|00)?[0-9](?:[ ().-]{0,3}[0-9]){7,14}(?![0-9])")
#: A number with its country, a few words behind the network.
_NUMBER_ON: Final = re.compile(r"[^\n.!?+0]{0,40}?((?:\+|00)[1-9](?:[ ().-]{0,3}[0-9]){7,13})(?![0-9])")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}\Z")
#: WA before a postcode is Washington, or Western Australia.
_STATE: Final = re.compile(r"WA\.?\s{1,2}\d{4,5}(?:[- ]\d{4})?(?![ -]?\d)")
_STATE_BEHIND_COMMA: Final = re.compile(r"WA\.?\s{1,2}\d{4,5}(?!\d)")


def whatsapp_account(view: View, word: NetworkWord, start: int) -> Candidate | None:
    """Returns the account behind a word for WhatsApp, or None.

    Args:
        view: what is read.
        word: the word, and its place.
        start: where its number could begin, behind signs and words like "is".
    """
    text = view.text
    is_listed = "," in text[max(0, word.start - 2) : word.start]
    if (_STATE_BEHIND_COMMA if is_listed else _STATE).match(text, word.start):
        return None
    if text[start - 1 : start] in ("+", "("):
        start -= 1
    found = _NUMBER.match(text, start) or _NUMBER_ON.match(text, word.end)
    if found is None:
        return None
    group = found.lastindex or 0
    start, written = found.start(group), found[group]
    plain = written if written.startswith("+") or _MOBILE.match(written) else "+" + written.lstrip("0")
    try:
        phone = parse_phone(plain, "CN").canonical
    except InvalidContact:
        return None
    return Candidate(
        start, found.end(), Account(view.surface(start, found.end()), phone, "whatsapp", phone), word.start
    )
