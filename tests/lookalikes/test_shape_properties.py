"""What holds for every two labels that are compared by their shape."""

from __future__ import annotations

import itertools
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamguard.parse.skeleton import MAX_SWAPS, clear_letters, is_one_shape, to_shape

settings.register_profile("lookalikes", derandomize=True, deadline=None)
settings.load_profile("lookalikes")

#: Letters and digits that are taken for others, alone or in pairs, and some that are not.
ALIKE: Final = "bcdehiklmnoqruvw016899"
#: How a letter can be written otherwise, one way each: said here by themselves, not read from the code.
OTHERWISE: Final = {
    "m": ("rn", "nn"), "w": ("vv", "uu"), "d": ("cl",), "h": ("lh",), "k": ("lc",), "b": ("lb",),
    "o": ("0",), "l": ("1", "i"), "i": ("1", "l"), "g": ("q", "9"), "e": ("c",), "u": ("v",), "n": ("r",),
}  # fmt: skip

labels = st.one_of(
    st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=12),
    st.text(ALIKE, max_size=10),
    st.lists(st.sampled_from(["rn", "m", "cl", "d", "vv", "w", "lb", "b", "lh", "h", "lc", "k", "nn", "o"])).map(
        "".join
    ),
)
names = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@settings(max_examples=300)
@given(labels, labels)
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert is_one_shape(one, other) == is_one_shape(other, one)


@given(labels)
def test_a_label_has_its_own_shape(label: str) -> None:
    assert is_one_shape(label, label)


@settings(max_examples=300)
@given(names, st.data())
def test_what_is_written_otherwise_has_the_shape(name: str, data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(name) if letter in OTHERWISE]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=MAX_SWAPS)) if places else set()
    written = "".join(
        data.draw(st.sampled_from(OTHERWISE[letter])) if at in chosen else letter for at, letter in enumerate(name)
    )

    assert is_one_shape(written, name)
    assert clear_letters(written) == clear_letters(name)


@given(names, st.sampled_from("afpstxyz"), st.integers(0, 12))
def test_a_clear_letter_more_is_another_shape(name: str, letter: str, at: int) -> None:
    assert not is_one_shape(name[:at] + letter + name[at:], name)


@settings(max_examples=300)
@given(labels, labels)
def test_three_swaps_are_another_word(one: str, other: str) -> None:
    """Where labels are equally long and hold no pairs, the letters that differ are the swaps."""
    if len(one) == len(other) and is_one_shape(one, other) and not set("lmhwucbdk") & set(to_shape(one + other)):
        assert sum(a != b for a, b in zip(one, other, strict=True)) <= MAX_SWAPS


def short_labels_of_one_shape() -> list[tuple[str, str]]:
    """Returns all pairs of labels of one shape, of two letters and of two or three."""
    letters = "bcdhlkmnuw"
    two, three = (["".join(label) for label in itertools.product(letters, repeat=size)] for size in (2, 3))
    return [(one, other) for one in two for other in (*two, *three) if is_one_shape(one, other)]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    return short_labels_of_one_shape()


def test_labels_of_one_shape_share_their_clear_letters(pairs: list[tuple[str, str]]) -> None:
    assert len(pairs) > 500
    assert [pair for pair in pairs if clear_letters(pair[0]) != clear_letters(pair[1])] == []


@pytest.mark.xfail(
    raises=AssertionError, reason="bug: beside b, h or c, “cl” is not read as “d”: “primevicleo” is missed"
)
def test_labels_of_one_shape_share_their_key(pairs: list[tuple[str, str]]) -> None:
    """The index looks up the key: two labels of one shape with different keys do not find each other."""
    differing = [pair for pair in pairs if to_shape(pair[0]) != to_shape(pair[1])]

    assert len(differing) == 0, f"{len(differing)} of {len(pairs)}: {differing[:10]}"
