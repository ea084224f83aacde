"""Why a likeness is no imitation: each excuse is a function with a name."""

from __future__ import annotations

from typing import Final

from scamguard.knowledge.likeness_index import MIN_TELLING, LikenessIndex
from scamguard.knowledge.protected import Weight
from scamguard.rules.case import Case
from scamguard.rules.difference import Change, Difference
from scamguard.rules.hostparts import HostParts
from scamguard.rules.trace import Trace

#: Letters glued to a short name that are too few to be a word of their own.
MAX_TAIL: Final = 3
#: Shortest part of a label that is a word of its own beside another.
MIN_WORD: Final = 3
#: Letters that a name needs beside a telling word before a near miss says anything.
MIN_OWN_LETTERS: Final = 4
_GOVERNMENTS: Final = frozenset({"gov", "gob", "gouv", "govt", "go", "gv", "mil", "edu", "ac"})
#: Whole suffixes; `ac` without a country is open to everybody.
_GOVERNMENT_SUFFIXES: Final = frozenset({"gov", "mil", "edu", "va"})
_NO_SLIP: Final = frozenset({Change.ADDED, Change.REPLACED})
#: Names of this length and longer share all letters but one with another word by chance only rarely.
MIN_LONG: Final = 12


def says_too_little(case: Case, trace: Trace) -> bool:
    """Excuses a name that proves nothing where it stands: the shorter or commoner, the more must stand beside it."""
    index = case.knowledge.likeness
    if trace.name.slug == case.claims:
        return False
    weight = trace.name.weight
    if weight is Weight.COINED:
        return not trace.is_word and bool(trace.before and trace.after) and not _is_between_telling(trace, index)
    if weight is Weight.PROPER:
        around = (trace.before, trace.after) if trace.is_word else (trace.after,)
        beside = all(_is_tail(part) or _holds_telling(part, index) for part in around)
        return not beside or not (trace.is_word or _is_telling(trace.before, index))
    if weight is Weight.SPELLED:
        return not _is_telling(trace.before, index) or not _is_telling(trace.after, index)
    if weight is Weight.SHORT and not trace.name.text.isascii():
        return not all(_is_telling(part, index) for part in (trace.before, trace.after))
    if weight is Weight.SHORT:
        return not trace.is_word and not _begins_a_label(trace, index)
    if weight is Weight.INITIALS:
        is_numbered = (trace.before + trace.after).isdigit()
        return is_numbered or not all(_is_telling(part, index) for part in (trace.before, trace.after))
    if weight is Weight.NUMBER:
        return not trace.is_word and (len(trace.before) > MAX_TAIL or bool(trace.before and trace.after))
    return not trace.is_word or not _has_telling_word(trace, index) or _ends_a_word(trace, index)


def _ends_a_word(trace: Trace, index: LikenessIndex) -> bool:
    """Answers whether a common name and what stands before its hyphen are one word: `start-ups`."""
    before = max((cut for cut in (0, *trace.cuts) if cut < trace.start), default=trace.start)
    return before < trace.start and trace.plain[before : trace.end] in index.words


def _is_tail(text: str) -> bool:
    """Answers whether a few letters, and digits, are too few to be a word of their own."""
    return len(text.strip("0123456789")) <= MAX_TAIL


def _is_telling(text: str, index: LikenessIndex) -> bool:
    return index.is_made_of_keywords(text)


def _is_between_telling(trace: Trace, index: LikenessIndex) -> bool:
    return _is_telling(trace.before, index) or _is_telling(trace.after, index)


def _begins_a_label(trace: Trace, index: LikenessIndex) -> bool:
    """A short name says something glued to the front of a label, or with telling words on both sides."""
    if trace.before:
        is_tail = _is_tail(trace.before) and not _ends_as_a_word(trace.name.text, index)
        return (is_tail or _is_telling(trace.before, index)) and _is_telling(trace.after, index)
    return _is_tail(trace.after) or _holds_telling(trace.after, index)


def _ends_as_a_word(text: str, index: LikenessIndex) -> bool:
    """Answers whether a short name is one letter before a word (`t` `mall`): that word stands behind anything."""
    return len(text) > MIN_TELLING and text[1:] in index.words


