"""Channels that a text says to exist without an address: "官方客服手机号", "隐藏入口", "official WhatsApp group"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

import ahocorasick_rs
import msgspec

from scamguard.extract.denials import DenialWords, Lexicon, either, is_denied, is_question, words_of
from scamguard.extract.mentions import Mention
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View

#: How far from a channel of no network a code to scan may be spoken of, in characters.
MAX_TO_SCAN_CHARS: Final = 30
#: How far behind a claimed channel its address may stand, in characters: then the address is what is found.
MAX_TO_CONTACT_CHARS: Final = 24
#: Longest name of an owner, in characters.
MAX_OWNER_CHARS: Final = 16
#: How many channels one word "official" can speak of, and how many words can stand before a channel.
MAX_LISTED: Final = 6
MAX_FILLERS: Final = 6
#: Longest claim of a hidden way in, in characters, from the first word to the end of its channel.
MAX_CLAIM_CHARS: Final = 80
#: How far apart two claims may stand and still be read with the same sentence around, in characters.
MAX_SHARED_CHARS: Final = 120
#: How many claims of one sentence are looked at closely; those behind them say the same again.
MAX_LOOKED: Final = 8
_SIGNS: Final = r"[\s“”\"'‘’「」『』《》【】-]"
_LIST: Final = re.compile(r"\s?(?:[、/,，]|和|及|与|或|以及|and|or)\s?(?:and|or|及)?\s?")
_ADDRESS: Final = re.compile(
    r"[\s”」』】\"']?(?:号码?|id|number|is|是|为)?\s?(?:[:：(（]\s?)?(?:\+?[\dx*][\dx*\s()-]{4,}|[:：]\s?[a-z@][\w.-]{4,})"
)
_IS: Final = re.compile(r"[\s”」』】\"']{0,2}(?:就?是|为|即|属于|(?:is|are)\s)[^\n。.!?！？]*$")
_OWNER: Final = re.compile(r"[a-z0-9\u4e00-\u9fff]{2,16}$")

Way = Literal["official", "named", "service", "hidden"]
#: Key of the lexicon -> how its words begin a claim.
_WAYS: Final[dict[str, Way]] = {
    "official": "official", "service": "service", "hidden": "hidden", "hidden-weak": "hidden",
}  # fmt: skip


class ChannelClaim(msgspec.Struct, frozen=True, gc=False):
    """A channel that is said to exist.

    Attributes:
        start, end: its place in the view.
        kind: "hidden" for a way in that is said to be hidden or special, else "channel".
        channel: the class of contact that facts speak about: phone, wechat, portal, account …
        words: what describes it, in lower case and without blanks between Chinese characters.
    """

    start: int
    end: int
    kind: Literal["channel", "hidden"]
    channel: str
    words: str


class ChannelClaimWords:
    """The words by which channels are claimed.

    Args:
        lexicon: language -> section -> key -> words (data/lexicon); sections "channel-claim" and "denial".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        def words(key: str) -> list[str]:
            return words_of(lexicon, "channel-claim", key)

        self.denial = DenialWords(lexicon)
        self._cues: dict[str, Way] = {}
        for way, keys in (
            ("official", ("official",)),
            ("service", ("service",)),
            ("hidden", ("hidden", "hidden-weak")),
        ):
            for key in keys:
                self._cues.update(dict.fromkeys((word.lower() for word in words(key)), way))  # type: ignore[arg-type]
        self._ordered = sorted(self._cues)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._ordered,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )
        self.weak = frozenset(word.lower() for word in words("hidden-weak"))
        self.channel = re.compile(_channels(lexicon))
        self.filler = re.compile(either(words("filler")))
        self.support = re.compile(either(words("support")))
        #: The letters that a channel, or what leads to one, can begin with: most names are followed by others.
        self.first_letters = frozenset(
            word[0].lower()
            for key in ("filler", "will", "lead", "phone", "wechat-official-account", "scanned")
            for word in words(key)
        ) | frozenset(word[0].lower() for word in _network_words(lexicon))
        #: "官方会提供…", "Amazon has a …": between the owner and the channel.
        self.lead = re.compile(
            rf"\s?(?:{either(words('will'))}\s?)?{either(words('lead'))}\s?(?:了|an?\s|its\s|their\s)?"
        )
        self.scan = re.compile(either(words("scan")))
        self.asserts = re.compile(either(words("assert")))
        self.asking = re.compile(either(words("asking")))
        self.context = re.compile(either(words("context")))
        self.owned = re.compile(either(words("owned")) + _SIGNS + "?(?:官方|的|official)?")
        media = "|".join(f"(?P<{kind}>{either(words('hidden-' + kind))})" for kind in ("phone", "url", "any"))
        self.hidden = re.compile(rf"{_SIGNS}{{0,2}}(?:{either(words('between'))}{_SIGNS}{{0,2}}){{0,4}}(?:{media})")

    def cues_in(self, folded: str) -> Iterator[tuple[Way, int, int]]:
        """Yields the words of a text in lower case that may begin a claim, whole ones only."""
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            word = self._ordered[index]
            if not word.isascii() or not (_is_latin(folded, start - 1) or _is_latin(folded, end)):
                yield self._cues[word], start, end


