"""Platforms that a text names, and which of them a contact is said to belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import ahocorasick_rs
import msgspec

from scamguard.extract.denials import Lexicon, either, words_of
from scamguard.extract.sentences import sentence_around
from scamguard.extract.speakers import SpeakerWords
from scamguard.extract.view import View

#: Names of up to so many Latin letters are also words and initials: their case, and their neighbours, tell.
SHORT_NAME: Final = 3
#: Numbers of so many digits are contacts themselves, whoever carries them as a name.
LONG_NUMBER: Final = 5
#: How far beside a name that is also a word its neighbours are looked at, in characters.
BESIDE_CHARS: Final = 20
#: How far before a contact a line above it may name its owner, in characters.
MAX_ABOVE_CHARS: Final = 240
#: How far before a contact a heading may name its owner, in characters, and how long a heading is at most.
MAX_TO_HEADING_CHARS: Final = 2000
MAX_HEADING_CHARS: Final = 80
#: How many names before a contact are looked at for one in a heading.
MAX_HEADINGS: Final = 8
#: Longest text in which the only platform stands for all of it, in characters.
SHORT_TEXT_CHARS: Final = 600
#: How far before a contact its own label may begin, in characters.
MAX_LABEL_CHARS: Final = 60
#: Least number of mentions, and their share of all, that make a platform the topic of a text.
TOPIC_COUNT: Final = 2
TOPIC_SHARE: Final = 0.5
#: Longest address that a name is looked for in, in characters on either side.
_TOKEN_CHARS: Final = 80

_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_WORD: Final = re.compile("[a-z0-9]+")
_WORD_OR_HAN: Final = re.compile(r"[^\W_]")
_HUMP: Final = re.compile("(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_NO_TOKEN: Final = re.compile("[^!-~]")
_ADDRESS: Final = re.compile(r"@|://|[A-Za-z0-9]\.[a-z]{2,}|\.\w+/")
_GLUE: Final = frozenset("@./\\:_-=?&#%")
_APP: Final = re.compile(r"app(?![a-z0-9])")
_COMMA: Final = re.compile(r"[,，;；]\s?|\s[-–—|]+\s")
_BRACKET: Final = re.compile(r"\s?[(（]\s?")
_LABELLED: Final = re.compile(r"[:：(（「【是为见]\s?$")
_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_QUESTION: Final = re.compile(r"[?？]\W{0,6}$")
_NUMBER: Final = re.compile(r"[+(]?\d[\d\s()x*-]{2,30}")
_SIGNS: Final = r"[\s:：-]{0,3}"
_HEADED: Final = re.compile(r"[^\S\n]*\n[^\S\n]*\n")
_BETWEEN: Final = re.compile(r"(?:\s|的|官方|'s|official)*")


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A platform's name, and its place in the view."""

    slug: str
    start: int
    end: int


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


