"""Ids without the word of a network: @names, ids beside "add me", ids in disguise, a message that is nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final

from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.tokens import Token
from scamguard.extract.view import View
from scamguard.extract.words import ContactWords, label_pattern, unit_pattern
from scamguard.model.contacts import Account, Phone
from scamguard.model.scope import Network
from scamguard.parse.phones import parse_phone
from scamguard.parse.text import CHINESE_DIGITS

#: How far around an @name a word about Telegram counts, in characters.
MAX_CONTEXT_CHARS: Final = 600
#: How far before an id the words stand that make it a contact, in characters.
MAX_CUE_CHARS: Final = 16
#: Longest message that can be nothing but an id and a word or two, in characters.
MAX_MESSAGE_CHARS: Final = 40

_HANDLE = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})(?![A-Za-z0-9_])")
_GLUED_END = re.compile(r"https?\Z", re.IGNORECASE)
_DISGUISED = re.compile(
    r"(?:[A-Za-z]\s){1,4}[A-Za-z]?(?:[0-9]\s?){2,10}[0-9]|[A-Za-z][A-Za-z0-9]{4,19}"
    r"|[0-9](?:(?:[^\w@\n()\[\]（）【】，。]|[ˉˇˊˋ]){0,2}[0-9]){5,14}(?![A-Za-z])|[0-9][0-9A-Za-z]{5,15}"
)
_WHOLE_NUMBER = re.compile(r"\W{0,4}([1-9][0-9]{7,10})(?:\D{0,12})\Z")
_WHOLE_CHINESE = re.compile("\\W{0,4}([〇零一二三四五六七八九]{8,11})\\W{0,4}\\Z")
_NAME_AND_MOBILE = re.compile(r"[A-Za-z]{1,8}1[3-9][0-9]{9}")
_MARKED_ID = re.compile(r"(?:[lI1]D|id)([1-9][0-9]{6,10})")
_TO_GROUP = re.compile(r"(?:欢迎)?(?:加入|进|加)[^\n]{0,10}?[群裙]")
_SIGNS: Final = " \t:：;；=＝→➡>—-–+＋➕,，(（【[「『“\"'@#~*·|/!！。.\u3000"
_FILLERS: Final = ("号", "id", "方式", "tg", "是", "为")
_SAME = re.compile(r"(.)\1{4,}")
_HAN = re.compile("[\u3400-\u9fff]")


class BareIdFinder:
    """Finds ids whose network nothing names.

    Args:
        words: the words that make an id a contact.
        english: common words, which are no ids.
    """

    def __init__(self, words: ContactWords, english: frozenset[str]) -> None:
        self._english = english
        cue = "|".join(map(re.escape, words.cue))
        self._cue = re.compile(rf"(?:{cue})(?![a-z])(?:[^\w\u3400-\u9fff@]|号|id|方式|TG|tg){{0,6}}", re.IGNORECASE)
        self._cues = tuple(word for word in words.cue)
        self._reply = re.compile(f"(?:{label_pattern(words.reply).pattern})\\s?\\Z", re.IGNORECASE)
        self._telegram = label_pattern(words.telegram_context, before="a-z@")
        self._unit = unit_pattern(words.unit)
        self._no = label_pattern(words.not_contact)

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the ids of a view, and takes their places."""
        for finder in self._finders_for(view):
            for found in finder(view):
                if taken.is_free(found.start, found.end):
                    taken.take(found.start, found.end)
                    yield found

    def _finders_for(self, view: View) -> Iterator[Callable[[View], Iterator[Candidate]]]:
        """Yields the ways to find ids that a text gives any reason for, in their order: most texts give none."""
        if "@" in view.text:
            yield self._handles
        if view.is_altered_anywhere:
            yield self._disguised
        if view.tokens:
            yield self._marked
            yield self._near_words
        if not view.base and len(view.text) <= MAX_MESSAGE_CHARS:
            yield self._alone

    def _handles(self, view: View) -> Iterator[Candidate]:
        text = view.text
        telegram: list[int] | None = None
        for match in _HANDLE.finditer(text):
            if telegram is None:
                telegram = [found.start() for found in self._telegram.finditer(text)]
            name = match[1]
            glued = _GLUED_END.search(name)
            if glued and text.startswith("://", match.end()):
                name = name[: glued.start()]
            around = text[max(0, match.start() - MAX_CONTEXT_CHARS) : match.end() + MAX_CONTEXT_CHARS]
            network: Network = "telegram" if _is_near(match.start(), telegram) else "handle"
            before = text[match.start() - 1 : match.start()]
            is_glued = bool(before) and before.isascii() and (before.isalnum() or before in "._%+-")
            if is_glued and (before.islower() or not _HAN.search(around)):  # foo@GLIBC
                continue
            if self._reply.search(text, max(0, match.start() - 8), match.start()):
                continue
            if network == "handle" and not _HAN.search(around) and not self._is_asked_for(text, match.start(), name):
                continue
            if name.lower() in self._english and network == "handle":
                continue
            end = match.start() + 1 + len(name)
            yield Candidate(match.start(), end, Account(view.surface(match.start(), end), name, network))

    def _is_asked_for(self, text: str, start: int, name: str) -> bool:
        """Answers whether a name in an English message is one to write to, and not one that is spoken of."""
        before = list(self._cue.finditer(text, max(0, start - 30), start))
        return bool(before and before[-1].end() == start) or (any(c.isdigit() for c in name) and "_" not in name[:1])

    def _disguised(self, view: View) -> Iterator[Candidate]:
        """Yields ids that somebody took the trouble to disguise."""
        for start, end in view.altered_places():
            for match in _DISGUISED.finditer(view.text, max(0, start - 12), min(len(view.text), end + 12)):
                if match.start() < end and match.end() > start and self._is_disguised_id(view, match):
                    first, last = match.span()
                    name = _letters_and_digits(match[0])
                    yield Candidate(first, last, _contact(view, first, last, name))

    def _is_disguised_id(self, view: View, match: re.Match[str]) -> bool:
        start, end = match.span()
        text = view.text
        if text[start - 1 : start].isascii() and text[start - 1 : start].isalnum():
            return False
        if text[end : end + 1].isascii() and text[end : end + 1].isalnum():
            return False
        name = _letters_and_digits(match[0])
        digits = sum(c.isdigit() for c in name)
        letters = len(name) - digits
        if _SAME.search(name) or self._unit.match(text, end):
            return False
        if letters == 1 and digits == 4 and re.search("(?:19|20)[0-9]{2}$", name):  # © 1997
            return False
        if letters == 0 and sum(view.is_altered(i, i + 1) for i in range(start, end)) < 2:
            return False
        if letters == 0:
            return 7 <= digits <= 11 and name[0] != "0"
        return digits >= 3 and 5 <= len(name) <= 16 and letters <= 8

    def _near_words(self, view: View) -> Iterator[Candidate]:
        """Yields ids behind "add me" or "contact", and before it."""
        text = view.text
        for token in view.tokens:
            start, end = token.start, token.end
            is_near = self._is_announced(view.folded, start) or (_HAN.match(text, end) and self._cue.match(text, end))
            if is_near and self._is_contact_id(text, token):
                yield Candidate(start, end, _contact(view, start, end, token.plain))

    def _is_announced(self, folded: str, start: int) -> bool:
        """Answers whether "add me", "contact" or the like stands before a place, with signs between at most."""
        before = folded[max(0, start - MAX_CUE_CHARS) : start]
        for _ in range(2):
            before = before.rstrip(_SIGNS)
            if before.endswith(self._cues):
                cue = next(cue for cue in self._cues if before.endswith(cue))
                return not (cue[0].isascii() and before[: -len(cue)][-1:].isalpha())
            shorter = next((before.removesuffix(w) for w in _FILLERS if before.endswith(w)), before)
            if shorter == before:
                return False
            before = shorter
        return False

    def _is_contact_id(self, text: str, token: Token) -> bool:
        start, end = token.start, token.end
        if not (token.digits >= 7 if token.is_number else len(token.plain) >= 5 and token.plain[0].isalpha()):
            return False
        if len(token.plain) > 20 or (token.is_number and (token.digits > 11 or token.plain[0] == "0")):
            return False
        if _SAME.search(token.plain) or self._unit.match(text, end) or self._no.search(text, max(0, start - 10), start):
            return False
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and before.isascii() and (before.isalnum() or before in "+*/=."):
            return False
        return not (after and after.isascii() and (after.isalnum() or after in "+*/=.-"))

    def _marked(self, view: View) -> Iterator[Candidate]:
        """Yields ids that are marked as such (ID140551537), numbers of groups, and names with a mobile number."""
        text = view.text
        if not _HAN.search(text[:MAX_CONTEXT_CHARS]) and len(text) > MAX_MESSAGE_CHARS:
            return
        for token in view.tokens:
            if token.digits < 7 or self._no.search(text, max(0, token.start - 10), token.start):
                continue
            if found := _MARKED_ID.fullmatch(token.written):
                start = token.start + found.start(1)
                yield Candidate(start, token.end, _contact(view, start, token.end, found[1]))
            elif token.is_number and token.digits <= 11 and _TO_GROUP.match(text, token.end):
                raw = view.surface(token.start, token.end)
                yield Candidate(token.start, token.end, Account(raw, token.plain, "qq", group=True))
            elif _NAME_AND_MOBILE.fullmatch(token.written):
                yield Candidate(token.start, token.end, _contact(view, token.start, token.end, token.plain))

    def _alone(self, view: View) -> Iterator[Candidate]:
        """Yields the number that a short message is, with hardly a word beside it."""
        text = view.text
        if found := _WHOLE_CHINESE.match(text):
            digits = "".join(CHINESE_DIGITS[ord(c)] for c in found[1])
            if not _SAME.search(digits):
                yield Candidate(*found.span(1), _contact(view, *found.span(1), digits))
        elif (found := _WHOLE_NUMBER.match(text)) and not _SAME.search(found[1]):
            after = text[found.end(1) :]
            if not self._unit.match(after) and not self._no.search(after):
                yield Candidate(*found.span(1), _contact(view, *found.span(1), found[1]))


def _is_near(place: int, places: list[int]) -> bool:
    """Answers whether one of some places, in their order, is near another."""
    first = bisect_left(places, place - MAX_CONTEXT_CHARS)
    return first < len(places) and places[first] <= place + MAX_CONTEXT_CHARS


def _letters_and_digits(written: str) -> str:
    return "".join(c for c in written if c.isascii() and c.isalnum())


def _contact(view: View, start: int, end: int, name: str) -> Account | Phone:
    """Returns the account that an id is; the number, where it is a mobile one."""
    raw = view.surface(start, end)
    if re.fullmatch(r"1[3-9][0-9]{9}", name):
        phone = parse_phone(name, "CN")
        return Phone(raw, phone.canonical, "CN", disguise=raw if raw != name else None)
    return Account(raw, name, "handle")
