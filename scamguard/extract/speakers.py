"""Who speaks where a platform is named: the platform itself, somebody of it, or a third party that trades around it."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.denials import Lexicon, either, words_of

#: How far before a name somebody may introduce themselves as being from there, in characters.
MAX_INTRODUCTION_CHARS: Final = 48
_BEGIN: Final = r"(?:^|[\n.!?。！？【\[“\"]\s?)"
#: "Anna from", "this is Anna Smith from": people, not things ("a gift from").
_PERSON: Final = r"[A-Z][\w'.-]{0,20}(?:\s[A-Z][\w'.-]{0,20}){0,2}"
_FROM: Final = r",?\s(?:here\s)?(?:(?:calling|writing|texting)\s)?(?:from|with|of|at|on behalf of)\s(?:the\s)?$"
_INTRODUCED: Final = re.compile(
    rf"(?:{_BEGIN}(?:[Hh](?:i|ello|ey)\W{{1,3}})?|(?:[Tt]his is|[Ii]['’]?m|[Ii] am|[Nn]ame is|[Ii]t['’]?s|[Ww]e are)\s)"
    rf"(?:{_PERSON}{_FROM}|(?:(?:calling|writing|texting)\s)(?:you\s)?(?:from|on behalf of)\s(?:the\s)?$)"
)
_INTRODUCED_ZH: Final = re.compile(r"(?:我是|我们是|这里是|您好[,，]?是|本人是|我叫\w{1,4}[,，]?是|来自)\s?的?$")
_SIGNED_BEFORE: Final = ("", "\n", "【", "[")
_SIGNED_BEHIND: Final = (":", "：", "】", "]")
_BEGINS: Final = re.compile(r"(?:^|[\n.!?。！？【\[])\s*(?:(?:hi|hello|dear|您好|你好)\W{1,3})?$")


class SpeakerWords:
    """The words that show who speaks.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); the section is "support".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def words(key: str) -> str:
            return either(words_of(lexicon, "support", key))

        self._trade = re.compile(words("trade"))
        self._trade_before = re.compile(words("trade-before"))
        self._yours = re.compile(words("yours"))
        self._official_before = re.compile(rf"{words('official')}\s?的?$")
        self._official = re.compile(rf"\s?的?{words('official')}")
        self._office = re.compile(rf"(?:['’]s)?\s?的?{words('office')}")
        self._holder = re.compile(rf"(?P<used>{words('used')}\s?)?{words('yours-of')}\s?$")
        self._held = re.compile(rf"(?:['’]s)?\s?的?{words('held')}")
        self.official = re.compile(words("official"))

    def is_trader(self, folded: str, name: tuple[int, int], sentence: tuple[int, int], around: str) -> bool:
        """Answers whether the sentence says what somebody trades in, and not whose a contact is.

        "速卖通代运营 电话 …", "an agency for Amazon sellers"; "官方" or "客服" said of the platform itself goes before.

        Args:
            folded: the text.
            name: the place of the platform's name.
            sentence: the place of the sentence that names it.
            around: the words beside the contact.
        """
        first, last = sentence
        if not self.is_trade(folded, sentence, around) and not self._is_traded_before(folded, first, name[0], last):
            return False
        if self._official.match(folded, name[1]):
            return False
        office = self._office.match(folded, name[1])
        if office and not self._trade.match(folded, office.end() + (folded[office.end() : office.end() + 1] == " ")):
            return False
        return not self._official_before.search(folded, max(first, name[0] - MAX_INTRODUCTION_CHARS), name[0])

    def is_trade(self, folded: str, sentence: tuple[int, int], around: str) -> bool:
        """Answers whether a sentence offers a third party's work, and nothing beside the contact is called official."""
        return bool(self._trade.search(folded, *sentence)) and not self.official.search(around)

    def _is_traded_before(self, folded: str, first: int, start: int, last: int) -> bool:
        """Answers whether somebody speaks of their own business before a name, and not to a customer of it."""
        return bool(self._trade_before.search(folded, first, start)) and not self._yours.search(folded, first, last)

    def is_introduced(self, text: str, folded: str, start: int, end: int) -> bool:
        """Answers whether somebody says to be from the platform: "Anna from Amazon", "我是京东客服"."""
        begin = max(0, start - MAX_INTRODUCTION_CHARS)
        if _INTRODUCED.search(text, begin, start):
            return True
        return bool(_INTRODUCED_ZH.search(folded, begin, start)) and bool(self._office.match(folded, end))

    def is_addressing(self, text: str, folded: str, start: int, end: int) -> bool:
        """Answers whether the platform signs, or speaks to its customer: "【建设银行】", "your PayPal account"."""
        is_signature = text[start - 1 : start] in _SIGNED_BEFORE and text[end : end + 1] in _SIGNED_BEHIND
        return is_signature or self._is_holder(folded, start, end)

    def is_office(self, folded: str, start: int, end: int) -> bool:
        """Answers whether a sentence begins with an office of the platform: "PayPal support here."."""
        begin = max(0, start - MAX_INTRODUCTION_CHARS)
        return bool(self._office.match(folded, end)) and bool(_BEGINS.search(folded, begin, start))

    def _is_holder(self, folded: str, start: int, end: int) -> bool:
        """Answers whether the reader is told of what they hold there; "sign in with your Google account" tells not."""
        holder = self._holder.search(folded, max(0, start - MAX_INTRODUCTION_CHARS), start)
        return holder is not None and holder["used"] is None and bool(self._held.match(folded, end))
