"""Whose a contact is: the platform that it is said to belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from scamguard.extract.headings import heading_above
from scamguard.extract.mentions import COMMA, Mention
from scamguard.extract.sentences import sentence_around
from scamguard.extract.signatures import Signature
from scamguard.extract.support_words import SupportWords
from scamguard.extract.view import View

#: How far before a contact a line above it may name its owner, in characters.
MAX_ABOVE_CHARS: Final = 240
#: Longest text in which the only platform stands for all of it, in characters.
SHORT_TEXT_CHARS: Final = 600
#: How far before a contact its own part of the sentence may begin, in characters.
MAX_PIECE_CHARS: Final = 120

_WORD_OR_HAN: Final = re.compile(r"[^\W_]")
_BRACKET: Final = re.compile(r"\s?[(（]\s?")
_LABELLED: Final = re.compile(r"[:：(（「【是为见]\s?$")
_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_QUESTION: Final = re.compile(r"[?？]\W{0,6}$")
_NUMBER: Final = re.compile(r"[+(]?\d[\d\s()x*-]{2,30}")


class Claim(msgspec.Struct, frozen=True, gc=False):
    """The platform that a contact is said to belong to.

    Attributes:
        slug: the platform.
        origin: where it is named; `start` and `end` are its place in the view for "text", else None.
        strength: "stated" where words of support or office stand with it, "near" where it is only named beside it.
    """

    slug: str
    start: int | None
    end: int | None
    origin: Literal["text", "sender", "title", "topic"]
    strength: Literal["stated", "near"]


class DocumentContext(msgspec.Struct, frozen=True):
    """The platforms that stand for a whole text: in its sender's name, in its title, and named most in it."""

    sender: str | None = None
    title: str | None = None
    topic: str | None = None


_NO_CONTEXT: Final = DocumentContext()


def claim_for(
    view: View,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    context: DocumentContext,
    words: SupportWords,
    *,
    is_stated: bool = False,
) -> Claim | None:
    """Returns the platform that the contact at a place is said to belong to, or None.

    The nearest mention in the same clause governs, before that behind; then the sentence's, then that of the lines
    above: what was asked, who speaks there, a heading. The sender, the title and the topic count only where the
    contact's own clause speaks of support. Who only trades around a platform does not speak for it.

    Args:
        view: what is read.
        start: where the contact begins in the view.
        end: where it ends.
        mentions: the platforms that the view names.
        context: the platforms that stand for the whole text.
        words: the words that make a platform the owner of a contact.
        is_stated: the place itself speaks of support or office: a claim of a channel ("官方客服电话").
    """
    if not mentions and context == _NO_CONTEXT:
        return None
    place = _place_of(view.folded, start, end, words, is_stated=is_stated)
    mention = _governing(place, mentions)
    signature = words.signatures.above(view.folded, start, mentions) if mentions else None
    if signature is not None and not (mention and _is_in_piece(place, mention)):
        return _signed(place, signature, words)
    if mention is not None:
        return _of_sentence(view, place, mention, words)
    claim = _of_lines_above(view, place, mentions, words)
    if claim is not None or not place.is_stated or words.personal.search(place.around):
        return claim
    if words.speakers.is_trade(place.folded, place.sentence, place.around):
        return None
    headed = heading_above(place.folded, start, mentions) or _only_official(view, place, mentions, words)
    return _of_document(context, headed)


def _is_in_piece(place: _Place, mention: Mention) -> bool:
    """Answers whether a mention stands in the contact's own part of the sentence."""
    return place.piece[0] <= mention.start and mention.end <= place.piece[1]


def _signed(place: _Place, signature: Signature, words: SupportWords) -> Claim | None:
    """Returns the claim that the signature of a message makes: it goes before what is named in passing."""
    mention = signature.mention
    if mention is None or words.personal.search(place.around):
        return None
    is_offered = place.is_stated or place.is_alone or _is_presented(place, words)
    return Claim(mention.slug, mention.start, mention.end, "text", "stated") if is_offered else None


class _Place(msgspec.Struct, frozen=True, gc=False):
    """A contact's place in a text, and the words around it.

    Attributes:
        folded: the text.
        start, end: the contact.
        sentence: the place of its sentence.
        piece: the place of its part of the sentence.
        around: the words of that part beside the contact.
        is_stated: they speak of support or office.
        is_alone: there are none.
    """

    folded: str
    start: int
    end: int
    sentence: tuple[int, int]
    piece: tuple[int, int]
    around: str
    is_stated: bool
    is_alone: bool


def _place_of(folded: str, start: int, end: int, words: SupportWords, *, is_stated: bool) -> _Place:
    sentence = sentence_around(folded, start, end)
    piece = _piece(folded, start, end, *sentence)
    around = f"{folded[piece[0] : start]} {folded[end : piece[1]]}"
    is_alone = not _WORD_OR_HAN.search(around)
    is_stated = is_stated or bool(words.support.search(around))
    return _Place(folded, start, end, sentence, piece, around, is_stated, is_alone)


def _of_sentence(view: View, place: _Place, mention: Mention, words: SupportWords) -> Claim | None:
    """Returns the claim that a mention in the contact's own sentence makes, or None."""
    folded, start, end = place.folded, place.start, place.end
    name = (mention.start, mention.end)
    if words.speakers.is_trader(folded, name, place.sentence, place.around):
        return None
    is_stated = (
        place.is_stated
        or bool(words.support.search(folded, min(mention.end, end), max(mention.start, start)))
        or _is_labelled(place, mention, words)
        or words.speakers.is_introduced(view.text, folded, *name)
        or words.speakers.is_addressing(view.text, folded, *name)
    )
    if is_stated or _is_presented(place, words):
        return Claim(mention.slug, *name, "text", "stated" if is_stated else "near")
    return None