def _holds_telling(text: str, index: LikenessIndex) -> bool:
    """Answers whether telling words make up the text, begin it or end it."""
    return (
        _is_telling(text, index)
        or any(text[:size] in index.keywords for size in range(MIN_TELLING, len(text)))
        or any(text[-size:] in index.keywords for size in range(MIN_TELLING, len(text)))
    )


def _has_telling_word(trace: Trace, index: LikenessIndex) -> bool:
    """Answers whether all words beside a common name are telling, and one of them is no mere abbreviation."""
    rest = [part for part in (trace.before, trace.after) if part]
    return all(_is_telling(part, index) for part in rest) and any(
        len(part.strip("0123456789")) >= MIN_TELLING for part in rest
    )


def reads_as_other_words(case: Case, trace: Trace) -> bool:
    """Excuses a name that other words happen to form together: `blue` `bay`, `create` `music`."""
    if trace.is_word:
        return False
    index = case.knowledge.likeness
    beside = [part for part in (trace.before, trace.after) if part]
    is_told = all(len(part) >= MIN_TELLING and _is_telling(part, index) for part in beside)
    ties = trace.name.weight <= Weight.SHORT and not is_told
    return index.reads_as_other_words(trace.plain, trace.start, trace.end, ties=ties)


def is_another_number(case: Case, host: HostParts, trace: Trace) -> bool:
    """Excuses digits glued to letters under the platform's own ending: 1688 is a lucky number first, then a name."""
    return (
        trace.name.weight is Weight.NUMBER
        and not trace.is_word
        and trace.name.shown.partition(".")[2] == host.suffix
        and (bool(trace.before) or not _is_telling(trace.after, case.knowledge.likeness))
    )


def stands_over_a_hyphen(trace: Trace) -> bool:
    """Excuses a name that the end of one word and the beginning of the next happen to form: `optik-tokyo`."""
    return trace.is_split and not trace.is_word


def is_another_word(case: Case, trace: Trace, difference: Difference | None = None) -> bool:
    """Excuses a word of the language that comes near a name (`finance`), and two words with a hyphen (`wall-art`).

    Two words without a hyphen (`webchat`) are excused where no slip of the finger turns the name into them.
    """
    if trace.name.slug == case.claims and trace.name.strong:
        return False  # said to be the platform's, it is no word
    if difference is not None and difference.at >= len(trace.name.text):
        return False  # the whole name with a letter behind it: `amazone` is a word, and a trap
    words = case.knowledge.likeness.words
    text = trace.read
    if text in case.knowledge.likeness.familiar_words:
        return True
    inside = [cut for cut in trace.cuts if trace.start < cut < trace.end]
    if difference is not None and difference.change in _NO_SLIP and difference.at < len(text) - 1:
        inside = list(range(trace.start + MIN_WORD, trace.end - MIN_WORD + 1))
    return any(trace.plain[trace.start : cut] in words and trace.plain[cut : trace.end] in words for cut in inside)


def stands_at_a_government(host: HostParts) -> bool:
    """Excuses addresses that only a government or a university can register: `gov.cn`, `gob.mx`, `edu`."""
    kind, _, country = host.suffix.partition(".")
    return kind in (_GOVERNMENTS if country else _GOVERNMENT_SUFFIXES)


def is_mostly_a_trade_word(case: Case, trace: Trace) -> bool:
    """Excuses near misses of a further domain that is a telling word with few letters before it (jdcloud)."""
    name = trace.name
    return (
        name.slug != case.claims
        and not name.is_main
        and any(name.text[size:] in case.knowledge.likeness.keywords for size in range(2, MIN_OWN_LETTERS))
    )


def is_another_name(case: Case, trace: Trace) -> bool:
    """Excuses what is a protected name itself: that is judged on its own."""
    return trace.read in case.knowledge.likeness.names


def is_far_from_the_key(case: Case, trace: Trace, difference: Difference) -> bool:
    """Excuses a letter that no slip of the finger and no flipped bit puts there, in a name short enough for chance."""
    return difference.change is Change.REPLACED and trace.name.slug != case.claims and len(trace.name.text) < MIN_LONG