class SupportWords:
    """The words that make a platform the owner of a contact.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); sections "support" and "scope".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(either(words_of(lexicon, "support", key)))

        self.support = pattern("words")
        self.reach = pattern("reach")
        self.personal = pattern("personal")
        self.yours = pattern("yours")
        self.inbound = re.compile(either(words_of(lexicon, "scope", "inbound")))
        self.speakers = SpeakerWords(lexicon)
        #: "建行电话95588": nothing but a label stands between a name and its number.
        self.label = re.compile(rf"{_SIGNS}(?:{either(words_of(lexicon, 'support', 'label'))}{_SIGNS}){{0,2}}[（(]?")
        self.answered = re.compile(rf"\s*{either(words_of(lexicon, 'support', 'answered'))}\s?[:：]")


class PlatformMentions:
    """Finds the names of platforms in texts.

    Args:
        names: every name, as it is written -> slug (`PlatformNames.by_key`).
        lexicon: language -> section -> key -> words (data/lexicon); the section is "support".
    """

    def __init__(self, names: Mapping[str, str], lexicon: Lexicon) -> None:
        self._slugs: dict[str, str] = {}
        for name, slug in (*names.items(), *_more_names(lexicon)):
            for form in _forms(name):
                self._slugs.setdefault(form, slug)
        self._names = sorted(self._slugs)
        words = frozenset(words_of(lexicon, "support", "careful"))
        self._careful = frozenset(n for n in self._names if n.isascii() and (len(n) <= SHORT_NAME or n in words))
        self._numbers = frozenset(name for name in self._names if name.isdigit())
        self._capitals = frozenset(name.lower() for name in names if name.isupper())
        self._chat = frozenset(word.lower() for word in words_of(lexicon, "support", "chat"))
        self._place = frozenset(word.lower() for word in words_of(lexicon, "support", "place"))
        self._chat_owner = re.compile(r"[\s]?" + either(words_of(lexicon, "support", "chat-owner")))
        self._place_use = re.compile(r"\s?[:：@]|\s?" + either(words_of(lexicon, "support", "place-use")))
        beside = words_of(lexicon, "support", "beside")
        self._beside_words = frozenset(word for word in beside if word.isascii())
        self._beside = re.compile(either(word for word in beside if not word.isascii()))
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._names,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def mentions_in(self, view: View) -> list[Mention]:
        """Returns the platforms that a view names, in its order.

        A name inside of an address or account is none, nor one that says where to write ("加微信 abc").
        """
        found: list[Mention] = []
        names = self._names
        for index, start, end in self._automaton.find_matches_as_indexes(view.folded):
            name = names[index]
            last = found[-1].end if found else -1
            if self._is_mention(view, name, start, end) and not self._is_place(view.folded, name, start, end, last):
                found.append(Mention(self._slugs[name], start, end))
        return found

    def named_in(self, view: View) -> str | None:
        """Returns the platform that a short text names first: a title, or a sender's name."""
        found = self.mentions_in(view)
        return found[0].slug if found else None

    # ---- what is no mention

    def _is_mention(self, view: View, name: str, start: int, end: int) -> bool:
        folded = view.folded
        if not _is_whole(folded, name, start, end) or _is_in_address(view.text, start, end):
            return False
        if name in self._numbers:
            return len(name) < LONG_NUMBER and self._has_neighbour(folded, start, end)
        return name not in self._careful or self._is_meant(view, name, start, end)

    def _is_meant(self, view: View, name: str, start: int, end: int) -> bool:
        """Answers whether a name that is also a word is meant as one: by its capitals, or by its neighbours."""
        if self._has_neighbour(view.folded, start, end) or _signs(view.text, start, end):
            return True
        written = view.text[start:end]
        if name in self._capitals:
            return written.isupper() and not _is_shouted(view.text, start, end)
        return written[0].isupper() and not written.isupper() and not _begins_sentence(view.text, start)

    def _has_neighbour(self, folded: str, start: int, end: int) -> bool:
        """Answers whether a word that platforms stand with is close by, in the same clause."""
        before = folded[max(0, start - BESIDE_CHARS) : start]
        after = folded[end : end + BESIDE_CHARS]
        comma = _COMMA.search(after)
        return self._has_telling(_COMMA.split(before)[-1]) or self._has_telling(
            after[: comma.start()] if comma else after
        )

    def _has_telling(self, text: str) -> bool:
        if not self._beside_words.isdisjoint(_WORD.findall(text)):
            return True
        return not text.isascii() and bool(self._beside.search(text))

    def _is_place(self, folded: str, name: str, start: int, end: int, last: int) -> bool:
        """Answers whether the name only says where to write: a chat's own, or a site's with "account" behind it."""
        if name in self._chat:
            is_led = 0 <= last <= start and start - last <= BESIDE_CHARS and _BETWEEN.fullmatch(folded, last, start)
            return bool(is_led) or not self._chat_owner.match(folded, end)
        return name in self._place and bool(self._place_use.match(folded, end))


def _signs(text: str, start: int, end: int) -> bool:
    """Answers whether a name stands where messages are signed, with a capital: "UPS: your parcel", "【Line】"."""
    opens = text[start - 1 : start] in ("", "\n", "【", "[")
    return opens and text[end : end + 1] in (":", "：", "】", "]") and text[start].isupper()