def _is_labelled(place: _Place, mention: Mention, words: SupportWords) -> bool:
    """Answers whether a number stands right beside a name: "建行电话95588", "95588（建行）"."""
    folded, start, end = place.folded, place.start, place.end
    if not _NUMBER.fullmatch(folded, start, end):
        return False
    if mention.end <= start:
        return bool(words.label.fullmatch(folded, mention.end, start))
    return bool(_BRACKET.fullmatch(folded, end, mention.start) or words.label.fullmatch(folded, end, mention.start))


def _of_lines_above(view: View, place: _Place, mentions: Sequence[Mention], words: SupportWords) -> Claim | None:
    """Returns the claim that the lines above a contact make, where its own sentence names nobody.

    Where nothing speaks of support, the lines must speak to the reader ("Your Amazon account is locked. Call …"), be
    the question that the contact answers, or say who speaks.
    """
    folded, first = place.folded, place.sentence[0]
    begin = _begin_above(folded, first)
    mention = _last_before(mentions, begin, first)
    if mention is None:
        return None
    name = (mention.start, mention.end)
    sentence = sentence_around(folded, *name)
    if words.speakers.is_trader(folded, name, sentence, place.around) or words.speakers.is_trader(
        folded, name, place.sentence, place.around
    ):
        return None
    is_offered = place.is_alone or _is_presented(place, words)
    is_stated = (
        place.is_stated
        or _is_asked(place, mention, sentence, words)
        or words.speakers.is_introduced(view.text, folded, *name)
        or (is_offered and words.speakers.is_addressing(view.text, folded, *name))
        or (words.speakers.is_office(folded, *name) and not words.personal.search(place.around))
    )
    if is_stated or (is_offered and words.yours.search(folded, begin, first)):
        return Claim(mention.slug, *name, "text", "stated" if is_stated else "near")
    return None


def _begin_above(folded: str, first: int) -> int:
    """Returns where the lines above a sentence begin, behind the last empty one."""
    begin = max(0, first - MAX_ABOVE_CHARS)
    for gap in _LINE.finditer(folded, begin, first):
        begin = gap.end()
    return begin


def _is_asked(place: _Place, mention: Mention, sentence: tuple[int, int], words: SupportWords) -> bool:
    """Answers whether a sentence above asks for, or heads, what a contact that stands alone gives."""
    folded, first = place.folded, place.sentence[0]
    is_answer = _QUESTION.search(folded, sentence[1], first) and words.answered.match(folded, first)
    if not is_answer and not place.is_alone:
        return False
    if _WORD_OR_HAN.search(folded, sentence[1], first):
        return False
    beside = (sentence[0], mention.start), (mention.end, sentence[1])
    return any(words.support.search(folded, *piece) for piece in beside)


def _only_official(view: View, place: _Place, mentions: Sequence[Mention], words: SupportWords) -> Mention | None:
    """Returns the first mention of a short text that names one platform only, where "official" is said of a place."""
    if not mentions or view.base or len(place.folded) > SHORT_TEXT_CHARS:
        return None
    only, own = mentions[0], place.folded[place.piece[0] : place.piece[1]]
    if any(mention.slug != only.slug for mention in mentions) or not words.speakers.official.search(own):
        return None
    name = (only.start, only.end)
    is_trader = words.speakers.is_trader(place.folded, name, sentence_around(place.folded, *name), "")
    return None if is_trader else only


def _of_document(context: DocumentContext, headed: Mention | None) -> Claim | None:
    """Returns the claim that the sender makes, else a heading, else the title, else the topic."""
    if context.sender is not None:
        return Claim(context.sender, None, None, "sender", "stated")
    if headed is not None:
        return Claim(headed.slug, headed.start, headed.end, "text", "stated")
    if context.title is not None:
        return Claim(context.title, None, None, "title", "stated")
    return Claim(context.topic, None, None, "topic", "stated") if context.topic is not None else None


def _is_presented(place: _Place, words: SupportWords) -> bool:
    """Answers whether a contact beside a name is offered to the reader, or reached them, and is no person's own."""
    if words.inbound.search(place.folded, *place.sentence):
        return True
    if words.personal.search(place.around):
        return False
    start = place.start
    return bool(words.reach.search(place.around) or _LABELLED.search(place.folded, max(0, start - 2), start))


def _piece(folded: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Returns the part of the sentence around a place that no comma divides."""
    for comma in COMMA.finditer(folded, max(first, start - MAX_PIECE_CHARS), start):
        first = comma.end()
    comma_after = COMMA.search(folded, end, last)
    return first, comma_after.start() if comma_after else last


def _governing(place: _Place, mentions: Sequence[Mention]) -> Mention | None:
    """Returns the mention of the clause, else of the sentence, that governs a place: before it rather than behind.

    One in a bracket right behind it goes first: "Amazon users: call 1-888-… (PayPal support)".
    """
    start, end = place.start, place.end
    for first, last in (place.piece, place.sentence):
        before = _last_before(mentions, first, start)
        after = _first_after(mentions, end, last)
        if before is not None and after is not None:
            return after if _BRACKET.fullmatch(place.folded, end, after.start) else before
        if before is not None or after is not None:
            return before or after
    return None


def _last_before(mentions: Sequence[Mention], first: int, start: int) -> Mention | None:
    place = bisect_right(mentions, start, key=lambda mention: mention.end) - 1
    return mentions[place] if place >= 0 and mentions[place].start >= first else None


def _first_after(mentions: Sequence[Mention], end: int, last: int) -> Mention | None:
    place = bisect_left(mentions, end, key=lambda mention: mention.start)
    return mentions[place] if place < len(mentions) and mentions[place].end <= last else None
