"""Channels that a text says to exist without an address: "官方客服手机号", "隐藏入口", "official WhatsApp group"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container, Iterator, Sequence
from typing import Final, Literal

import msgspec

from scamguard.extract.claim_sentences import ClaimSentence, ClaimSentences
from scamguard.extract.claim_words import ChannelClaimWords
from scamguard.extract.denials import is_denied, is_question
from scamguard.extract.mentions import Mention
from scamguard.extract.view import View

#: How far from a channel of no network a code to scan may be spoken of, in characters.
MAX_TO_SCAN_CHARS: Final = 30
#: How far behind a claimed channel its address may stand, in characters: then the address is what is found.
MAX_TO_CONTACT_CHARS: Final = 24
#: How many channels one word "official" can speak of, and how many words can stand before a channel.
MAX_LISTED: Final = 6
MAX_FILLERS: Final = 6
#: Longest claim of a hidden way in, in characters, from the first word to the end of its channel.
MAX_CLAIM_CHARS: Final = 80
#: How many claims of one sentence are looked at closely; those behind them say the same again.
MAX_LOOKED: Final = 8
_LIST: Final = re.compile(r"\s?(?:[、/,，]|和|及|与|或|以及|and|or)\s?(?:and|or|及)?\s?")
_ADDRESS: Final = re.compile(
    r"[\s”」』】\"']?(?:号码?|id|number|is|是|为)?\s?(?:[:：(（]\s?)?(?:\+?[\dx*][\dx*\s()-]{4,}|[:：]\s?[a-z@][\w.-]{4,})"
)
_IS: Final = re.compile(r"[\s”」』】\"']{0,2}(?:就?是|为|即|属于|(?:is|are)\s)[^\n。.!?！？]*$")


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
    cues = list(words.cues_in(view.folded))
    if not cues and not mentions:
        return []
    found: list[ChannelClaim] = []
    places: dict[str, list[int]] = {}
    contacts = sorted(contacts)
    sentences = ClaimSentences(view, mentions)
    for claim in _candidates(view, cues, words, mentions, sentences):
        sentence = sentences.around(claim.start, claim.end)
        known = places.setdefault(claim.channel, [])
        if _is_any_in(known, sentence):  # one claim of a channel is enough for a sentence
            continue
        if _is_heard(view, claim, words, sentence) and not _has_address(view, claim, contacts):
            insort(known, claim.start)
            found.append(claim)
    return sorted(found, key=lambda claim: claim.start)


def _is_any_in(places: Sequence[int], sentence: ClaimSentence) -> bool:
    """Answers whether one of the sorted places stands in a sentence."""
    place = bisect_left(places, sentence.first)
    return place < len(places) and places[place] < sentence.last


def _candidates(
    view: View,
    cues: Sequence[tuple[str, int, int]],
    words: ChannelClaimWords,
    mentions: Sequence[Mention],
    sentences: ClaimSentences,
) -> Iterator[ChannelClaim]:
    """Yields what may be a claim, the official ones first: they speak for the others of their sentence."""
    folded = view.folded
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


def _named(folded: str, end: int, words: ChannelClaimWords, sentences: ClaimSentences) -> Iterator[ChannelClaim]:
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
    folded: str, start: int, end: int, words: ChannelClaimWords, sentences: ClaimSentences
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
    folded: str, start: int, end: int, words: ChannelClaimWords, sentences: ClaimSentences
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


def _is_heard(view: View, claim: ChannelClaim, words: ChannelClaimWords, sentence: ClaimSentence) -> bool:
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
