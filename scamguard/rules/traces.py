"""The traces that protected names leave in a host: what the lookalike rules judge, found once."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.protected import MIN_SHORT, MIN_STRONG, Weight
from scamguard.parse.skeleton import as_letters, shape_swaps
from scamguard.rules.difference import difference_of
from scamguard.rules.trace import Likeness, Trace

#: How often one name is looked at in one label.
MAX_TIMES: Final = 2
#: How many traces of a host are judged, the most telling first: more stand only in hosts made to keep us busy.
MAX_JUDGED: Final = 6
#: As many hyphens as a label of 63 characters has room for between letters.
MAX_HYPHENS: Final = 31
_NOTHING: Final[list[Trace]] = []
#: Labels that stand before a name and say nothing: wwwdhl, mydhl.
_OPENERS: Final = ("www", "my", "wap", "m")
#: A digit that stands for a letter has a letter behind it, or a letter on both sides.
_INNER_DIGIT: Final = re.compile(r"[0-9][a-z]")
#: How many letters longer or shorter than a name a text can be that looks like it, or is one letter away.
MAX_LONGER: Final = 2
#: Letters that stand for digits in a number that is a name.
_AS_DIGITS: Final = str.maketrans("ol", "01")
#: The plural of what ends in a hissing sound.
_PLURAL: Final = re.compile(r"(?<=[sxz])es")


def traces_in(chosen: list[str], index: LikenessIndex, claims: str | None) -> list[Trace]:
    """Returns the traces of names in the labels that somebody chose; none for most hosts.

    Args:
        chosen: the labels before the public suffix, in Unicode; at least one.
        index: the protected names.
        claims: slug of the claimed platform, whose short names are looked for, too.
    """
    if all(map(str.isascii, chosen)):
        found = _in_letters(chosen, index, claims)
    else:
        found = [*_in_other_scripts(chosen, index), *_by_skeleton(chosen, index, claims)]
    if claims is None or not found:
        return found
    of_platform = index.protected.of_platform  # TikTok and TikTok Shop share a domain: the claimed one's name is meant
    return [msgspec.structs.replace(trace, name=of_platform(trace.name.text, claims) or trace.name) for trace in found]


def _in_letters(chosen: list[str], index: LikenessIndex, claims: str | None) -> list[Trace]:
    owner = chosen[-1]
    joined = "".join(chosen) if len(chosen) > 1 else owner
    found: list[Trace] = []
    plain = joined
    if "-" in joined:
        found = _words(chosen, index)
        plain, owner = joined.replace("-", ""), owner.replace("-", "")
    elif joined is not owner:
        found = _words(chosen, index)
    if index.holds(plain):
        found += _exact(chosen, index)
    if claims is not None:
        found += _claimed(chosen, index, claims)
    if alike := _alike(chosen[-1], owner, index):
        found += alike
    if not plain.isalpha() and _INNER_DIGIT.search(plain):
        found += _disguised(chosen, index)
    if "-" in chosen[-1]:
        found += _alike_words(chosen[-1], index)
    return found


def in_order(traces: list[Trace], claims: str | None) -> list[Trace]:
    """Returns the traces, the most telling first: of the claimed platform, near the owner, whole, long."""
    if len(traces) < 2:
        return traces
    ordered = sorted(traces, key=lambda t: (t.name.slug != claims, t.depth, not t.is_whole, -len(t.name.text)))
    return ordered[:MAX_JUDGED]


def _exact(chosen: list[str], index: LikenessIndex) -> Iterator[Trace]:
    in_host: dict[str, int] = {}  # of one name, what stands nearer to the owner is judged first
    for depth, label in enumerate(reversed(chosen)):
        times: dict[str, int] = {}
        for name, start, end in index.inside(label.replace("-", "")):
            text = name.text
            times[text] = nth = times.get(text, 0) + 1
            if nth <= MAX_TIMES and in_host.get(text, 0) < MAX_JUDGED:
                in_host[text] = in_host.get(text, 0) + 1
                yield Trace(name, Likeness.EXACT, label, start, end, depth)
    if len(chosen) > 1:
        yield from _over_dots(chosen, index)


def _over_dots(chosen: list[str], index: LikenessIndex) -> Iterator[Trace]:
    """Yields the name that is cut up with dots: it fills the last labels from the first letter to the last."""
    for first in range(len(chosen) - 1):
        name = index.names.get("".join(chosen[first:]).replace("-", ""))
        if name is not None and name.weight > Weight.NUMBER:
            yield Trace(name, Likeness.EXACT, ".".join(chosen[first:]), 0, len(name.text), 0)


def _words(chosen: list[str], index: LikenessIndex) -> list[Trace]:
    """Returns common and very short names that are a whole label, or stand between hyphens."""
    found: list[Trace] = []
    for label in chosen:
        words = label.split("-", MAX_HYPHENS) if "-" in label else [label]
        if not index.names.keys().isdisjoint(words):
            start = 0
            times: Counter[str] = Counter()
            for word in words:
                name = index.names.get(word)
                times[word] += 1
                if (
                    name is not None
                    and times[word] <= MAX_TIMES
                    and (name.weight is Weight.COMMON or len(word) < MIN_SHORT)
                ):
                    depth = len(chosen) - 1 - chosen.index(label)
                    found.append(Trace(name, Likeness.EXACT, label, start, start + len(word), depth))
                start += len(word)
    return found


def _claimed(chosen: list[str], index: LikenessIndex, claims: str) -> Iterator[Trace]:
    """Yields the names of the claimed platform, however short, where a label holds one or comes near one."""
    names = index.names_of(claims)
    for depth, label in enumerate(reversed(chosen)):
        plain = label.replace("-", "")
        starts = [0]
        if plain.startswith(_OPENERS):
            starts = sorted({0, *(len(opener) for opener in _OPENERS if plain.startswith(opener))})
        words = () if depth else _words_of(label, plain)
        for name in names:
            text = name.text
            if len(text) < MIN_SHORT:
                at = next((i for i in starts if plain.startswith(text, i)), -1)
            else:
                at = plain.find(text)
            if at >= 0:
                yield Trace(name, Likeness.EXACT, label, at, at + len(text), depth)
            if words and len(text) >= MIN_SHORT and text.isascii():
                for start, word in words:
                    if abs(len(word) - len(text)) <= MAX_LONGER and (likeness := _nearness(word, text)) is not None:
                        yield Trace(name, likeness, label, start, start + len(word), 0)


def _words_of(label: str, plain: str) -> list[tuple[int, str]]:
    """Returns the owner's label without its hyphens and, where it has any, each word, all with their places."""
    found = [(0, plain)]
    if "-" in label:
        words = label.split("-", MAX_HYPHENS)
        found[0] = (0, "".join(words))
        found += zip(itertools.accumulate(map(len, words), initial=0), words, strict=False)
    return found


