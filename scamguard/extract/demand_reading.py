"""From where to where in a sentence a thing is asked for: by an act, by a frame, or by pressure alone."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.demand_acts import STOPS, acts_for, ends_with
from scamguard.extract.demand_denials import PURPOSES, has_denial, is_denied, is_owned_by_another, is_question
from scamguard.extract.demand_excuses import is_excused
from scamguard.extract.demand_sentence import DemandSentence
from scamguard.extract.demand_sieve import LOUD, NEVER_GIVEN
from scamguard.extract.demand_words import Hit

#: How far from an object a frame is looked for, in characters.
MAX_FRAME: Final = 30
#: Most words, or in Chinese characters, between a frame and its object.
MAX_FRAME_WORDS: Final = 4
MAX_FRAME_CHARS_ZH: Final = 6

_READER: Final = re.compile(r"\b(?:you|your|u|ur)\b|[您你]")
_YOUR: Final = re.compile(r"\b(?:your|ur|the|that|both|you)\b")
_OTHERS: Final = re.compile(r"\b(?:i|he|she|they|we|it|who|which)\b")
#: What makes a price none, and a service none: "there is no fee".
_NO: Final = re.compile(
    r"\b(?:no (?:fee|cost|charge|price)|free|not|don't|cannot|can't|won't)\b|免费|无需|不收[取费]|不会|不能|如何|怎么"
)
_DONE_ZH: Final = re.compile("[了过完]")
#: Longest act that ends in -ing and is none that is spoken of: "ring", "bring".
_SHORT_ING: Final = 5
#: The last word before an act that goes on with what was asked before it.
_ONWARDS: Final = frozenset({"and", "to", "or", "&", "then", "also"})


def asked_at(sentence: DemandSentence, thing: Hit) -> tuple[int, int] | None:
    """Returns from where to where a thing is asked for; None where it is only spoken of."""
    if thing.list in ("offers", "services"):
        return (thing.start, thing.end) if _is_offered(sentence, thing) else None
    if is_owned_by_another(sentence, thing):
        return None
    if thing.list == "refers" and not _is_referred(sentence, thing):
        return None
    if thing.list in ("whole", "refers") and _is_asked_alone(sentence, thing):
        return thing.start, thing.end
    for act in acts_for(sentence, thing):
        if is_denied(sentence, act.start) or has_denial(sentence, act.end, thing.start):
            return None
        if _is_asked_with(sentence, thing, act):
            return min(act.start, thing.start), max(act.end, thing.end)
    return _framed(sentence, thing)


def _is_offered(sentence: DemandSentence, thing: Hit) -> bool:
    """Answers whether a thing is promised; a service only where somebody sells it: "we lift the ban for 150 USDT"."""
    if thing.list == "offers":
        return not has_denial(sentence, sentence.head(thing.start), thing.start) and not is_question(sentence)
    is_priced = sentence.has("paid") or any(other.what == "transfer" for other in sentence.objects)
    return is_priced and sentence.has("ours") and not (_NO.search(sentence.text) or is_question(sentence))


def _is_referred(sentence: DemandSentence, thing: Hit) -> bool:
    """Answers whether what a phrase refers to stands before it: "a code pops up, just say it out loud"."""
    said = sentence.before + sentence.text[: thing.start]
    return any(word in said for word in sentence.grammar.contexts[thing.what])


def _is_asked_alone(sentence: DemandSentence, thing: Hit) -> bool:
    """Answers whether a phrase that is act and object in one is asked."""
    return (
        _is_asked(sentence, thing.start, thing.end, thing)
        and not is_denied(sentence, thing.start)
        and not is_excused(sentence, thing, thing)
    )


def _is_asked_with(sentence: DemandSentence, thing: Hit, act: Hit) -> bool:
    """Answers whether the reader is to do an act with a thing."""
    if (
        act.word.endswith("ing")
        and len(act.word) > _SHORT_ING
        and not sentence.text[sentence.head(act.start) : act.start].strip()
    ):
        return False  # "sharing your password is dangerous"
    return _is_asked(sentence, act.start, max(act.end, thing.end), thing) and not is_excused(sentence, thing, act)


# ---- the reader is to do it


def _is_asked(sentence: DemandSentence, start: int, end: int, thing: Hit) -> bool:
    first = sentence.head(start)
    if sentence.has("conditions", first, start) and not sentence.is_pressed:
        return False
    if sentence.lang == "zh":
        return _is_asked_zh(sentence, first, start, end, thing)
    return _is_asked_en(sentence, first, start, thing)


def _is_asked_en(sentence: DemandSentence, first: int, start: int, thing: Hit) -> bool:
    head = sentence.text[first:start].strip(" \"'“”‘’*•·>#-\t")
    if not head or head.startswith(PURPOSES) or ends_with(sentence, start, ("before", "conditions", "passive")):
        return True
    last = head.rpartition(" ")[2]
    if head in _ONWARDS and first:
        return sentence.is_pressed and _OTHERS.search(sentence.text, 0, first) is None
    if last in _ONWARDS:
        if sentence.has("before", first, start) or _begins_with_act(sentence, first, start):
            return True
        return sentence.is_pressed and sentence.has("before", 0, start) and not has_denial(sentence, 0, start)
    return sentence.is_pressed and (last in ("you", "u") or thing.what not in sentence.grammar.ordinary)


def _begins_with_act(sentence: DemandSentence, first: int, start: int) -> bool:
    """Answers whether an act begins the clause, so that what follows goes on with it: "call us and read …"."""
    part = sentence.text[first:start]
    blanks = len(part) - len(part.lstrip())
    return any(0 <= hit.start - first <= 2 + blanks for hit in sentence.hits.get("act", ()))


def _is_asked_zh(sentence: DemandSentence, first: int, start: int, end: int, thing: Hit) -> bool:
    text = sentence.text
    if text.startswith("的", end) and not text.startswith("的话", end):
        return False
    if _DONE_ZH.match(text, end):
        return sentence.is_pressed
    if len(text[first:start].strip(" 【】[]\"“”'")) <= 2 or sentence.has("before", first, start):
        return True
    if first <= thing.start < start or sentence.has("to", start, min(len(text), end + 12)):
        return True
    return thing.what not in sentence.grammar.ordinary or sentence.is_pressed


# ---- a frame without an act


def _framed(sentence: DemandSentence, thing: Hit) -> tuple[int, int] | None:
    """Returns where a frame without an act asks for a thing: "I need your …", "a … is required"."""
    if thing.list != "words" or thing.what in NEVER_GIVEN or is_excused(sentence, thing, None):
        return None
    for hit in _frames_near(sentence, thing):
        if not is_denied(sentence, min(hit.start, thing.start)):
            return min(hit.start, thing.start), max(hit.end, thing.end)
    return (thing.start, thing.end) if _is_loud(sentence, thing) else None


def _frames_near(sentence: DemandSentence, thing: Hit) -> list[Hit]:
    """Returns the frames that stand close before or behind a thing."""
    before = [hit for hit in sentence.hits.get("needs", ()) if _is_close_before(sentence, hit, thing)]
    return before + [hit for hit in sentence.hits.get("after", ()) if _is_close_behind(sentence, hit, thing)]


def _is_close_before(sentence: DemandSentence, hit: Hit, thing: Hit) -> bool:
    if hit.start < thing.start - MAX_FRAME or hit.end > thing.start:
        return False
    between = sentence.text[hit.end : thing.start]
    if sentence.lang == "en" and hit.word.startswith(("i ", "need", "what")) and not _YOUR.search(between):
        return False
    return _is_short(sentence, between)


def _is_close_behind(sentence: DemandSentence, hit: Hit, thing: Hit) -> bool:
    if hit.start < thing.end or hit.end > thing.end + MAX_FRAME:
        return False
    return _is_short(sentence, sentence.text[thing.end : hit.start])


def _is_short(sentence: DemandSentence, between: str) -> bool:
    """Answers whether nothing ends between a frame and its object, and they stand close together."""
    if STOPS[sentence.lang].search(between) or "," in between:
        return False
    if sentence.lang == "zh":
        return len(between) <= MAX_FRAME_CHARS_ZH
    return len(between.split()) <= MAX_FRAME_WORDS


def _is_loud(sentence: DemandSentence, thing: Hit) -> bool:
    """Answers whether a thing that honest people hardly name is spoken of to the reader, under pressure."""
    return (
        thing.what in LOUD
        and sentence.is_pressed
        and _READER.search(sentence.text) is not None
        and not has_denial(sentence, 0, len(sentence.text))
    )
