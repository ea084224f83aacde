"""Whether something in a sentence is not asked for but denied, told of another, or asked about."""

from __future__ import annotations

import re
from typing import Final

from scamguard.extract.demand_sentence import DemandSentence
from scamguard.extract.demand_words import Hit

#: How a clause begins that says what an act behind it is good for: "to claim it tell us …".
PURPOSES: Final = ("to ", "in order to ", "so as to ")

_OF_THE_READER: Final = re.compile(r"\b(?:where|how|why|when|which) (?:do|should|did|must|can|could) i\b")
#: "If this was not you call …": whom a denial is about that denies nothing behind it.
_WHO: Final = re.compile(r"\s(?:you|me|u)\b")
_OR: Final = re.compile(r"\b(?:or|nor)\b")
_OWNED: Final = re.compile(
    r"\b(?:my|his|her|their|someone's|customers'|everyone's|no)\s+(?:(?!on\b|at\b|in\b|via\b|to\b|the\b|your\b)\w+\s+)?$"
)
_THIRD_EN: Final = re.compile(
    r"\b(?:i|he|she|they|it|who|we|people|anyone|user|users|customer|customers|seller|sellers)"
    r"(?:'ll|'d|'ve)?"
    r"(?: (?:have|has|had|already|will|would|can|could|may|might|did|never|always|often|then|also|just|only))*\s*$"
)
_THIRD_ZH: Final = re.compile(
    r"(?<![帮给跟和加为替把诉发报转打念到按照听])(?:我(?![这司方行局院社们])|他们?|她们?|对方)[^您你请需，]*$"
)
_ALREADY_ZH: Final = re.compile("[已曾]$")
_DO_NOT_ZH: Final = re.compile("(?<![特分识个差类级区辨性告])别(?![的人墅处名])")
_ONLY_NOT_ZH: Final = re.compile(
    r"\W{0,3}(?:如果|要是|若|如|倘若|一旦)?[您你]?(?:再|还)?(?:不|没|未)(?:及时|按时|尽快|配合)?"
)
_FOLLOWS_ZH: Final = re.compile(r"的话|[，,].{0,12}(?:就|将会?|会被|无法|没法|没办法|不能|[办退做领放发提转解]不了)")
_POLITE_ZH: Final = re.compile(
    "方便|麻烦|能把|能不能把|可以把|可不可以|给我|发我|告诉我|发一下|报一下|说一下|念一下|给一下|多少"
)


def is_denied(sentence: DemandSentence, place: int) -> bool:
    """Answers whether a denial, a report or a warning governs a place: "never send", "he told me to send"."""
    first = sentence.head(place)
    part = sentence.text[first:place]
    if has_denial(sentence, first, place):
        return not (sentence.has("threats", first, place) or _is_threat_zh(sentence, part, place))
    if sentence.lang == "zh":
        return any(pattern.search(part) for pattern in (_THIRD_ZH, _DO_NOT_ZH, _ALREADY_ZH))
    if _THIRD_EN.search(part) and not part.lstrip().startswith(PURPOSES):
        return True
    return part.strip() in ("", "or", "nor", "and") and _is_denied_list(sentence, first, place)


def _is_threat_zh(sentence: DemandSentence, part: str, place: int) -> bool:
    """Answers whether a denial only says what follows without it: "不提供动态码的话，这笔钱就退不了"."""
    if sentence.lang != "zh" or _ONLY_NOT_ZH.fullmatch(part) is None:
        return False
    return _FOLLOWS_ZH.search(sentence.text, place) is not None


def has_denial(sentence: DemandSentence, first: int, place: int) -> bool:
    """Answers whether a denial begins in a part of a sentence; it may go on into the act ("不收取")."""
    denials = [
        hit.start
        for hit in sentence.hits.get("denies", ())
        if first <= hit.start < place
        and sentence.text[max(0, hit.start - 1) : hit.start] != hit.word[1:2]  # 能不能
        and not (hit.word.endswith("not") and _WHO.match(sentence.text, hit.end))
    ]
    if not denials:
        return False
    exceptions = [hit.end for hit in sentence.hits.get("exceptions", ()) if denials[0] < hit.start < place]
    return not exceptions or max(denials) >= max(exceptions)


def _is_denied_list(sentence: DemandSentence, first: int, place: int) -> bool:
    """Answers whether a denial before governs a list: "never share your password, give out your PIN, or click"."""
    return has_denial(sentence, 0, first) and bool(_OR.search(sentence.text, max(0, first - 60), place + 80))


def is_question(sentence: DemandSentence) -> bool:
    """Answers whether the reader asks: "how do I pay the deposit?"; a polite request is none."""
    hits = sentence.hits.get("questions", ())
    if sentence.lang == "zh":
        return bool(hits) and not _POLITE_ZH.search(sentence.text)
    if _OF_THE_READER.search(sentence.text):
        return True
    return any(not sentence.text[sentence.head(hit.start) : hit.start].strip(" \"'“") for hit in hits)


def is_owned_by_another(sentence: DemandSentence, thing: Hit) -> bool:
    """Answers whether a thing is somebody else's: "my password", "her card number"."""
    if sentence.lang == "zh" or thing.what == "add-contact":
        return False
    return _OWNED.search(sentence.text[max(0, thing.start - 24) : thing.start]) is not None