def _nearness(word: str, text: str) -> Likeness | None:
    """Returns how a word comes near a name: by the shape of its letters, or by one letter; None where it does not."""
    is_shaped = shape_swaps(word, text) is not None
    if is_shaped and not word.isalpha():
        return Likeness.SHAPE
    if difference_of(word, text) is not None:
        return Likeness.EDIT
    return Likeness.SHAPE if is_shaped else None


def _alike(label: str, plain: str, index: LikenessIndex) -> list[Trace]:
    """Returns the names that the owner's label looks like as a whole."""
    names = index.near(plain)
    shaped = index.shaped(plain)
    if not names and shaped is None and "es" not in plain:
        return _NOTHING
    found = [Trace(name, Likeness.EDIT, label, 0, len(plain), 0) for name in names]
    if shaped is not None:
        # A digit for a letter is no slip of the finger, whichever key it is on.
        found.insert(len(found) if plain.isalpha() else 0, Trace(shaped, Likeness.SHAPE, label, 0, len(plain), 0))
    if "es" in plain:
        for match in _PLURAL.finditer(plain):
            text = plain[: match.start()] + plain[match.end() :]
            if text in index.names:
                found.append(Trace(index.names[text], Likeness.EDIT, label, 0, len(plain), 0))
    return found


def _alike_words(label: str, index: LikenessIndex) -> Iterator[Trace]:
    """Yields the names that one word of a hyphenated label looks like, where the others are telling words or names."""
    words = label.split("-", MAX_HYPHENS)
    alike = {word: _alike(label, word, index) for word in words if len(word) >= MIN_STRONG - 1}
    if not any(alike.values()):
        return
    strange = {word for word in words if word not in index.names and not index.is_made_of_keywords(word)}
    start = 0
    for word in words:
        if strange <= {word}:
            for trace in alike.get(word, ()):
                if trace.name.strong:
                    yield Trace(trace.name, trace.likeness, label, start, start + len(word), 0)
        start += len(word)