def topic_of(mentions: Iterable[Mention]) -> str | None:
    """Returns the platform that a text names most, where it stands out."""
    counts = Counter(mention.slug for mention in mentions)
    if not counts:
        return None
    slug, count = counts.most_common(1)[0]
    return slug if count >= TOPIC_COUNT and count > TOPIC_SHARE * counts.total() else None


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
    if mention is not None:
        return _of_sentence(view, place, mention, words)
    claim = _of_lines_above(view, place, mentions, words)
    if claim is not None or not place.is_stated or words.personal.search(place.around):
        return claim
    if words.speakers.is_trade(place.folded, place.sentence, place.around):
        return None
    return _of_document(context, _headed(view, place, mentions, words))


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


def _headed(view: View, place: _Place, mentions: Sequence[Mention], words: SupportWords) -> Mention | None:
    """Returns the mention in the nearest heading above a place, or a short text's only one where "official" is said."""
    last = bisect_right(mentions, place.start, key=lambda mention: mention.end)
    for mention in reversed(mentions[max(0, last - MAX_HEADINGS) : last]):
        if place.start - mention.end > MAX_TO_HEADING_CHARS:
            break
        if _is_in_heading(place.folded, mention):
            return mention
    if not mentions or view.base or len(place.folded) > SHORT_TEXT_CHARS:
        return None
    only, own = mentions[0], place.folded[place.piece[0] : place.piece[1]]
    if any(mention.slug != only.slug for mention in mentions) or not words.speakers.official.search(own):
        return None
    name = (only.start, only.end)
    is_trader = words.speakers.is_trader(place.folded, name, sentence_around(place.folded, *name), "")
    return None if is_trader else only


def _is_in_heading(folded: str, mention: Mention) -> bool:
    """Answers whether the line of a mention is a heading: marked as one, or short and above an empty line."""
    begin = folded.rfind("\n", max(0, mention.start - MAX_HEADING_CHARS), mention.start) + 1
    end = folded.find("\n", mention.end, mention.end + MAX_HEADING_CHARS)
    if end < 0 or (not begin and mention.start > MAX_HEADING_CHARS):
        return False
    line = folded[begin:end].strip()
    if line.startswith("#"):
        return True
    return len(line) <= MAX_HEADING_CHARS and line[-1:] not in "。.!！;；,，" and bool(_HEADED.match(folded, end))


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
    for comma in _COMMA.finditer(folded, max(first, start - MAX_LABEL_CHARS * 2), start):
        first = comma.end()
    comma_after = _COMMA.search(folded, end, last)
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


# ---- names


def _more_names(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yields names that people use and no platform's file has, with their slugs."""
    for sections in lexicon.values():
        for slug, names in sections.get("support", {}).get("names", {}).items():
            for name in names:
                yield name, slug


def _forms(name: str) -> Iterator[str]:
    """Yields the ways in which a name is written, in lower case: with and without blanks, with its humps apart."""
    yield name.lower()
    if name.isascii() and " " in name:
        yield name.lower().replace(" ", "")
        yield name.lower().replace(" ", "-")
    if name.isascii() and _HUMP.search(name):
        yield _HUMP.sub(" ", name).lower()


def _is_whole(folded: str, name: str, start: int, end: int) -> bool:
    """Answers whether a Latin name stands as a word; beside Chinese it does, and before "app"."""
    if name[0] in _LATIN and start and folded[start - 1] in _LATIN:
        return False
    if name[-1] not in _LATIN or end == len(folded) or folded[end] not in _LATIN:
        return True
    return bool(_APP.match(folded, end))


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Answers whether a place is a part of an address or an account."""
    if text[start - 1 : start] not in _GLUE and text[end : end + 1] not in _GLUE:
        return False
    first, last = max(0, start - _TOKEN_CHARS), end + _TOKEN_CHARS
    left = text[max(first, text.rfind(" ", first, start) + 1, text.rfind("\n", first, start) + 1) : start]
    left = left if left.isascii() else _NO_TOKEN.split(left)[-1]
    behind = _NO_TOKEN.search(text, end, last)
    right = text[end : behind.start() if behind else last].removesuffix(".")
    return left.endswith("@") or bool(_ADDRESS.search(f"{left}a{right}"))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Answers whether the words around are in capitals, too: "UPS AND DOWNS"."""
    around = text[max(0, start - BESIDE_CHARS) : start] + text[end : end + BESIDE_CHARS]
    return bool(re.search("[A-Z]{3}", around)) and not re.search("[a-z]{3}", around)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t\"'“‘(*_")
    return not before or before[-1] in ".!?。！？\n\r"
