"""What the rules about demands read: one demand, one question about it, and what is documented about both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Fact
from scamguard.knowledge.scope import covers, has_begun, has_ended
from scamguard.model.scope import Modal
from scamguard.model.verdict import Sentence
from scamguard.rules.case import MAX_SHOWN_CHARS, Question

#: What is demanded -> what facts may call it, from the exact to the general; only itself where not listed.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "otp": ("otp", "credentials"),
    "password": ("password", "credentials"),
    "credentials": ("credentials", "username", "password", "security-answers"),
    "pin": ("pin",),
    "card-number": ("card-number", "financial-data"),
    "card-cvv": ("card-cvv", "card-number", "financial-data"),
    "bank-account": ("bank-account", "account-number", "financial-data"),
    "id-document": ("id-document", "personal-data"),
    "id-number": ("id-number", "social-security-number", "personal-data"),
    "fee": ("fee", "additional-fee"),
    "customs-fee": ("customs-fee", "fee", "additional-fee"),
    "release-fee": ("release-fee", "fee", "additional-fee"),
    "unfreeze-fee": ("unfreeze-fee", "fee", "release-fee", "fund-release", "risk-control"),
    "guaranteed-appeal": ("guaranteed-appeal", "fund-release", "risk-control", "special-channel", "official-decision"),
    "safe-account": ("safe-account", "transfer"),
    "off-platform-payment": ("off-platform-payment",),
    "link": ("account-confirmation-by-link",),
    "insurance-renewal": ("insurance-renewal", "membership-fee", "renewal-fee"),
    "clear-credit-record": ("clear-credit-record", "close-account", "raise-credit"),
}
#: How much of a passage is read for the networks that it names, in characters.
MAX_READ_CHARS: Final = 600
#: The acts of facts that speak of somebody who asks for something.
ASKING: Final = frozenset({"ask", "charge", "notify", "call", "request", "require"})
#: The acts of facts that speak of somebody who promises what nobody can give.
PROMISING: Final = frozenset({"approve", "override", "hold", "decide", "offer"})
_PROMISES: Final = frozenset({"unfreeze-fee", "guaranteed-appeal"})
#: Of whose acts facts speak, that a message in the platform's name, or about it, can contradict.
_WHO: Final = frozenset({"platform", "partner", "third-party", "anyone", "seller"})


class DemandCase(msgspec.Struct, frozen=True, gc=False):
    """One demand and the question about it.

    Attributes:
        act: "ask", "charge" or "offer".
        what: what is asked for.
        surface: the passage, as it is written.
        question: who is claimed, for whom, where, when.
        knowledge: what is documented.
    """

    act: str
    what: str
    surface: str
    question: Question
    knowledge: Knowledge

    @property
    def shown(self) -> str:
        """The passage as sentences repeat it: on one line, and cut where it is long."""
        line = " ".join("".join(c if c.isprintable() else " " for c in self.surface[: 2 * MAX_SHOWN_CHARS]).split())
        return line if len(line) <= MAX_SHOWN_CHARS else line[: MAX_SHOWN_CHARS - 1] + "…"

    @property
    def platform(self) -> Sentence:
        """The claimed platform as people read it, or words for whoever wrote."""
        claims = self.question.claims
        return self.knowledge.label(claims) if claims is not None else Sentence("service", "机构")

    @property
    def networks(self) -> frozenset[str]:
        """The chat networks that the passage names."""
        surface = self.surface[:MAX_READ_CHARS].casefold()
        if _is_official_account(surface, self.knowledge):
            return frozenset({"wechat-official-account"})
        return frozenset(_networks_in(surface, self.knowledge))

    def facts(self, modal: Modal) -> Iterable[Fact]:
        """Yields the claimed platform's facts of one modal that speak of this demand, in the scope of the question."""
        claims = self.question.claims
        if claims is None:
            return
        for fact in self.knowledge.platforms[claims].facts:
            if fact.modal == modal and fact.status == "active" and self._is_about(fact) and self.is_in_scope(fact):
                yield fact

    def _is_about(self, fact: Fact) -> bool:
        names = NAMES.get(self.what, (self.what,))
        acts = ASKING | PROMISING if self.what in _PROMISES else ASKING
        return fact.who in _WHO and fact.act in acts and not set(names).isdisjoint(fact.what)

    def is_in_scope(self, fact: Fact) -> bool:
        """Answers whether a fact speaks about the audience, region and date of the question."""
        question = self.question
        return (
            covers(fact, question.audience, question.region)
            and has_begun(fact.valid, question.as_of)
            and not has_ended(fact.valid, question.as_of)
        )


def _networks_in(surface: str, knowledge: Knowledge) -> Iterator[str]:
    """Yields the chat networks that a passage names."""
    for sections in knowledge.reading.lexicon.values():
        for network, entry in sections.get("network", {}).items():
            if _names_one(surface, entry.get("words") if isinstance(entry, dict) else entry):
                yield network


def _is_official_account(surface: str, knowledge: Knowledge) -> bool:
    """Answers whether a passage speaks of an account that is followed, and not of a person's on the same network."""
    lexicon = knowledge.reading.lexicon.values()
    return any(_names_one(surface, s.get("channel-claim", {}).get("wechat-official-account")) for s in lexicon)


def _names_one(surface: str, words: object) -> bool:
    return isinstance(words, list) and any(_names(surface, word) for word in words if isinstance(word, str))


def _names(surface: str, word: str) -> bool:
    if not word.isascii():
        return word in surface
    return word in surface and re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", surface) is not None