def _disguised(chosen: list[str], index: LikenessIndex) -> Iterator[Trace]:
    """Yields the names that a label holds once its digits are read as letters."""
    for depth, label in enumerate(reversed(chosen)):
        plain = label.replace("-", "")
        seen = set()
        for reading in as_letters(plain):
            for name, start, end in index.inside(reading) if len(reading) == len(plain) else ():
                is_new = name.text not in seen and plain[start:end] != name.text
                if is_new and not _is_in_a_number(plain, start, end):
                    seen.add(name.text)
                    yield Trace(name, Likeness.SHAPE, label, start, end, depth)


def _is_in_a_number(plain: str, start: int, end: int) -> bool:
    """Answers whether a digit at a border of the name belongs to a longer number: `143bay` is no `ebay`."""
    return (start > 0 and plain[start - 1].isdigit() and plain[start].isdigit()) or (
        plain[end - 1].isdigit() and plain[end : end + 1].isdigit()
    )


def _by_skeleton(chosen: list[str], index: LikenessIndex, claims: str | None) -> Iterator[Trace]:
    """Yields the traces in labels with characters beyond ASCII, read as what they look like."""
    letters = [index.skeletons.letters_of(label) for label in chosen]
    yield from _as_read(chosen, letters, index, claims)
    if any("ß" in label for label in chosen):  # it looks like a b, and is read as the two letters that it stands for
        pairs = [zip(label, pieces, strict=True) for label, pieces in zip(chosen, letters, strict=True)]
        yield from _as_read(chosen, [["ss" if c == "ß" else piece for c, piece in row] for row in pairs], index, claims)


def _as_read(chosen: list[str], letters: list[list[str]], index: LikenessIndex, claims: str | None) -> Iterator[Trace]:
    """Yields the traces in labels whose characters are read as the given letters."""
    seen = ["".join(pieces) for pieces in letters]
    plain: dict[int, list[bool]] = {}  # of the labels that hold a name
    for trace in (*_in_letters(seen, index, claims), *_whole_names(seen, index)):
        over = trace.label.count(".") + 1
        first = len(chosen) - trace.depth - over
        if all(label.isascii() for label in chosen[first : first + over]):
            yield trace
            continue
        written = ".".join(chosen[first : first + over])
        for place in range(first, first + over):
            if place not in plain:
                plain[place] = _plainness(chosen[place], letters[place])
        is_plain = [mark for place in range(first, first + over) for mark in plain[place]][trace.start : trace.end]
        is_itself = all(is_plain) or trace.name.text in written.replace("-", "")
        if trace.likeness is Likeness.SHAPE and not is_itself and trace.name.weight <= Weight.SHORT:
            continue  # other letters and marks on few letters: another word
        likeness = trace.likeness if is_itself or trace.likeness is Likeness.EDIT else Likeness.SKELETON
        yield Trace(trace.name, likeness, trace.label, trace.start, trace.end, trace.depth, written)


def _plainness(label: str, pieces: list[str]) -> list[bool]:
    """Returns, for each letter of a label's skeleton, whether it stands for itself, without a mark behind it."""
    found: list[bool] = []
    for character, piece in zip(label, pieces, strict=True):
        if piece == "-" or piece == ".":
            continue
        if len(piece) == 1:
            found.append(character.isascii())
        elif piece:
            found += [character.isascii()] * len(piece)
        elif found:
            found[-1] = False  # a mark on the letter before
    return found


def _whole_names(seen: list[str], index: LikenessIndex) -> Iterator[Trace]:
    """Yields common and short names that are a whole label by skeleton; digits may be letters that look like them."""
    for depth, label in enumerate(reversed(seen)):
        plain = label.replace("-", "")
        for reading in {plain, plain.translate(_AS_DIGITS)}:
            name = index.names.get(reading) or index.by_skeleton.get(reading)
            if name is not None and (name.weight <= Weight.NUMBER or not name.text.isascii()):
                yield Trace(name, Likeness.EXACT, label, 0, len(plain), depth)


def _in_other_scripts(chosen: list[str], index: LikenessIndex) -> Iterator[Trace]:
    """Yields the names that stand in a label in their own script: 抖音, 支付宝."""
    for depth, label in enumerate(reversed(chosen)):
        plain = label.replace("-", "")
        for name, start, end in index.inside(plain):
            if not name.text.isascii():
                yield Trace(name, Likeness.EXACT, label, start, end, depth)