def _is_latin(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()


def _channels(lexicon: Lexicon) -> str:
    """Returns a pattern with one group a channel, `-` in its name written as `_`."""
    networks: dict[str, list[str]] = {}
    for sections in lexicon.values():
        for network, words in _networks(sections):
            networks.setdefault(network, []).extend(words)
    suffix = _begun(words_of(lexicon, "channel-claim", "suffix"))
    groups = {key: either(words_of(lexicon, "channel-claim", key)) for key in ("phone", "wechat-official-account")}
    groups |= {network: f"{_begun(words)}{suffix}?" for network, words in networks.items()}
    groups["scanned"] = either(words_of(lexicon, "channel-claim", "scanned"))
    return "|".join(f"(?P<{key.replace('-', '_')}>{pattern})" for key, pattern in groups.items())


def _networks(sections: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, list[str]]]:
    """Returns the networks of one language with their words."""
    networks: Mapping[str, list[str]] = sections.get("channel-claim", {}).get("networks", {})
    return networks.items()


def _network_words(lexicon: Lexicon) -> Iterator[str]:
    for sections in lexicon.values():
        for _, words in _networks(sections):
            yield from words


def _begun(words: list[str]) -> str:
    """Returns a pattern of words that may go on: "whatsapp群", "qq群"."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def find_claims(
    view: View,
    words: ChannelClaimWords,
    mentions: Sequence[Mention],
    contacts: Sequence[tuple[int, int]] = (),
) -> list[ChannelClaim]:
    """Returns the channels that a view says to exist without an address, in its order.

    Args:
        view: what is read.
        words: the words of claims.
        mentions: the platforms that the view names (`PlatformMentions.mentions_in`).
        contacts: the places of the contacts in the view, sorted: a claim that leads to one is none of its own.
    """
    found: list[ChannelClaim] = []
    places: dict[str, list[int]] = {}
    contacts = sorted(contacts)
    sentences = _Sentences(view, mentions)
    for claim in _candidates(view, words, mentions, sentences):
        sentence = sentences.around(claim.start, claim.end)
        known = places.setdefault(claim.channel, [])
        if _is_any_in(known, sentence):  # one claim of a channel is enough for a sentence
            continue
        if _is_heard(view, claim, words, sentence) and not _has_address(view, claim, contacts):
            insort(known, claim.start)
            found.append(claim)
    return sorted(found, key=lambda claim: claim.start)


class _Sentence:
    """A sentence, and what it says: each question about it is answered once, however many claims stand in it."""

    __slots__ = ("_mentions", "_places", "_text", "first", "last", "looked", "middle")

    def __init__(self, text: str, middle: int, bounds: tuple[int, int], mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._places: dict[re.Pattern[str], list[tuple[int, int]]] = {}
        self.first, self.last = bounds
        #: The place that it was looked up for: a very long one is cut around it.
        self.middle = middle
        #: How many claims in it were looked at closely.
        self.looked = 0

    def places(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Returns where a pattern matches in the sentence."""
        found = self._places.get(pattern)
        if found is None:
            found = self._places[pattern] = [m.span() for m in pattern.finditer(self._text, self.first, self.last)]
        return found

    def has(self, pattern: re.Pattern[str]) -> bool:
        return bool(self.places(pattern))

    def has_before(self, pattern: re.Pattern[str], place: int) -> bool:
        found = self.places(pattern)
        return bool(found) and found[0][1] <= place

    def has_behind(self, pattern: re.Pattern[str], place: int) -> bool:
        found = self.places(pattern)
        return bool(found) and found[-1][0] >= place

    @property
    def has_mention(self) -> bool:
        """A platform is named in it."""
        place = bisect_left(self._mentions, self.first, key=lambda mention: mention.start)
        return place < len(self._mentions) and self._mentions[place].end <= self.last


