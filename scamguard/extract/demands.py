"""What a text demands of its reader: a code, money, control of a device, another messenger.

A demand is an object ("verification code", "保证金") with an act ("send", "缴纳") or a frame ("… is required") that
asks for it. All words are data (`[demand.…]` in data/lexicon/<lang>.toml); here is only how they stand together.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

#: Most objects that are looked at in one sentence, and most acts for one object; real sentences hold fewer.
MAX_OBJECTS: Final = 8
MAX_ACTS: Final = 32
#: Most objects of one sort that are tried in one sentence.
MAX_TRIES: Final = 3
#: Most words of the lexicon that are read in one sentence.
MAX_MATCHES: Final = 160
#: How much before a sentence is read for what it refers to, in characters.
MAX_BEFORE: Final = 160
#: Most sentences that are read closely in one view: more demands than anybody writes, and a bound for hostile texts.
MAX_SENTENCES: Final = 256
#: How far around a word of a whole text the first sieve looks, in characters.
NEAR: Final = 64
#: Farthest that an act stands from its object, in characters.
MAX_GAP: Final = {"en": 60, "zh": 22}
#: Farthest that an act stands behind its object, in characters.
MAX_BEHIND: Final = {"en": 0, "zh": 16}

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_BORDERS: Final = {
    "en": re.compile(r"[,;:()\n\u2014!?]|\s[-–]\s|\.\s|\bbut\b|\bjust\b(?=\s+(?:send|give|tell|read|pay))"),
    "zh": re.compile(r"[，,。；;：:！!？?（）()\n]"),
}
#: What ends the reach of an act: a sentence; in Chinese also a comma.
_STOPS: Final = {"en": re.compile(r"[;!?\n]|\.\s"), "zh": re.compile(r"[，,。；;！!？?\n]")}


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

    @property
    def is_asked(self) -> bool:
        """The reader is told to do it; an offer only invites."""
        return self.act != "offer"


class _Hit(msgspec.Struct, frozen=True, gc=False):
    """A word of the lexicon in a sentence: what it is (the list that it stands in), and for objects of what."""

    start: int
    end: int
    list: str
    what: str
    word: str


_MONEY: Final = frozenset({"fee", "customs-fee", "release-fee", "unfreeze-fee", "deposit", "insurance-renewal"})
#: What must stand near a word, as bits: an act, or a frame that is one; a purpose, pressure, somebody to give it to.
_ACT: Final = 1
_PURPOSE: Final = 2
_NEEDS: Final = {"words": _ACT, "whole": 0, "refers": 0, "offers": 0}
_GATES: Final = {
    "act": _ACT, "needs": _ACT, "after": _ACT,
    "press": _PURPOSE, "to": _PURPOSE, "lure": _PURPOSE, "private": _PURPOSE, "refers": _PURPOSE,
}  # fmt: skip
#: What is said already where something more exact is demanded in the same sentence.
_SAID_BY: Final = {
    "transfer": _MONEY | {"safe-account", "gift-card", "off-platform-payment"},
    "fee": frozenset({"unfreeze-fee", "customs-fee", "release-fee"}),
    "otp": frozenset({"gift-card"}),
}
#: Lists of object words; of overlapping ones the longest counts, of equal ones the first in this order.
_ORDER: Final = ("none", "offers", "whole", "refers", "words", "bare")


class _Grammar:
    """The words of one language, found in one pass over a sentence."""

    def __init__(self, lang: str, section: dict[str, object]) -> None:
        self.lang = lang
        what, act, frame = (_table(section.get(key)) for key in ("what", "act", "frame"))
        self.acts_of = {name: frozenset(_words(_table(value).get("acts"))) for name, value in what.items()}
        self.classes: dict[str, set[str]] = {}
        for name, words in act.items():
            for word in _words(words):
                self.classes.setdefault(word, set()).add(name)
        self.ordinary = frozenset(_words(frame.get("ordinary")))
        self.soft = frozenset(_words(frame.get("soft")))
        #: What -> words that must stand somewhere before a phrase that refers to it ("read it back").
        self.contexts: dict[str, list[str]] = {}
        self._tags: list[tuple[str, str, str]] = []
        for name, value in what.items():
            for kind in _ORDER:
                self._tags += ((kind, name, word) for word in _words(_table(value).get(kind)))
            self.contexts[name] = _words(_table(value).get("context"))
        #: Word to look for in a whole text -> what must stand near it.
        self.cues = dict.fromkeys(_words(frame.get("cues")), _ACT | _PURPOSE)
        self.cues.update((word, _NEEDS[kind]) for kind, _, word in self._tags if kind in _NEEDS)
        self._tags += (("act", "", word) for word in self.classes)
        for name in frame:
            if name not in ("ordinary", "soft", "cues"):
                self._tags += ((name, "", word) for word in _words(frame[name]))
        #: Word -> what it is good for in the first sieve.
        self.near: dict[str, int] = {}
        for kind, _, word in self._tags:
            if kind in _GATES:
                self.near[word] = self.near.get(word, 0) | _GATES[kind]
        self._finder = AhoCorasick([word for _, _, word in self._tags], matchkind=MatchKind.Standard)
        pairs = _words(_table(section.get("script")).get("pairs"))
        self.to_traditional = {ord(pair[0]): pair[1] for pair in reversed(pairs)}
        self.to_simplified = {ord(pair[1]): pair[0] for pair in pairs}

    def hits_in(self, sentence: str) -> dict[str, list[_Hit]]:
        """Returns the words of the lexicon in a sentence, by list, in their order."""
        found: dict[str, list[_Hit]] = {}
        tags = self._tags
        matches = self._finder.find_matches_as_indexes(sentence, overlapping=True)
        for index, start, end in matches[:MAX_MATCHES]:
            if _is_whole(sentence, start, end):
                name, what, word = tags[index]
                alike = found.setdefault(name, [])
                if len(alike) < MAX_ACTS:
                    alike.append(_Hit(start, end, name, what, word))
        return found


class DemandWords:
    """The words of all languages; build it once.

    Args:
        lexicon: language -> section -> words (`Knowledge.reading.lexicon`).
    """

    def __init__(self, lexicon: Mapping[str, Mapping[str, Mapping[str, object]]]) -> None:
        self._grammars = {
            lang: _Grammar(lang, dict(sections["demand"])) for lang, sections in lexicon.items() if "demand" in sections
        }
        cues, near = (self._forms(table) for table in ("cues", "near"))
        self.cues = AhoCorasick(list(cues), matchkind=MatchKind.Standard)
        self._needs = list(cues.values())
        self._near = AhoCorasick(list(near), matchkind=MatchKind.Standard)
        self._flags = list(near.values())

    def _forms(self, table: str) -> dict[str, int]:
        """Returns the words of a table of all languages, traditional characters too."""
        found: dict[str, int] = {}
        for grammar in self._grammars.values():
            for word, flags in getattr(grammar, table).items():
                for form in (word, word.translate(grammar.to_traditional)):
                    found[form] = found.get(form, 0) | flags
        return found

    def is_worth_reading(self, text: str, cue: int, start: int, end: int) -> bool:
        """Answers whether what makes a demand stands near a word of a text; cheap, and no more than a first sieve."""
        needs = self._needs[cue]
        if not needs:
            return True
        part = text[max(0, start - NEAR) : end + NEAR]
        for index, first, last in self._near.find_matches_as_indexes(part, overlapping=True):
            if needs & self._flags[index] and _is_whole(part, first, last):
                needs &= ~self._flags[index]
                if not needs:
                    return True
        return False

    def grammar_for(self, sentence: str) -> _Grammar:
        """Returns the language of a sentence: Chinese where it holds a Chinese character."""
        return self._grammars["zh" if _CHINESE.search(sentence) else "en"]


def find_demands(view: View, words: DemandWords) -> Iterator[Demand]:
    """Yields the demands in a view, in the order of the text."""
    text = view.folded
    done = read = 0
    for cue, start, end in words.cues.find_matches_as_indexes(text, overlapping=True):
        if start < done or not _is_whole(text, start, end) or not words.is_worth_reading(text, cue, start, end):
            continue
        first, last = sentence_around(text, start, end)
        first = max(first, done)
        done = last
        read += 1
        if read > MAX_SENTENCES:
            return
        yield from _demands_in(text[first:last], first, text[max(0, first - MAX_BEFORE) : first], words)


def _demands_in(sentence: str, base: int, before: str, words: DemandWords) -> Iterator[Demand]:
    grammar = words.grammar_for(sentence)
    if grammar.to_simplified:
        sentence, before = (part.translate(grammar.to_simplified) for part in (sentence, before))
    found = _found_in(_Reading(sentence, before, grammar))
    whats = {demand.what for demand in found}
    for demand in found:
        if whats.isdisjoint(_SAID_BY.get(demand.what, ())):
            yield msgspec.structs.replace(demand, start=base + demand.start, end=base + demand.end)


def _found_in(reading: _Reading) -> list[Demand]:
    """Returns the demands of a sentence, one of a sort."""
    found: list[Demand] = []
    tried: Counter[str] = Counter()
    for thing in reading.objects:
        if tried[thing.what] >= MAX_TRIES:
            continue
        tried[thing.what] += 1
        place = reading.asked_at(thing)
        if place is not None:
            tried[thing.what] = MAX_TRIES
            found.append(Demand(reading.act_of(thing), thing.what, *place))
    return found


class _Reading:
    """One sentence with the words that were found in it."""

    def __init__(self, sentence: str, before: str, grammar: _Grammar) -> None:
        self.sentence = sentence
        self.before = before
        self.grammar = grammar
        self.lang = grammar.lang
        self.hits = grammar.hits_in(sentence)
        #: Objects, and what is none though it looks like one.
        self.taken: list[_Hit] = []
        self.objects = self._objects() if not self.has("warns") else []

    def _objects(self) -> list[_Hit]:
        """Returns the objects, the longest where several overlap, without those that are none."""
        found = [hit for name in _ORDER for hit in self.hits.get(name, ())]
        for what, pattern in _WRITTEN.items():
            found += (_Hit(m.start(), m.end(), "bare", what, "") for m in pattern.finditer(self.sentence))
        found.sort(key=lambda hit: (hit.start - hit.end, hit.start, _ORDER.index(hit.list)))
        kept: list[_Hit] = []
        for hit in found[: 6 * MAX_OBJECTS]:
            if all(
                hit.end <= other.start
                or hit.start >= other.end
                or (hit.what != other.what != "innocent" and (hit.start, hit.end) == (other.start, other.end))
                for other in kept
            ):
                kept.append(hit)
        self.taken = kept
        return sorted((hit for hit in kept if hit.list != "none"), key=lambda hit: hit.start)[:MAX_OBJECTS]

    def has(self, name: str, start: int = 0, end: int | None = None) -> bool:
        """Answers whether a word of a list stands in the sentence, or within a part of it."""
        last = len(self.sentence) if end is None else end
        return any(start <= hit.start and hit.end <= last for hit in self.hits.get(name, ()))

    def _is_pressed(self) -> bool:
        """Answers whether there is pressure, a reward or a purpose beside the objects themselves."""
        return self._has_beside("press") or "press" in self.hits_before

    def _has_beside(self, name: str) -> bool:
        """Answers whether a word of a list stands in the sentence outside of the objects."""
        return any(
            all(hit.end <= thing.start or hit.start >= thing.end for thing in self.taken)
            for hit in self.hits.get(name, ())
        )

    @functools.cached_property
    def hits_before(self) -> dict[str, list[_Hit]]:
        """The words of the lexicon in what stands before the sentence."""
        return self.grammar.hits_in(self.before) if self.before else {}

    def act_of(self, thing: _Hit) -> str:
        """Returns the act as facts name it."""
        return "offer" if thing.list == "offers" else "charge" if thing.what in _MONEY else "ask"

    # ---- is it asked?

    def asked_at(self, thing: _Hit) -> tuple[int, int] | None:
        """Returns from where to where the object is asked for; None where it is only spoken of."""
        if thing.list == "offers":
            is_denied = self._has_denial(self._head(thing.start), thing.start)
            return None if is_denied or self._is_question() else (thing.start, thing.end)
        if self._is_owned_by_another(thing):
            return None
        if thing.list == "refers" and not self._is_referred(thing):
            return None
        if thing.list in ("whole", "refers"):
            is_asked = self._is_asked(thing.start, thing.end, thing) and not self._is_denied(thing.start)
            if is_asked and not self._is_excused(thing, thing):
                return thing.start, thing.end
        for act in self._acts_for(thing):
            if self._is_denied(act.start) or self._has_denial(act.end, thing.start):
                return None
            if act.word.endswith("ing") and not self.sentence[self._head(act.start) : act.start].strip():
                continue  # "sharing your password is dangerous"
            if self._is_asked(act.start, max(act.end, thing.end), thing) and not self._is_excused(thing, act):
                return min(act.start, thing.start), max(act.end, thing.end)
        return self._framed(thing)

    def _is_referred(self, thing: _Hit) -> bool:
        """Answers whether what a phrase refers to stands before it: "a code pops up, just say it out loud"."""
        said = self.before + self.sentence[: thing.start]
        return any(word in said for word in self.grammar.contexts[thing.what])

    def _acts_for(self, thing: _Hit) -> list[_Hit]:
        """Returns the acts that can govern an object, nearest first."""
        wanted = self.grammar.acts_of[thing.what]
        found = []
        for act in self.hits.get("act", ())[:MAX_ACTS]:
            if wanted.isdisjoint(self.grammar.classes[act.word]) or self._is_in_object(act):
                continue
            gap = self._gap(act, thing)
            if gap is not None:
                found.append((gap, act.start - act.end, act))
        found.sort(key=lambda item: item[:2])
        return [act for _, _, act in found[:4]]

    def _is_in_object(self, act: _Hit) -> bool:
        """Answers whether an act is only a part of what an object is called ("deposit"), or a noun ("your email")."""
        if self.lang == "en" and _NOUN.search(self.sentence[max(0, act.start - 6) : act.start]):
            return True
        return any(other.list == "words" and other.start <= act.start and act.end <= other.end for other in self.taken)

    def _gap(self, act: _Hit, thing: _Hit) -> int | None:
        """Returns how far an act stands from an object; None where it cannot reach it."""
        if act.end <= thing.start:
            low, high, most = act.end, thing.start, MAX_GAP[self.lang]
        elif act.start >= thing.end:
            low, high, most = thing.end, act.start, MAX_BEHIND[self.lang]
        else:
            return None
        if self.lang == "en" and act.start >= thing.end and _PRONOUN.match(self.sentence, act.end):
            most = MAX_GAP["en"]
        if high - low > most:
            return None
        stop = _STOPS[self.lang].search(self.sentence, low, high)
        if stop is not None and not (
            act.start >= thing.end and self.sentence.startswith(("请", "麻烦", "务必"), stop.end())
        ):
            return None
        return high - low

    def _head(self, place: int) -> int:
        """Returns where the clause begins in which a place stands."""
        first = 0
        for border in _BORDERS[self.lang].finditer(self.sentence, 0, place):
            first = border.end()
        return first

    def _is_denied(self, place: int) -> bool:
        """Answers whether a denial, a report or a warning governs an act: "never send", "he told me to send"."""
        first = self._head(place)
        if self._has_denial(first, place):
            return not self.has("threats", first, place)
        if self.lang == "zh":
            part = self.sentence[first:place]
            return _THIRD_ZH.search(part) is not None or _DO_NOT_ZH.search(part) is not None
        if _THIRD_EN.search(self.sentence[first:place]):
            return True
        rest = self.sentence[first:place].strip()
        return rest in ("", "or", "nor", "and") and self._is_denied_list(first, place)

    def _has_denial(self, first: int, place: int) -> bool:
        """Answers whether a denial begins in a part of the sentence; it may go on into the act ("不收取")."""
        return any(
            first <= hit.start < place and self.sentence[max(0, hit.start - 1) : hit.start] != hit.word[1:2]  # 能不能
            for hit in self.hits.get("denies", ())
        )

    def _is_denied_list(self, first: int, place: int) -> bool:
        """Answers whether a denial before governs a list: "never share your password, give out your PIN, or click"."""
        return self._has_denial(0, first) and bool(_OR.search(self.sentence, max(0, first - 60), place + 80))

    def _is_asked(self, start: int, end: int, thing: _Hit) -> bool:
        first = self._head(start)
        if self.has("conditions", first, start) and not self._is_pressed():
            return False
        return (
            self._is_asked_zh(first, start, end, thing) if self.lang == "zh" else self._is_asked_en(first, start, thing)
        )

    def _is_asked_en(self, first: int, start: int, thing: _Hit) -> bool:
        head = self.sentence[first:start].strip(" \"'“”‘’*•·>#-\t")
        if not head or any(
            hit.end == first + len(self.sentence[first:start].rstrip()) for hit in self._frames_before(first, start)
        ):
            return True
        last = head.rpartition(" ")[2]
        if last in ("and", "to", "or", "&", "then", "also"):
            return self.has("before", first, start) or any(
                hit.start - first <= 2 + self._lead(first, start)
                for hit in self.hits.get("act", ())
                if hit.start >= first
            )
        return self._is_pressed() and (last in ("you", "u") or thing.what not in self.grammar.ordinary)

    def _frames_before(self, first: int, start: int) -> list[_Hit]:
        return [
            hit
            for name in ("before", "conditions")
            for hit in self.hits.get(name, ())
            if first <= hit.start and hit.end <= start
        ]

    def _lead(self, first: int, start: int) -> int:
        """Returns how many blanks a clause begins with."""
        part = self.sentence[first:start]
        return len(part) - len(part.lstrip())

    def _is_asked_zh(self, first: int, start: int, end: int, thing: _Hit) -> bool:
        if self.sentence.startswith("的", end) or _DONE_ZH.match(self.sentence, end):
            return self._is_pressed() and not self.sentence.startswith("的", end)
        head = self.sentence[first:start]
        if len(head.strip(" 【】[]\"“”'")) <= 2 or self.has("before", first, start):
            return True
        if first <= thing.start < start or self.has("to", start, min(len(self.sentence), end + 12)):
            return True
        return thing.what not in self.grammar.ordinary or self._is_pressed()

    def _framed(self, thing: _Hit) -> tuple[int, int] | None:
        """Returns where a frame without an act asks for an object: "I need your …", "a … is required"."""
        if thing.list != "words" or thing.what in _NEVER_GIVEN or self._is_excused(thing, None):
            return None
        for name, low, high in (("needs", thing.start - 30, thing.start), ("after", thing.end, thing.end + 30)):
            for hit in self.hits.get(name, ()):
                if low > hit.start or hit.end > high or not self._is_close(name, hit, thing):
                    continue
                if not self._is_denied(min(hit.start, thing.start)):
                    return min(hit.start, thing.start), max(hit.end, thing.end)
        return (thing.start, thing.end) if self._is_loud(thing) else None

    def _is_loud(self, thing: _Hit) -> bool:
        """Answers whether a thing that honest people hardly name is spoken of to the reader, under pressure."""
        return (
            thing.what in _LOUD
            and self._is_pressed()
            and _READER.search(self.sentence) is not None
            and not self._has_denial(0, len(self.sentence))
        )

    def _is_close(self, name: str, hit: _Hit, thing: _Hit) -> bool:
        between = self.sentence[hit.end : thing.start] if name == "needs" else self.sentence[thing.end : hit.start]
        if _STOPS[self.lang].search(between) or "," in between:
            return False
        if self.lang == "zh":
            return len(between) <= 6
        if name == "needs":
            return len(between.split()) <= 4 and not (
                hit.word.startswith(("i ", "need", "what")) and not _YOUR.search(between)
            )
        return len(between.split()) <= 4

    # ---- excuses

    def _is_excused(self, thing: _Hit, act: _Hit | None) -> bool:
        is_soft = act is not None and act.list == "act" and act.word in self.grammar.soft
        is_ordinary = thing.what in self.grammar.ordinary
        if self._is_question():
            return True
        if thing.list == "bare" and not self._has_receiver(thing, act):
            return True
        if (
            is_soft or is_ordinary or act is None or thing.list == "bare" or thing.what == "screen-share"
        ) and self._has_beside("settings"):
            return True
        if ((is_soft and thing.what not in _SECRET) or is_ordinary) and not self._is_pressed():
            return not (thing.what == "add-contact" and self.has("private"))
        return is_ordinary and self._is_of_rules(act.start if act is not None else thing.start)

    def _is_question(self) -> bool:
        """Answers whether the reader asks: "how do I pay the deposit?"; a polite request is none."""
        hits = self.hits.get("questions", ())
        if self.lang == "zh":
            return bool(hits) and not _POLITE_ZH.search(self.sentence)
        return any(not self.sentence[self._head(hit.start) : hit.start].strip(" \"'“") for hit in hits)

    def _is_owned_by_another(self, thing: _Hit) -> bool:
        """Answers whether it is somebody else's: "my password", "her card number"."""
        if self.lang == "zh" or thing.what == "add-contact":
            return False
        return _OWNED.search(self.sentence[max(0, thing.start - 24) : thing.start]) is not None

    def _has_receiver(self, thing: _Hit, act: _Hit | None) -> bool:
        """Answers whether it is said to whom a common thing is to be given; of strangers rules speak."""
        if act is None:
            return False
        first, last = min(act.start, thing.start), max(act.end, thing.end)
        if self.has("strangers", first, last + (6 if self.lang == "zh" else 24)):
            return False
        if thing.what in _PRESSED:
            return self._is_pressed() or (thing.what == "install-app" and any(o.what == "link" for o in self.objects))
        return self.has("to", first, last + 40) or (thing.what == "transfer" and self.has("lure"))

    def _is_of_rules(self, place: int) -> bool:
        """Answers whether a rule speaks of others: "sellers must pay a deposit", "入驻商家需缴纳保证金"."""
        return self.has("others", self._head(place), place)


