"""Whether a sentence denies what stands in it, warns of it, or says that it is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

Lexicon = Mapping[str, Mapping[str, Mapping[str, Any]]]

#: How far before a place a word that denies or warns still speaks about it, in characters.
MAX_REACH_CHARS: Final = 80
#: How far behind a place it may be said that it is gone, in characters.
MAX_GONE_CHARS: Final = 40
#: How much is read of what follows a question, in characters.
_ANSWER_CHARS: Final = 40
#: How many of the characters before a word can excuse it ("不是骗子", "report fake …") or join it to another.
_BEFORE_CHARS: Final = 14
_COMMA: Final = re.compile("[,，;；。]")
_QUESTION: Final = re.compile("[?？]")


def either(words: Iterable[str]) -> str:
    """Returns a pattern that matches any of the words, the longest first; Latin ones only whole.

    A Latin word ends where its letters end, also beside Chinese ones. Its borders are tested once for all words. Where
    none can begin, one look at the letter tells: the words are grouped by their first.
    """
    ordered = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    latin = [word for word in ordered if word.isascii() and word[0].isalnum()]
    others = [word for word in ordered if not (word.isascii() and word[0].isalnum())]
    parts = [f"(?<![a-z0-9])(?:{_by_letter(latin)})(?![a-z0-9])"] if latin else []
    if others:
        parts.append(_by_letter(others))
    letters = "".join(re.escape(letter) for letter in sorted({word[0] for word in ordered}))
    return f"(?:(?=[{letters}])(?:{'|'.join(parts)}))" if parts else "(?!)"


def _by_letter(words: list[str]) -> str:
    """Returns a pattern of words with those of one letter together, in their order."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in groups.items())


def words_of(lexicon: Lexicon, section: str, key: str) -> list[str]:
    """Returns the words of all languages under one key of a section; none where a language has none."""
    return [word for sections in lexicon.values() for word in sections.get(section, {}).get(key, ())]


