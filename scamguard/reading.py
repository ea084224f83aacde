"""Reads one written contact as the question, the platform and the records have it."""

from __future__ import annotations

import re

import msgspec

from scamguard.errors import InvalidContact
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Contact, Phone, Portal
from scamguard.model.scope import ContactKind
from scamguard.parse.contact import parse_contact
from scamguard.parse.phones import parse_phone, written_digits
from scamguard.parse.text import fold
from scamguard.rules.case import Question

_CJK = re.compile("[\u3400-\u9fff]")


class Reading:
    """Reads contacts.

    Args:
        knowledge: the numbers and descriptions on record, and the countries of platforms.
    """

    __slots__ = ("_knowledge",)

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def contact(self, text: str, kind: ContactKind | None, question: Question, claims: str | None) -> Contact:
        """Returns the contact that the text is.

        Args:
            text: the contact as written, without characters that nobody sees.
            kind: what it is said to be; inferred where None.
            question: what is asked; its region, else its claimed platform's, is that of numbers that name none.
            claims: the claim as written: Chinese characters in it make China the region, where nothing else does.

        Raises:
            InvalidContact: the text is no contact of that kind.
        """
        region = question.region
        if region is None and question.claims is not None:
            region = self._knowledge.home_region(question.claims)
        if region is None and not (text.isascii() and (claims is None or claims.isascii())):
            region = _script_region(text, claims)
        if not text.isascii() and (described := self._recorded_words(text)) is not None:
            return described  # "12315官方客服QQ" is no number, though it holds one
        try:
            parsed = parse_contact(text, kind, region, self._knowledge.portal_words)
        except InvalidContact:
            recorded = self._recorded_number(text, question.claims) or self._recorded_words(text)
            if recorded is not None:
                return recorded
            if region is None or question.region is not None:
                raise
            return parse_contact(text, kind, None, self._knowledge.portal_words)  # of no number plan that was guessed
        if not isinstance(parsed, Phone) or parsed.international or self._knowledge.entries_for(parsed):
            return parsed
        if parsed.masked and question.region is None:  # no number plan can be checked: none is guessed
            return parse_contact(text, kind, None, self._knowledge.portal_words)
        if not self._knowledge.entries.numbers_like(parsed.canonical):
            return parsed
        return self._recorded_number(text, question.claims) or parsed

    def number_again(self, phone: Phone, question: Question) -> Phone:
        """Returns a number that names no country as it is on record, or as its claimed platform's country reads it."""
        if phone.international or self._knowledge.entries_for(phone):
            return phone
        if self._knowledge.entries.numbers_like(phone.canonical):
            recorded = self._recorded_number(phone.raw, question.claims)
            if recorded is not None:
                return recorded
        if question.claims is None:
            return phone
        try:
            read = self.contact(phone.raw, "phone", question, question.claims)
        except InvalidContact:
            return phone
        is_better = isinstance(read, Phone) and (phone.region is None or self._knowledge.entries_for(read))
        return read if isinstance(read, Phone) and is_better else phone

    def _recorded_words(self, text: str) -> Portal | None:
        """Returns the description that the text is, where such words are on record as somebody else's."""
        words = "".join(fold(text[:100]).lower().split())
        return Portal(text, words) if words in self._knowledge.not_same else None

    def _recorded_number(self, text: str, slug: str | None) -> Phone | None:
        """Returns the number as its own country reads it, where it is on record for the claimed platform.

        A number that names no country is read by the plan of the asker's or the platform's region first; people copy
        numbers of other countries too.
        """
        digits = written_digits(text)
        for canonical in self._knowledge.entries.numbers_like(digits) if digits else ():
            national = digits.lstrip("0") if len(digits) < len(canonical) else digits
            if not canonical.endswith(national) and not canonical.endswith(national[1:]):
                continue
            number = parse_phone(canonical)
            if slug is None or any(entry.slug == slug for entry in self._knowledge.entries_for(number)):
                return msgspec.structs.replace(number, raw=text, international=False)
        return None


def _script_region(text: str, claims: str | None) -> str | None:
    """Returns CN where the contact or the claim is written in Chinese characters, else None."""
    for part in (text, claims or ""):
        if not part.isascii() and _CJK.search(part):
            return "CN"
    return None