class _Sentences:
    """The sentences of a view, for places that are asked about in the order of the text."""

    def __init__(self, view: View, mentions: Sequence[Mention]) -> None:
        self._text = view.folded
        self._mentions = mentions
        self._latest = _Sentence("", 0, (0, 0), ())

    def around(self, start: int, end: int) -> _Sentence:
        """Returns the sentence around a place; one that was cut serves for the places near by."""
        latest = self._latest
        is_inside = latest.first <= start and end <= latest.last
        if not is_inside or abs(start - latest.middle) > MAX_SHARED_CHARS:
            bounds = sentence_around(self._text, start, end)
            if bounds == (latest.first, latest.last):
                latest.middle = start
            else:
                self._latest = _Sentence(self._text, start, bounds, self._mentions)
        return self._latest


def _is_any_in(places: Sequence[int], sentence: _Sentence) -> bool:
    """Answers whether one of the sorted places stands in a sentence."""
    place = bisect_left(places, sentence.first)
    return place < len(places) and places[place] < sentence.last


def _candidates(
    view: View, words: ChannelClaimWords, mentions: Sequence[Mention], sentences: _Sentences
) -> Iterator[ChannelClaim]:
    """Yields what may be a claim, the official ones first: they speak for the others of their sentence."""
    folded = view.folded
    cues = list(words.cues_in(folded))
    starts = {start for _, start, _ in cues}
    for way, start, end in cues:
        if way == "official" and end not in starts:  # "官方官方": the last one
            yield from _official(folded, start, end, words, starts)
    for mention in mentions:
        yield from _named(folded, mention.end, words, sentences)
    for way, start, end in cues:
        if way == "hidden":
            yield from _hidden(folded, start, end, words, sentences)
        elif way == "service":
            yield from _service(folded, start, end, words, sentences)


# ---- ways to claim


def _official(
    folded: str, start: int, end: int, words: ChannelClaimWords, cues: Container[int]
) -> Iterator[ChannelClaim]:
    """Yields the channels that the word "official" speaks of: one, or an enumeration up to the next cue."""
    lead = words.lead.match(folded, end)
    place = lead.end() if lead else end
    for number in range(MAX_LISTED):
        first = _channel_at(folded, place, words)
        if first is None:
            return
        found = first[0]
        channel = _class_of(found)
        start = first[1] if number else start
        if channel != "scanned" or _is_scanned(folded, start, found.end(), words):
            yield _claim(folded, start, found.end(), "account" if channel == "scanned" else channel)
        joined = _LIST.match(folded, found.end())
        if joined is None or joined.end() in cues:
            return
        place = joined.end()


def _named(folded: str, end: int, words: ChannelClaimWords, sentences: _Sentences) -> Iterator[ChannelClaim]:
    """Yields the channel of support that stands right behind a platform's name, where it is said to exist."""
    begin = _trimmed(folded, end)
    if begin == len(folded) or folded[begin] not in words.first_letters:
        return
    lead = words.lead.match(folded, end)
    found = _channel_at(folded, lead.end() if lead else end, words)
    if found is None or _class_of(found[0]) == "scanned":
        return
    channel, start = found
    is_support = lead or channel[0].isascii() or words.support.search(folded, end, channel.end())
    if not is_support:
        return
    sentence = sentences.around(start, channel.end())
    is_asserted = sentence.has_before(words.asserts, start) or sentence.has_behind(words.asserts, channel.end())
    if lead or is_asserted:
        yield _claim(folded, start, channel.end(), _class_of(channel))


def _service(
    folded: str, start: int, end: int, words: ChannelClaimWords, sentences: _Sentences
) -> Iterator[ChannelClaim]:
    """Yields a service that is named by its channel ("微信客服", "support by phone") and said to exist."""
    sentence = sentences.around(start, end)
    if not sentence.has_mention or not sentence.has(words.asserts):
        return
    if folded[start:end].isascii() and not sentence.has_before(words.support, end):
        return
    channels = [_class_of(found) for found in words.channel.finditer(folded, start, end)]
    yield _claim(folded, start, end, next((channel for channel in channels if channel != "scanned"), "phone"))