class DenialWords:
    """The words of denial and warning.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); the section is "denial".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def pattern(key: str) -> str:
            return either(words_of(lexicon, "denial", key))

        self.absent = re.compile(pattern("absent"))
        self.unrelated = re.compile(pattern("unrelated"))
        # "切勿轻易拨打": a ban with a verb of contacting; "不要错过" bans nothing of the kind, nor does "if it was not
        # you call …".
        between = rf"(?:\s?{pattern('adverb')}){{0,4}}\s?"
        self.never = re.compile(r"(?!not\s{1,3}(?:you|me)\b)" + pattern("never") + between + pattern("contacting"))
        self.warning = re.compile(pattern("warning"))
        self.excused = re.compile(pattern("excused") + r"\W{0,3}(?:\w{1,9}\s)?$")
        #: "骗子冒充客服": somebody who pretends; "冒充客服,…" with no subject; their victims; a fake mail.
        self.pretending = re.compile(
            rf"(?:{pattern('swindler')}[^,，。]{{0,20}}?|^\W*|[,，:：]\s?){pattern('pretends')}"
            rf"|{pattern('victims')}|{pattern('sham')}\s?(?:[a-z0-9'’-]+\s){{0,3}}{pattern('sham-things')}"
        )
        self.acts = re.compile(pattern("acts"))
        self.advice = re.compile(pattern("advice"))
        self.directs = re.compile(pattern("directs"))
        self.led = re.compile(pattern("led") + r"[^,，。]{0,8}$")
        self.reports = re.compile(pattern("reports"))
        self.claims = re.compile(pattern("claims"))
        self.fake = re.compile(f"{pattern('fake')}|{pattern('is')}[^,，。]{{0,4}}{pattern('fraud')}")
        self.others = re.compile(pattern("others"))
        self.invitation = re.compile(pattern("invitation"))
        self.joined = re.compile(pattern("joiner") + r"\s?$")
        self.onwards = re.compile(r"\s{0,2}" + pattern("onwards"))
        self.answer = re.compile(rf"[\s”」』’\"')）】?？!！]{{0,6}}(?:[a答]\s?[:：]\s?)?{pattern('answer')}")
        self.gone = re.compile(pattern("gone"))
        self.negated_gone = re.compile(pattern("negated-gone") + r"\s?$")


def is_denied(view: View, start: int, end: int, words: DenialWords) -> bool:
    """Answers whether the sentence around a place denies what stands there, or warns of it."""
    text = view.folded
    first, last = sentence_around(text, start, end)
    before = text[max(first, start - MAX_REACH_CHARS) : start]
    return (
        _is_ruled_out(before, words)
        or (_is_warned_of(before, words) and not _is_reported(text[first:last], before, words))
        or _is_done_by_pretenders(before, words)
        or _is_called_fake(text[end:last], words)
        or (is_question(text, last) and bool(words.answer.match(text[last : last + _ANSWER_CHARS])))
    )


def is_said_to_be_gone(view: View, start: int, end: int, words: DenialWords) -> bool:
    """Answers whether it is said behind a place that what stands there is offline, closed or replaced."""
    text = view.folded
    last = min(sentence_around(text, start, end)[1], end + MAX_GONE_CHARS)
    comma = _COMMA.search(text, end, last)
    after = text[end : comma.start() if comma else last]
    found = words.gone.search(after)
    return found is not None and not words.negated_gone.search(after[: found.start()])


def is_question(text: str, last: int) -> bool:
    """Answers whether the sentence that ends at a place is a question."""
    return bool(_QUESTION.match(text, last))


def _is_ruled_out(before: str, words: DenialWords) -> bool:
    """Answers whether the words before a place say that there is no such thing, or ban its use."""
    for found in words.absent.finditer(before):
        between = before[found.end() :]
        if not words.unrelated.search(between) and not _is_cut_off(between, words):
            return True
    return any(not _is_cut_off(before[found.end() :], words) for found in words.never.finditer(before))


def _is_warned_of(before: str, words: DenialWords) -> bool:
    """Answers whether the words before a place warn of it, or speak of people who pretend."""
    for found in words.warning.finditer(before):
        excuse = before[max(0, found.start() - _BEFORE_CHARS) : found.start()]
        if not words.excused.search(excuse) and not _is_cut_off(before[found.end() :], words):
            return True
    return False


def _is_done_by_pretenders(before: str, words: DenialWords) -> bool:
    """Answers whether the words before a place tell what people who pretend do: "骗子冒充客服,发送 …".

    That goes on behind a comma, but ends where the reader is advised or directed ("…,请致电 …").
    """
    for found in words.pretending.finditer(before):
        between = before[found.end() :]
        excuse = before[max(0, found.start() - _BEFORE_CHARS) : found.start()]
        if words.acts.search(between) and not words.excused.search(excuse) and not _is_advised(between, words):
            return True
    return False


def _is_advised(between: str, words: DenialWords) -> bool:
    """Answers whether the reader is advised or directed, and not the pretenders' victims."""
    if words.advice.search(between):
        return True
    return any(
        not words.led.search(between[max(0, found.start() - _BEFORE_CHARS) : found.start()])
        for found in words.directs.finditer(between)
    )


def _is_reported(sentence: str, before: str, words: DenialWords) -> bool:
    """Answers whether the writer tells what reached them and who it said to be, without calling it false.

    "我接到自称淘宝客服的电话 …": whose the number is, is just what they would know.
    """
    if not words.reports.search(sentence):
        return False
    return all(words.claims.match(before, found.start()) for found in words.warning.finditer(before))


def _is_cut_off(between: str, words: DenialWords) -> bool:
    """Answers whether the reach of a denying word ends in the text between it and the place.

    A comma ends it, but for an enumeration ("没有任何热线,包括400"); so does a word that invites ("没有收到请拨打 …"),
    but for one that is joined to what is denied ("不要相信并拨打 …").
    """
    if any(not words.onwards.match(between, comma.end()) for comma in _COMMA.finditer(between)):
        return True
    return any(
        not words.joined.search(between[max(0, found.start() - _BEFORE_CHARS) : found.start()])
        for found in words.invitation.finditer(between)
    )


def _is_called_fake(after: str, words: DenialWords) -> bool:
    """Answers whether the words behind a place say that it is none of theirs; "others are fake" says nothing."""
    found = words.fake.search(after)
    return found is not None and not words.others.search(after, 0, found.start())
