"""What a text demands of its reader: a code, money, control of a device, another messenger.

A demand is an object ("verification code", "保证金") with an act ("send", "缴纳") or a frame ("… is required") that
asks for it. All words are data (`[demand.…]` in data/lexicon/<lang>.toml); the modules `demand_…` say how they stand
together: `demand_sieve` finds the sentences of a whole text that are worth reading, `demand_reading` reads one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from scamguard.extract.demand_reading import asked_at
from scamguard.extract.demand_sentence import DemandSentence
from scamguard.extract.demand_sieve import Sieve
from scamguard.extract.demand_words import Grammars, Hit
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

#: Most words of one sentence that are sieved; reading the sentence is cheaper then.
MAX_SIEVED: Final = 6
#: Most objects of one sort that are tried in one sentence.
MAX_TRIES: Final = 3
#: How much before a sentence is read for what it refers to, in characters.
MAX_BEFORE: Final = 160

_MONEY: Final = frozenset({"fee", "customs-fee", "release-fee", "unfreeze-fee", "deposit", "insurance-renewal"})
#: What is said already where something more exact is demanded in the same sentence.
_SAID_BY: Final = {
    "transfer": _MONEY | {"safe-account", "gift-card", "off-platform-payment"},
    "fee": frozenset({"unfreeze-fee", "customs-fee", "release-fee"}),
    "otp": frozenset({"gift-card"}),
}


class Demand(msgspec.Struct, frozen=True, gc=False):
    """A demand and its place in the view.

    Attributes:
        act: "ask", "charge" (for money) or "offer" (a promise), as in the facts of platforms.
        what: what is asked for: otp, password, fee … (docs/data-format.md).
        start, end: from the act to the object, in characters of the view.
    """

    act: str
    what: str
    start: int
    end: int


class DemandWords:
    """The words of all languages; build it once.

    Args:
        lexicon: language -> section -> words (`Knowledge.reading.lexicon`).
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, Mapping[str, object]]]) -> None:
        self.grammars = Grammars(lexicon)
        self.sieve = Sieve(self.grammars.by_language.values())


def find_demands(view: View, words: DemandWords) -> Iterator[Demand]:
    """Yields the demands in a view, in the order of the text."""
    text = view.folded
    done = until = sieved = 0
    for cue in words.sieve.cues_in(text):
        _, start, end = cue
        if start < done:
            continue
        first, last = sentence_around(text, start, end)
        if start >= until:
            until, sieved = last, 0
        sieved += 1
        if sieved > MAX_SIEVED or words.sieve.is_worth_reading(text, cue, (first, last)):
            first = max(first, done)
            done = last
            before = text[max(0, first - MAX_BEFORE) : first]
            yield from _demands_in(text[first:last], first, before, words.grammars)


def _demands_in(text: str, base: int, before: str, grammars: Grammars) -> Iterator[Demand]:
    """Yields the demands of one sentence that begins at a place of the view."""
    grammar = grammars.grammar_for(text)
    found = _read(DemandSentence(grammar.simplified(text), before, grammar))
    whats = {demand.what for demand in found}
    for demand in found:
        if whats.isdisjoint(_SAID_BY.get(demand.what, ())):
            yield msgspec.structs.replace(demand, start=base + demand.start, end=base + demand.end)


def _read(sentence: DemandSentence) -> list[Demand]:
    """Returns the demands of a sentence, one of a sort."""
    found: dict[str, Demand] = {}
    tried: Counter[str] = Counter()
    for thing in sentence.objects:
        if thing.what in found or tried[thing.what] >= MAX_TRIES:
            continue
        tried[thing.what] += 1
        place = asked_at(sentence, thing)
        if place is not None:
            found[thing.what] = Demand(_act_of(thing), thing.what, *_whole_words(sentence, *place))
    return list(found.values())


def _whole_words(sentence: DemandSentence, start: int, end: int) -> tuple[int, int]:
    """Returns a place with the words whole that it begins or ends in: "添加微信" and not its "加微"."""
    for name in ("act", "whole", "words"):
        for hit in sentence.hits.get(name, ()):
            start = hit.start if hit.start < start < hit.end else start
            end = hit.end if hit.start < end < hit.end else end
    return start, end


def _act_of(thing: Hit) -> str:
    """Returns the act as facts name it."""
    return "offer" if thing.list in ("offers", "services") else "charge" if thing.what in _MONEY else "ask"
