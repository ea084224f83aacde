"""Pairs that are told apart by their letters and lengths alone are pairs that the whole comparison tells apart."""

from __future__ import annotations

import random

import pytest

from scamguard.parse.skeleton import MAX_SWAPS, shape_swaps
from scamguard.rules.difference import difference_of

NAMES = ("paypal", "alibaba", "microsoft", "amazon", "kraken", "wellsfargo", "lloyds", "nubank", "chase", "hermes")
#: A letter, or two, and what is written for it: as docs/how-it-decides.md has them.
SWAPS = (
    ("l", "1"), ("l", "i"), ("o", "0"), ("c", "e"), ("b", "d"), ("b", "8"), ("m", "rn"), ("m", "nn"), ("m", "nr"),
    ("d", "cl"), ("d", "dl"), ("b", "lb"), ("h", "lh"), ("k", "lc"), ("w", "vv"), ("u", "v"), ("g", "q"), ("g", "9"),
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_swap_of_shapes_is_seen(name: str) -> None:
    seen = 0
    for meant, written in SWAPS:
        for place in (at for at in range(len(name)) if name.startswith(meant, at)):
            text = name[:place] + written + name[place + len(meant) :]
            assert shape_swaps(text, name) is not None, text
            assert shape_swaps(name, text) is not None or written == "nr", text  # swapped groups are looked for one way
            seen += 1
    assert seen


@pytest.mark.parametrize("name", NAMES)
def test_every_slip_of_a_finger_is_seen(name: str) -> None:
    for at in range(len(name) + 1):
        assert difference_of(name[:at] + "x" + name[at:], name) is not None
        if at < len(name):
            assert difference_of(name[:at] + name[at + 1 :], name) is not None
            assert difference_of(name[:at] + "0" + name[at + 1 :], name) is not None
    assert difference_of(name + "es", name) is not None


@pytest.mark.parametrize("name", NAMES)
def test_others_are_neither(name: str) -> None:
    chance = random.Random(name)
    assert shape_swaps(name, name) is None
    assert difference_of(name, name) is None
    for other in NAMES:
        if other != name:
            assert shape_swaps(other, name) is None
            assert difference_of(other, name) is None
    longer = name + "".join(chance.choice("lbcdk") for _ in range(MAX_SWAPS + 1))
    assert shape_swaps(longer, name) is None
    assert difference_of(longer, name) is None
