"""What excuses a thing that is asked for: honest senders ask for it the same way."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.demand_denials import is_question
from scamguard.extract.demand_sentence import DemandSentence
from scamguard.extract.demand_words import Hit

#: Common things that pressure alone makes a demand.
_PRESSED: Final = frozenset(
    {"link", "qr-code", "gift-card", "install-app", "add-contact", "insurance-renewal", "phone-call"}
)
#: What nobody asks for with good reason, whatever the act.
_SECRET: Final = frozenset({"private-key", "import-wallet"})
#: How far behind an object a stranger is named to whom nothing is given, and somebody to give it to, in characters.
_STRANGER_REACH: Final = {"en": 24, "zh": 6}
_RECEIVER_REACH: Final = 40
#: Where something goes to, before the act: "给这个账户打28万".
_TOWARDS: Final = re.compile("[给往向朝](?:[这那该此新]|以下|下面).{0,3}[账帐户卡号]")


def is_excused(sentence: DemandSentence, thing: Hit, act: Hit | None) -> bool:
    """Answers whether honest senders ask for a thing with this act as well; no act stands for a frame."""
    if is_question(sentence):
        return True
    if thing.list == "bare" and not _has_receiver(sentence, thing, act):
        return True
    is_soft = act is not None and act.list == "act" and act.word in sentence.grammar.soft
    if _is_explained(sentence, thing, act, is_soft=is_soft):
        return True
    is_ordinary = thing.what in sentence.grammar.ordinary
    if ((is_soft and thing.what not in _SECRET) or is_ordinary) and not sentence.is_pressed:
        return not (thing.what == "add-contact" and sentence.has("private"))
    return is_ordinary and _is_of_rules(sentence, act.start if act is not None else thing.start)


def _is_explained(sentence: DemandSentence, thing: Hit, act: Hit | None, *, is_soft: bool) -> bool:
    """Answers whether the sentence explains how to use what is one's own: "enter the code to log in"."""
    is_usual = (
        is_soft
        or act is None
        or thing.what in sentence.grammar.ordinary
        or thing.list == "bare"
        or thing.what == "screen-share"
        or thing.list == "refers"
    )
    return is_usual and sentence.has_beside("settings")


def _has_receiver(sentence: DemandSentence, thing: Hit, act: Hit | None) -> bool:
    """Answers whether it is said to whom a common thing is to be given; of strangers rules speak."""
    if act is None:
        return False
    first, last = min(act.start, thing.start), max(act.end, thing.end)
    if sentence.has("strangers", first, last + _STRANGER_REACH[sentence.lang]):
        return False
    if thing.what in _PRESSED:
        return sentence.is_pressed or (
            thing.what == "install-app" and any(other.what == "link" for other in sentence.objects)
        )
    if sentence.lang == "zh" and _TOWARDS.search(sentence.text, sentence.head(first), first):
        return True
    return sentence.has("to", first, last + _RECEIVER_REACH) or (thing.what == "transfer" and sentence.has("lure"))


def _is_of_rules(sentence: DemandSentence, place: int) -> bool:
    """Answers whether a rule speaks of others: "sellers must pay a deposit", "入驻商家需缴纳保证金"."""
    return sentence.has("others", sentence.head(place), place)