def _hidden(
    folded: str, start: int, end: int, words: ChannelClaimWords, sentences: _Sentences
) -> Iterator[ChannelClaim]:
    """Yields a way in that is said to be hidden or special, where platforms or their support are spoken of."""
    found = words.hidden.match(folded, end, min(len(folded), end + MAX_CLAIM_CHARS))
    if found is None:
        return
    sentence = sentences.around(start, found.end())
    word = folded[start:end]
    is_certain = not word.isascii() and word not in words.weak and found.lastgroup == "any"
    if is_certain or sentence.has(words.context) or sentence.has_mention:
        channel = found.lastgroup if found.lastgroup in ("phone", "url") else "portal"
        yield _claim(folded, start, found.end(), channel or "portal", "hidden")


# ---- parts


def _channel_at(folded: str, place: int, words: ChannelClaimWords) -> tuple[re.Match[str], int] | None:
    """Returns the channel behind a place, with words like "卖家客服" between them, and where its words begin.

    Some words are both: of "客服微信" and "微信客服" the last that names a channel counts.
    """
    begin = place = _trimmed(folded, place)
    for _ in range(MAX_FILLERS):
        found = words.channel.match(folded, place)
        filler = words.filler.match(folded, place)
        if filler is None or (found is not None and found.end() > filler.end()):
            return (found, begin) if found is not None else None
        beyond = _trimmed(folded, filler.end())
        if found is not None and not words.channel.match(folded, beyond) and not words.filler.match(folded, beyond):
            return found, begin
        place = beyond
    return None


def _trimmed(folded: str, place: int) -> int:
    """Returns where the next word begins, behind blanks and quotation marks."""
    for _ in range(3):
        if place < len(folded) and folded[place] in " “”\"'‘’「」『』《》【】-的":
            place += 1
    return place


def _class_of(found: re.Match[str]) -> str:
    return (found.lastgroup or "").replace("_", "-")


def _claim(
    folded: str, start: int, end: int, channel: str, kind: Literal["channel", "hidden"] = "channel"
) -> ChannelClaim:
    text = folded[start:end]
    return ChannelClaim(start, end, kind, channel, text if text.isascii() else "".join(text.split()))


def _is_scanned(folded: str, start: int, end: int, words: ChannelClaimWords) -> bool:
    """Answers whether a code to scan is spoken of: in the lines behind, or before in the sentence."""
    if words.scan.search(folded, end, end + MAX_TO_SCAN_CHARS):
        return True
    first = max(0, start - MAX_TO_SCAN_CHARS)
    return bool(words.scan.search(folded, max(first, *(folded.rfind(sign, first, start) for sign in "\n。!")), start))


def _is_heard(view: View, claim: ChannelClaim, words: ChannelClaimWords, sentence: _Sentence) -> bool:
    """Answers whether a claim is one: no question, no denial, no warning."""
    if sentence.looked >= MAX_LOOKED or is_question(view.folded, sentence.last) or sentence.has(words.asking):
        return False
    sentence.looked += 1
    return not is_denied(view, claim.start, claim.end, words.denial)


def _has_address(view: View, claim: ChannelClaim, contacts: Sequence[tuple[int, int]]) -> bool:
    """Answers whether an address stands behind a claim, or is said to be it ("95588是…官方热线"): that is found."""
    place = bisect_left(contacts, (claim.end,))
    if place < len(contacts) and contacts[place][0] <= claim.end + MAX_TO_CONTACT_CHARS:
        return True
    before = contacts[place - 1][1] if place else -1
    is_near = place > 0 and claim.start - MAX_TO_CONTACT_CHARS <= before <= claim.start
    if is_near and _IS.match(view.folded, before, claim.start):
        return True
    return bool(_ADDRESS.match(view.folded, claim.end))


class OwnedChannels:
    """Channels that others call official, and whose they are, as recorded: "TT123官方微信群".

    Args:
        values: the values of `not-same` facts -> the platform that they are taken for.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {value.lower(): slug for value, slug in values.items() if not value.isascii()}

    def value_for(self, claim: ChannelClaim, folded: str) -> tuple[str, str] | None:
        """Returns the recorded value and its platform, where the text names the owner that the record names.

        Args:
            claim: what is claimed ("官方微信群").
            folded: the text around it, in lower case, that may name the owner ("TT123").
        """
        for value, slug in self._values.items():
            owner = value.removesuffix(claim.words)
            if owner and owner != value and owner in folded:
                return value, slug
        return None


def owner_in(folded: str, words: ChannelClaimWords) -> str | None:
    """Returns the name of whoever says that an account is theirs ("… 旗下公众号"), in lower case, or None."""
    for found in words.owned.finditer(folded):
        name = _OWNER.search(folded[max(0, found.start() - MAX_OWNER_CHARS) : found.start()])
        if name is not None and words.channel.match(folded, found.end()):
            return name[0]
    return None