#: Common things that pressure alone makes a demand.
_PRESSED: Final = frozenset(
    {"link", "qr-code", "gift-card", "install-app", "add-contact", "insurance-renewal", "phone-call"}
)
#: What nobody asks for with good reason, whatever the act.
_SECRET: Final = frozenset({"private-key", "import-wallet"})
#: What is hardly spoken of to somebody in good faith.
_LOUD: Final = frozenset({"safe-account", "unfreeze-fee", "remote-access", "gift-card", "import-wallet"})
_READER: Final = re.compile(r"\b(?:you|your|u|ur)\b|[您你]")
#: What is done and not given: no frame without an act asks for it.
_NEVER_GIVEN: Final = frozenset({"phone-call", "add-contact"})
_OR: Final = re.compile(r"\b(?:or|nor)\b")
#: Objects that are written and not named.
_WRITTEN: Final = {
    "link": re.compile(
        r"(?:https?://|www\.)[!-~]{3,80}|\b[a-z0-9-]{2,40}\.[a-z]{2,10}/[!-~]{1,80}|\b[a-z0-9-]{2,40}\.example\b"
    ),
    "transfer": re.compile(
        r"[$£€¥]\s?\d[\d,.]{0,12}|(?<![\d.,])\d[\d,.]{0,12}\s?(?:usdt|usd|dollars|euros?|pounds|eur|gbp|btc|eth|bucks|rmb|元|块|万|千)"
        r"|(?<![\d.,$£€])\d{3,6}(?= (?:more )?to\b)|[一二三四五六七八九十百千两几]{1,6}[万千百](?:元|块|多)?"
    ),
    "phone-call": re.compile(r"(?<![\w.])\+?\d[\d ().-]{5,18}\d(?![\w])"),
}
_PRONOUN: Final = re.compile(r"\s(?:me |us )?(?:it|that|them|this|those|these)\b")
_NOUN: Final = re.compile(r"\b(?:your|the|a|an|my|our)\s$")
_YOUR: Final = re.compile(r"\b(?:your|ur|the|that|both|you)\b")
_OWNED: Final = re.compile(
    r"\b(?:my|his|her|their|someone's|customers'|everyone's|no)\s+(?:(?!on\b|at\b|in\b|via\b|to\b|the\b|your\b)\w+\s+)?$"
)
_THIRD_EN: Final = re.compile(
    r"\b(?:i|he|she|they|it|who|we|people|anyone|user|users|customer|customers|seller|sellers)"
    r"(?:'ll|'d|'ve)?"
    r"(?: (?:have|has|had|already|will|would|can|could|may|might|did|never|always|often|then|also|just|only))*\s*$"
)
_THIRD_ZH: Final = re.compile(
    r"(?<![帮给跟和加为替把诉发报转打念到])(?:我(?![这司方行局院社们])|他们?|她们?|对方)[^您你请需，]*$"
)
_DO_NOT_ZH: Final = re.compile("(?<![特分识个差类级区辨性告])别(?![的人墅处名])")
_DONE_ZH: Final = re.compile("[了过完]")
_POLITE_ZH: Final = re.compile(
    "方便|麻烦|能把|能不能把|可以把|可不可以|给我|发我|告诉我|发一下|报一下|说一下|念一下|给一下|多少"
)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Answers whether a match is whole words: Latin letters and digits do not go on beside it."""
    first, last = text[start], text[end - 1]
    return not (
        (start and first.isascii() and first.isalnum() and text[start - 1].isascii() and text[start - 1].isalnum())
        or (end < len(text) and last.isascii() and last.isalnum() and text[end].isascii() and text[end].isalnum())
    )


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
