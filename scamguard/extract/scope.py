"""For whom a contact is said to be, where, and who called whom: only where the text shows it clearly."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

from scamguard.extract.denials import Lexicon, either, words_of
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

#: How often one audience must be named for each time that the other is, before a whole text is for it.
MAIN_SHARE: Final = 3
#: How often at least.
MAIN_COUNT: Final = 3


class Scope(msgspec.Struct, frozen=True, gc=False):
    """For whom (seller, buyer), where (ISO 3166-1) and in which direction (inbound, outbound); None where unsaid."""

    audience: Literal["seller", "buyer"] | None = None
    region: str | None = None
    direction: Literal["inbound", "outbound"] | None = None


class ScopeWords:
    """The words that say for whom, where, and who called whom.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); the section is "scope".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(either(words_of(lexicon, "scope", key)))

        self.seller = pattern("seller")
        self.buyer = pattern("buyer")
        #: Either of the two.
        self.trader = re.compile(either([*words_of(lexicon, "scope", "seller"), *words_of(lexicon, "scope", "buyer")]))
        self.inbound = pattern("inbound")
        self.outbound = pattern("outbound")
        self.regions = {
            word.lower(): region
            for sections in lexicon.values()
            for region, words in sections.get("scope", {}).get("regions", {}).items()
            for word in words
        }
        # "美国站", "UK sellers", "泰国/越南站": a country with a word of trade, or an enumeration before one.
        country = either(self.regions)
        site = either(words_of(lexicon, "scope", "site"))
        self.region = re.compile(
            rf"((?:{country}(?:\s?[/、和及与&,]\s?|\s?and\s|\s?or\s)){{0,5}}{country})\)?[及\s]?{site}"
        )
        self.country = re.compile(country)


def scope_around(view: View, start: int, end: int, words: ScopeWords) -> Scope:
    """Returns what the sentence around a place says about audience, region and direction."""
    first, last = sentence_around(view.folded, start, end)
    around = f"{view.folded[first:start]} {view.folded[end:last]}"  # an address says nothing about its reader
    return Scope(_audience(around, words), _region(around, words), _direction(around, words))


def audience_of(folded: str, words: ScopeWords) -> Literal["seller", "buyer"] | None:
    """Returns whom a whole text, in lower case, is for: the audience that it names far more often than the other."""
    if not words.trader.search(folded):  # as most
        return None
    sellers = sum(1 for _ in words.seller.finditer(folded))
    buyers = sum(1 for _ in words.buyer.finditer(folded))
    if sellers >= MAIN_COUNT and sellers >= MAIN_SHARE * buyers:
        return "seller"
    return "buyer" if buyers >= MAIN_COUNT and buyers >= MAIN_SHARE * sellers else None


def _audience(text: str, words: ScopeWords) -> Literal["seller", "buyer"] | None:
    is_seller, is_buyer = bool(words.seller.search(text)), bool(words.buyer.search(text))
    if is_seller == is_buyer:
        return None
    return "seller" if is_seller else "buyer"


def _region(text: str, words: ScopeWords) -> str | None:
    """Returns the one region that is named with a word of trade; another country in the sentence leaves it open."""
    if not words.country.search(text):  # as most: the pattern of enumerations costs far more
        return None
    found = {
        words.regions[country[0]]
        for match in words.region.finditer(text)
        for country in words.country.finditer(match[1])
    }
    if len(found) != 1:
        return None
    named = {words.regions[country[0]] for country in words.country.finditer(text) if len(country[0]) > 1}
    return found.pop() if named <= found else None


def _direction(text: str, words: ScopeWords) -> Literal["inbound", "outbound"] | None:
    is_inbound, is_outbound = bool(words.inbound.search(text)), bool(words.outbound.search(text))
    if is_inbound == is_outbound:
        return None
    return "inbound" if is_inbound else "outbound"
