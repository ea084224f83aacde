"""Which acts of a sentence govern an object: near enough, with nothing between that ends their reach."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.demand_sentence import DemandSentence
from scamguard.extract.demand_words import Hit

#: Most acts that are tried for one object.
MAX_TRIED: Final = 4
#: Farthest that an act stands before its object, in characters.
MAX_GAP: Final = {"en": 60, "zh": 22}
#: Farthest that an act stands behind its object, in characters.
MAX_BEHIND: Final = {"en": 0, "zh": 16}
#: Farthest that a participle stands behind its object, in characters: "your savings … have to be moved".
MAX_PASSIVE: Final = 40
#: What ends the reach of an act: a sentence; in Chinese also a comma.
STOPS: Final = {"en": re.compile(r"[;!?\n]|\.\s"), "zh": re.compile(r"[，,。；;！!？?\n]")}
#: What an act behind a comma begins with that still reaches back: "验证码，请发给我".
_ONWARDS_ZH: Final = ("请", "麻烦", "务必", "需要", "必须", "您需要", "你需要")
_PRONOUN: Final = re.compile(r"\s(?:me |us )?(?:it|that|them|this|those|these)\b")
#: What the reader is sent, and sends to nobody: "we may send a code to your phone", "向您的手机发送验证码".
_TO_READER: Final = re.compile(
    r"\s?(?:to|via)\s(?:you\b|your\s(?:[\w-]{1,20}\s){0,2}(?:phone|mobile|cell|device|e-?mail|inbox|number|address)\b)"
    r"|(?:至|到|给)(?:您|你)(?!们?的?客服)"
)
_SENDING: Final = frozenset({"send", "sends", "text", "email", "mail", "message", "sms", "发送", "发", "下发"})
_READER_SENT: Final = re.compile(r"(?:向|给|往|至|到)(?:您|你)(?:们|的[^，,。\s]{0,6})?$")
_SENT_YOU: Final = re.compile(r"\s(?:you|u)\b")
_NOUN: Final = re.compile(r"\b(?:your|the|a|an|my|our)\s$")


def acts_for(sentence: DemandSentence, thing: Hit) -> list[Hit]:
    """Returns the acts that can govern an object, nearest first."""
    grammar = sentence.grammar
    wanted = grammar.acts_of[thing.what]
    found = []
    for act in sentence.hits.get("act", ()):
        if wanted.isdisjoint(grammar.classes[act.word]) or _is_in_object(sentence, act):
            continue
        if _is_to_reader(sentence, act, thing):
            continue
        if _is_done(sentence, act) and not ends_with(sentence, act.start, ("passive",)):
            continue  # "the code sent to your phone"
        gap = _gap(sentence, act, thing)
        if gap is not None:
            found.append((gap, act.start - act.end, act))
    found.sort(key=lambda item: item[:2])
    return [act for _, _, act in found[:MAX_TRIED]]


def ends_with(sentence: DemandSentence, place: int, names: tuple[str, ...]) -> bool:
    """Answers whether a frame stands right before a place: "please", "you need to", "if you", "has to be"."""
    first = sentence.head(place)
    end = first + len(sentence.text[first:place].rstrip())
    return any(first <= hit.start and hit.end == end for name in names for hit in sentence.hits.get(name, ()))


def _is_done(sentence: DemandSentence, act: Hit) -> bool:
    """Answers whether an act is a participle: "sent", "paid"."""
    return "done" in sentence.grammar.classes[act.word]


def _is_to_reader(sentence: DemandSentence, act: Hit, thing: Hit) -> bool:
    """Answers whether a code is what the reader is sent, not what they send."""
    if thing.what != "otp" or act.end > thing.start or act.word not in _SENDING:
        return False
    text = sentence.text
    return bool(
        _TO_READER.match(text, thing.end)
        or _READER_SENT.search(text, max(0, act.start - 12), act.start)
        or _SENT_YOU.match(text, act.end)
    )


def _is_in_object(sentence: DemandSentence, act: Hit) -> bool:
    """Answers whether an act is only a part of what an object is called ("deposit"), or a noun ("your email")."""
    if sentence.lang == "en" and _NOUN.search(sentence.text[max(0, act.start - 6) : act.start]):
        return True
    return any(
        other.list in ("words", "none") and other.start <= act.start and act.end <= other.end
        for other in sentence.taken
    )


def _gap(sentence: DemandSentence, act: Hit, thing: Hit) -> int | None:
    """Returns how far an act stands from an object; None where it cannot reach it."""
    if act.end <= thing.start:
        low, high = act.end, thing.start
    elif act.start >= thing.end:
        low, high = thing.end, act.start
    else:
        return None
    if high - low > _reach(sentence, act, thing):
        return None
    stop = STOPS[sentence.lang].search(sentence.text, low, high)
    if stop is None or (act.start >= thing.end and sentence.text.startswith(_ONWARDS_ZH, stop.end())):
        return high - low
    return None


def _reach(sentence: DemandSentence, act: Hit, thing: Hit) -> int:
    """Returns how far an act may stand from an object; a pronoun reaches back: "the code … send it to us"."""
    if act.end <= thing.start:
        return MAX_GAP[sentence.lang]
    if _is_done(sentence, act):
        return MAX_PASSIVE
    if sentence.lang == "en" and _PRONOUN.match(sentence.text, act.end):
        return MAX_GAP["en"]
    return MAX_BEHIND[sentence.lang]
