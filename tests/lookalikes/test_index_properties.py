"""What the index finds is what a search through all names finds, and one edit is told from two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
import synthetic
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from scamguard import Guard
from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.protected import Weight
from scamguard.parse.skeleton import is_one_shape
from scamguard.rules.difference import Change, Difference, difference_of

settings.register_profile("lookalikes", derandomize=True, deadline=None)
settings.load_profile("lookalikes")

#: Enough made-up platforms that halves, lengths and keys meet those of labels by chance.
PLATFORMS: Final = 400
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
SHIPPED: Final = Guard().knowledge.likeness
MADE_UP: Final = synthetic.guard_over(synthetic.compiled_platforms(PLATFORMS)).knowledge.likeness
INDEXES: Final = {"shipped": SHIPPED, "made up": MADE_UP}

Edit = Callable[[str, int, str], str]
EDITS: Final[dict[str, Edit]] = {
    "nothing": lambda text, at, letter: text,
    "added": lambda text, at, letter: text[:at] + letter + text[at:],
    "left out": lambda text, at, letter: text[:at] + text[at + 1 :],
    "replaced": lambda text, at, letter: text[:at] + letter + text[at + 1 :],
    "swapped": lambda text, at, letter: text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
    "doubled": lambda text, at, letter: text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
}
OTHERWISE: Final = {"m": "rn", "w": "vv", "d": "cl", "o": "0", "l": "1", "i": "l", "e": "c", "h": "lh", "b": "lb"}


def strong_names(index: LikenessIndex) -> list[str]:
    return [text for text, name in index.names.items() if name.weight >= Weight.PROPER and text.isascii()]


def shaped_names(index: LikenessIndex) -> list[str]:
    without = (Weight.COMMON, Weight.INITIALS, Weight.NUMBER, Weight.SPELLED)
    return [text for text, name in index.names.items() if name.weight not in without and text.isascii()]


NAMES: Final = {which: strong_names(index) for which, index in INDEXES.items()}
SHAPED: Final = {which: shaped_names(index) for which, index in INDEXES.items()}

texts = st.text(LETTERS, max_size=16)
edits = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 16), st.sampled_from(LETTERS))


@st.composite
def edited(draw: st.DrawFn, names: list[str], most: int = 2) -> str:
    """Draws a name with a few edits: most of them at the ends and in the middle, where halves meet."""
    text = draw(st.sampled_from(names))
    for _ in range(draw(st.integers(0, most))):
        kind, at, letter = draw(edits)
        place = draw(st.sampled_from([at, 0, len(text) // 2 - 1, len(text) // 2, len(text) - 1]))
        text = EDITS[kind](text, max(0, min(place, len(text))), letter)
    return text


@st.composite
def written_otherwise(draw: st.DrawFn, names: list[str]) -> str:
    """Draws a name with some letters written as what looks like them."""
    text = draw(st.sampled_from(names))
    chosen = draw(st.sets(st.integers(0, len(text) - 1), max_size=2))
    return "".join(OTHERWISE.get(letter, letter) if at in chosen else letter for at, letter in enumerate(text))


# ---- differences


@settings(max_examples=300)
@given(st.one_of(st.tuples(edited(NAMES["shipped"]), st.sampled_from(NAMES["shipped"])), st.tuples(texts, texts)))
@example(("paypals", "paypal"))
@example(("paypales", "paypal"))
@example(("aab", "ab"))
@example(("ab", "ba"))
def test_a_difference_is_one_edit(pair: tuple[str, str]) -> None:
    written, name = pair
    distance = OSA.distance(written, name)
    difference = difference_of(written, name)

    assert (difference is not None) == (distance == 1 or is_plural(written, name)), f"{distance}: {difference}"


@settings(max_examples=300)
@given(st.sampled_from([*NAMES["shipped"], "aabb", "abab", "ss", "a"]), edits)
def test_every_edit_is_told_as_it_is(name: str, edit: tuple[str, int, str]) -> None:
    kind, at, letter = edit
    written = EDITS[kind](name, min(at, len(name)), letter)
    difference = difference_of(written, name)

    assert (difference is None) == (written == name), f"{written} {name}"
    if difference is not None:
        assert mended(written, difference) == name, f"{written} {name}: {difference}"


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
@settings(max_examples=500)
def test_a_difference_is_one_edit_of_letters_that_repeat(written: str, name: str) -> None:
    distance = OSA.distance(written, name)

    assert (difference_of(written, name) is not None) == (distance == 1)


def is_plural(written: str, name: str) -> bool:
    """Answers whether “es” is put into a name: two letters, and one ending."""
    return any(written == name[:at] + "es" + name[at:] for at in range(len(name) + 1))


def mended(written: str, difference: Difference) -> str:
    """Returns the name that a difference says was meant."""
    at, change = difference.at, difference.change
    if change is Change.DOUBLED:
        return written[:at] + written[at + 1 :]
    if change is Change.UNDOUBLED:
        return written[:at] + difference.meant + written[at:]
    return written[:at] + difference.meant + written[at + len(difference.written) :]


# ---- the index


@pytest.mark.parametrize("which", INDEXES)
@settings(max_examples=300)
@given(st.data())
def test_every_name_one_edit_away_is_found(which: str, data: st.DataObject) -> None:
    names = NAMES[which]
    label = data.draw(st.one_of(edited(names), texts))

    found = {name.text for name in INDEXES[which].near(label)}

    near = {text for text, _, _ in process.extract(label, names, scorer=OSA.distance, score_cutoff=1, limit=None)}
    assert near - {label} <= found, label


@pytest.mark.parametrize("which", INDEXES)
@settings(max_examples=150)
@given(st.data())
def test_what_is_found_is_at_most_two_letters_away(which: str, data: st.DataObject) -> None:
    """One letter left out of each: the rules look at the difference, but are not asked about just anything."""
    label = data.draw(st.one_of(edited(NAMES[which]), texts))

    assert all(OSA.distance(name.text, label) <= 2 for name in INDEXES[which].near(label))


def shape_misses(which: str, label: str) -> list[str]:
    """Returns the names of a label's shape, where the index finds none."""
    if label in INDEXES[which].names or INDEXES[which].shaped(label) is not None:
        return []
    return [name for name in SHAPED[which] if abs(len(name) - len(label)) <= 2 and is_one_shape(label, name)]


