"""Accounts in text: an id behind or before the word of a network, in whatever disguise the two are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from scamguard.extract.candidate import Candidate, Taken
from scamguard.extract.line_words import LineWords
from scamguard.extract.official_accounts import official_account
from scamguard.extract.tokens import CHINESE, GAP, Token, digits_of
from scamguard.extract.view import View
from scamguard.extract.whatsapp import whatsapp_account
from scamguard.extract.words import ContactWords, NetworkWord
from scamguard.model.contacts import Account
from scamguard.parse.phones import parse_phone

#: Furthest that an id stands from its word, in characters.
MAX_BETWEEN_CHARS: Final = 12
#: How many more ids of a list are read.
MAX_ITEMS: Final = 5
#: Longest id, with what splits it.
MAX_ID_CHARS: Final = 40

#: What stands between a word and an id and says nothing: signs, blanks, emoji.
_SIGN = r"(?:[^\w\u3400-\u9fff@]|[ˉˇˊˋ])"
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{3,31}(?![A-Za-z0-9_-])")
_SPACED_ID = re.compile(
    r"(?:(?:[A-Za-z]\s){1,3}[A-Za-z]?[0-9]{3,10}|[A-Za-z]{1,6}\s[0-9]{3,4}(?:\s[0-9]{2,4})?)(?![A-Za-z0-9])"
)
_NUMBER = re.compile(rf"[0-9{CHINESE}](?:{GAP}[0-9{CHINESE}]){{4,11}}(?![0-9A-Za-z_])")
_ID_BEFORE = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z][A-Za-z0-9_-]{3,31}\Z")
_SPACED_BEFORE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]\s){1,3}[A-Za-z]?[0-9]{3,10}\Z")
_NUMBER_BEFORE = re.compile(rf"(?<![0-9A-Za-z_.])[0-9{CHINESE}](?:{GAP}[0-9{CHINESE}]){{4,11}}\Z")
_MOBILE = re.compile(r"1[3-9][0-9]{9}\Z")
_HANDLE = re.compile(r"@([A-Za-z0-9][A-Za-z0-9_]{3,31})")
#: What stands between two ids of one network: "微信：a、b".
_NEXT_ITEM = re.compile(r"\s?(?:[、/,，]|和|或|or)\s?")
_ID_SIGN = re.compile(rf"[A-Za-z0-9@{CHINESE}]")
_UNITS: Final = frozenset("元万块人年月%")
_AIRCRAFT = re.compile(r"[A-Z]{1,2}-?\d{3}[A-Za-z]{0,4}(?![A-Za-z0-9])|[abmc]-?\d{3}", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_SAME = re.compile(r"(.)\1{5,}")


class AccountFinder:
    """Finds accounts whose network is named.

    Args:
        words: the words of networks, and what stands between them and an id.
        english: common words, which are no ids.
    """

    def __init__(self, words: ContactWords, english: frozenset[str]) -> None:
        self._words = words
        self._english = english
        link = "|".join(re.escape(word) + ("(?![a-z])" if word.isascii() else "") for word in words.link)
        self._between = re.compile(rf"(?:{_SIGN}|{link}){{0,{MAX_BETWEEN_CHARS}}}", re.IGNORECASE)
        add = "|".join(map(re.escape, words.add))
        self._before = re.compile(rf"(?:{_SIGN}|{add}|我|\+){{0,8}}\Z", re.IGNORECASE)
        self._add = re.compile(rf"(?:{add})\W{{0,3}}\Z", re.IGNORECASE)
        self._next_word = re.compile(r"(?:qq|wx|vx|tg|ig|wchat|wechat|line|ins)(?:id)?\Z", re.IGNORECASE)
        self._group = re.compile("|".join(map(re.escape, words.group)))
        self._line = LineWords(words)

    def find(self, view: View, taken: Taken) -> Iterator[Candidate]:
        """Yields the accounts of a view, and takes their places."""
        for word in sorted(self._words_of(view), key=lambda word: (word.start, -word.end)):
            if not taken.is_free(word.start, word.end) or not _is_word(view.folded, word):
                continue
            if word.network != "wechat-official-account" and not _has_id_beside(view.text, word):
                continue
            found = self._after(view, word) or self._behind(view, word)
            if found is not None and taken.is_free(found.start, found.end):
                whole = found.end
                found = self._without_next_word(view, found)
                taken.take(found.start, found.end)
                yield found
                yield from self._more(view, word, found, taken)
                if found.end < whole:
                    yield from self._behind_glue(view, found.end, whole, taken)

    def _behind_glue(self, view: View, start: int, end: int, taken: Taken) -> Iterator[Candidate]:
        """Yields the account behind a word of a network that was glued to the id before it: `name1qqid:…`."""
        network = self._words.network_of(view.folded[start:end])
        found = self._after(view, NetworkWord(start, end, network, False)) if network else None
        if found is not None and taken.is_free(found.start, found.end):
            taken.take(found.start, found.end)
            yield found

    def _more(self, view: View, word: NetworkWord, found: Candidate, taken: Taken) -> Iterator[Candidate]:
        """Yields the other ids of a list: they are written like the first."""
        for _ in range(MAX_ITEMS):
            between = _NEXT_ITEM.match(view.text, found.end)
            if between is None or found.start < word.end:
                return
            start = between.end()
            pattern = _NUMBER if _digits_only(view.text[found.start : found.end]) else _ID
            item = pattern.match(view.text, start)
            if item is None or not taken.is_free(start, item.end()) or not any(map(str.isdigit, item[0])):
                return
            found = self._account(view, word, start, item.end(), item[0])
            taken.take(found.start, found.end)
            yield found

    def _words_of(self, view: View) -> Iterator[NetworkWord]:
        """Yields the words of networks; the weak ones only where an id stands close to them."""
        tokens = view.tokens
        starts = [token.start for token in tokens]
        for word in self._words.networks_in(view.folded):
            if not word.is_weak:
                yield word
                continue
            place = bisect_left(starts, word.end)
            is_before = place > 0 and word.start - tokens[place - 1].end <= MAX_BETWEEN_CHARS
            if is_before or (place < len(starts) and starts[place] - word.end <= MAX_BETWEEN_CHARS):
                yield word
        letters, folded = self._words.letters, view.folded
        for token in tokens:
            before, behind = max(0, token.start - 4), token.end - 1
            for first, last in ((before, token.start + 1), (behind, min(len(folded), behind + 4))):
                places = [place for place in range(first, last) if folded[place] in letters]
                if places and self._is_of_words(view, token, folded[max(0, before - 24) : behind + 24]):
                    for place in places:
                        yield NetworkWord(place, place + 1, letters[folded[place]], True)

    @staticmethod
    def _is_of_words(view: View, token: Token, around: str) -> bool:
        """Answers whether V and Q beside an id can be words: in Chinese messages, beside mobiles, in disguise."""
        is_chinese = _HAN.search(around) is not None
        return is_chinese or bool(_MOBILE.match(token.plain)) or view.is_altered(token.start, token.end)

    def _without_next_word(self, view: View, found: Candidate) -> Candidate:
        """Returns an id without the word of the next network that is glued to its end: `name1qqid:…`."""
        text = view.text
        account = found.contact
        if not isinstance(account, Account) or text[found.end : found.end + 1] not in (":", "："):
            return found
        written = text[found.start : found.end]
        ending = self._next_word.search(written)
        if ending is None or ending.start() < 5:
            return found
        end = found.start + ending.start()
        name = written[: ending.start()].lstrip("@")
        return Candidate(found.start, end, Account(view.surface(found.start, end), name, account.network), found.label)

    # ---- behind the word

    def _after(self, view: View, word: NetworkWord) -> Candidate | None:
        text = view.text
        if word.network == "wechat-official-account":
            return official_account(view, word)
        between = self._between.match(text, word.end)
        start = between.end() if between else word.end
        if word.network == "whatsapp":
            return whatsapp_account(view, word, start)
        is_near = not between or len(between[0]) < 3
        if text[start : start + 1] == "@":
            found = _HANDLE.match(text, start)
            return self._account(view, word, start, found.end(), found[1]) if found else None
        if word.network != "qq":
            for pattern in (_ID, _SPACED_ID):
                found = pattern.match(text, start)
                if found and self._is_id(text, word, found[0], start, is_near):
                    return self._account(view, word, start, found.end(), found[0])
        found = _NUMBER.match(text, start)
        before = text[word.start - 1 : word.start]
        if word.is_weak and before.isascii() and before.isalnum():
            return None
        for end in _ends_of(found) if found else ():
            if self._is_number(text, word, text[start:end], end):
                return self._account(view, word, start, end, text[start:end])
        return None

    def _is_id(self, text: str, word: NetworkWord, written: str, start: int, is_near: bool) -> bool:
        """Answers whether letters and digits behind a word are an id, and not the next word."""
        digits = sum(c.isdigit() for c in written)
        if written.lower() in self._english or _SAME.search(written) or (len(written) < 5 and digits < 2):
            return False
        before = text[word.start - 1 : word.start]
        if start == word.end and text[word.end - 1].isascii() and text[word.end - 1].isalnum():  # TGname1
            if word.is_weak and written[0].isalpha():
                return False
            is_set_apart = not before.isascii() and text[word.start : word.end].isupper() and len(written) >= 8
            if (digits < 2 and not (is_set_apart and digits)) or (before.isascii() and before.isalnum()):
                return False
        between = text[word.end : start]
        if (word.network == "telegram" and _AIRCRAFT.match(written) and not between.strip()) or "::" in text[
            word.start : start + 1
        ]:
            return False
        if word.network == "line" and ("\n" in between or not self._line.is_set_apart(text, word, start)):
            return False
        if word.is_weak:
            strict = text[word.start].isascii()
            return digits >= (2 if strict or word.network == "qq" else 1) and is_near and len(written) >= 5
        if digits or "_" in written:
            return digits >= 2 or is_near or "_" in written
        announced = any(sign in text[word.end : start] for sign in ":：=→➡)）】]")
        return announced and (is_near or word.network != "line") and not _is_words(written, self._english)

    def _is_number(self, text: str, word: NetworkWord, written: str, end: int) -> bool:
        digits = digits_of(written)
        fewest = 6 if word.is_weak else 5
        if not fewest <= len(digits) <= 12 or digits[0] == "0" or _SAME.search(digits):
            return False
        if len(digits) < 7 and any(c in CHINESE for c in written):
            return False
        if word.network == "telegram" and not _MOBILE.match(digits):
            return False
        if word.network == "line" and not self._line.is_id(text, word, end - len(written), written):
            return False
        return text[end : end + 1] not in _UNITS

    # ---- before the word

    def _behind(self, view: View, word: NetworkWord) -> Candidate | None:
        """Returns the account whose id stands before the word: 168917056加Q."""
        text = view.text
        if word.network in ("wechat-official-account", "whatsapp", "line"):
            return None
        between = self._before.search(text, max(0, word.start - 8), word.start)
        end = between.start() if between else word.start
        window = max(0, end - MAX_ID_CHARS)
        found = _NUMBER_BEFORE.search(text, window, end)
        if found and self._is_number(text, word, found[0], end) and self._is_end(text, word):
            return self._account(view, word, found.start(), end, found[0])
        if word.network in ("qq", "telegram"):
            return None
        for pattern in (_SPACED_BEFORE, _ID_BEFORE):
            found = pattern.search(text, window, end)
            if found and sum(c.isdigit() for c in found[0]) >= 2 and len(found[0]) >= 5 and self._is_end(text, word):
                return self._account(view, word, found.start(), end, found[0])
        return None

    @staticmethod
    def _is_end(text: str, word: NetworkWord) -> bool:
        """Answers whether nothing behind a word could be the id that it announces."""
        after = text[word.end : word.end + 4]
        if text[word.end - 1].isascii():  # Q and V are no words before other letters
            after = after[:1]
        elif len(after) < 4:
            after = ""
        is_weak_before = word.is_weak and text[word.start] in "口卫"  # 口 and 卫 stand behind numbers in other senses
        return not (after.isascii() and after.isalnum()) and not is_weak_before

    def _account(self, view: View, word: NetworkWord, start: int, end: int, written: str) -> Candidate:
        plain = digits_of(written) if _digits_only(written) else "".join(written.split())
        phone = None
        if _MOBILE.match(plain) and word.network != "qq":
            phone = parse_phone(plain, "CN").canonical
        around = view.text[max(0, word.start - 2) : start]
        account = Account(
            view.surface(start, end), plain.strip("-"), word.network, phone, self._group.search(around) is not None
        )
        return Candidate(start, end, account, word.start)


def _ends_of(number: re.Match[str]) -> Iterator[int]:
    """Yields where a number ends: whole, or before its last blank, behind which a date or a price may stand."""
    yield number.end()
    blank = number[0].rfind(" ")
    if blank > 0:
        yield number.start() + len(number[0][:blank].rstrip())


def _digits_only(written: str) -> bool:
    return not any(c.isascii() and c.isalpha() for c in written)


def _has_id_beside(text: str, word: NetworkWord) -> bool:
    """Answers whether anything near a word could begin or end an id: most words stand in a sentence."""
    return (
        _ID_SIGN.search(text, word.end, word.end + MAX_BETWEEN_CHARS + 2) is not None
        or _ID_SIGN.search(text, max(0, word.start - MAX_BETWEEN_CHARS), word.start) is not None
    )


def _is_word(folded: str, word: NetworkWord) -> bool:
    """Answers whether a word in Latin letters stands apart from other letters before it."""
    first = folded[word.start]
    before = folded[word.start - 1 : word.start]
    if not first.isascii() or not first.isalnum():
        return True
    if before.isascii() and before.isalpha():
        return False
    after = folded[word.end : word.end + 1]
    return not folded[word.end - 1].isalnum() or not (
        word.network in ("whatsapp", "instagram", "viber", "zalo", "line") and after.isascii() and after.isalpha()
    )


def _is_words(written: str, english: frozenset[str]) -> bool:
    """Answers whether letters alone are words of a sentence: capitalised ones, or ones on the list."""
    return written.lower() in english or (written.isalpha() and written.isupper() and len(written) < 6)