@pytest.mark.parametrize("which", INDEXES)
@settings(max_examples=150)
@given(st.data())
def test_what_is_found_by_its_shape_has_the_shape(which: str, data: st.DataObject) -> None:
    label = data.draw(st.one_of(written_otherwise(SHAPED[which]), edited(SHAPED[which]), texts))
    found = INDEXES[which].shaped(label)

    assert found is None or (found.text != label and is_one_shape(label, found.text))


@pytest.mark.parametrize("which", INDEXES)
def test_every_name_of_a_labels_shape_is_found(which: str) -> None:
    labels = [
        name[:at] + OTHERWISE[letter] + name[at + 1 :]
        for name in SHAPED[which]
        for at, letter in enumerate(name)
        if letter in OTHERWISE
    ]
    missed = {label: names for label in labels if (names := shape_misses(which, label))}

    assert len(labels) > 200
    assert missed == {}


@pytest.mark.parametrize("which", INDEXES)
@settings(max_examples=200)
@given(st.data())
def test_names_inside_are_those_of_a_plain_search(which: str, data: st.DataObject) -> None:
    index = INDEXES[which]
    pieces = st.one_of(st.sampled_from(list(index.names)), edited(NAMES[which]), st.text(LETTERS + "付宝", max_size=4))
    text = "".join(data.draw(st.lists(pieces, max_size=5)))

    found = sorted((name.text, start, end) for name, start, end in index.inside(text))

    assert found == plain_search(index, text)
    assert index.holds(text) == bool(found)


def plain_search(index: LikenessIndex, text: str) -> list[tuple[str, int, int]]:
    """Returns every place of every name that is looked for inside a text: no common word, four letters and more."""
    wanted = [
        name
        for name, of_platform in index.names.items()
        if of_platform.weight != Weight.COMMON and (len(name) >= 4 or not name.isascii())
    ]
    return sorted((name, at, at + len(name)) for name in wanted for at in places_of(name, text))


def places_of(name: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(name, at)] if name in text else []
