"""The cost of a check grows with the length of the contact and no faster, whatever it is made of.

This is a proof of growth, no benchmark (those are in `benchmarks/`): eight times the length may cost twelve times the
time, where a quadratic pattern costs sixty-four times.
"""

from __future__ import annotations

import functools
import re
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest

from scamguard import Guard
from scamguard.parse.text import MAX_CONTACT_CHARS

SIZES = (1_000, 2_000, 4_000, 8_000)
#: How many times the cost of the smallest size the largest may cost: eight times the length, and noise.
GROWTH = 12
#: What a noisy machine adds to any run, in seconds.
NOISE = 0.005
#: Times that a size is measured, and rounds that are given to a machine that is busy with something else.
RUNS = 5
ROUNDS = 3
#: After this time no further run is measured, in seconds.
LONG = 0.1


class Hostile(NamedTuple):
    """A text that is long: `before`, then `unit` again and again, then `after`."""

    unit: str
    before: str = ""
    after: str = ""

    def of(self, size: int) -> str:
        """Returns the text in this many characters."""
        length = size - len(self.before) - len(self.after)
        return self.before + (self.unit * (length // len(self.unit) + 1))[:length] + self.after


HOSTILE = [
    *map(
        Hostile,
        [
            "@", "<", ">", "[", "(", '"', " ", ".", "-", "/", "?", "&a=1", "a.", "点", "：", "x", "0", "1 ", "１", "一",
            "①", "xn--", "%41", "\u200b1", "e\u0301", "aliexpress.com.", "tiktok-", "tiktok ", "http://", "微信",
            "内部", "客服电话", "TKS-", "[.]", " dot ", "转", "a@",
        ],
    ),
    Hostile("a.", "https://"),
    Hostile("a/", "https://a.example/"),
    Hostile("u=https://b.example/&", "https://a.example/?"),
    Hostile("@", "https://"),
    Hostile("1", "tel:"),
    Hostile("a", "", "@a.example"),
    Hostile("a", "微信：", ""),
    Hostile("a ", "TikTok Shop <", ">"),
    Hostile("(", "a", ")"),
    Hostile(" ", "a", "b)"),
    Hostile("*", "1", "1"),
    Hostile(".", "a@"),
    Hostile("a.", "a@"),
    Hostile("aliexpress.com.", "a@"),
    Hostile(" ", "中", "x"),
    Hostile("\u3000", "中", "b)"),
    Hostile("\t", "微信", "中"),
    Hostile(".", "网址：", "中"),
    Hostile("a.", "网址：", "中"),
]  # fmt: skip
#: Kinds whose parsers read the whole text; the others refuse it by its length.
KINDS = ("url", "app", "portal", "ticket", "account")


@functools.cache
def guard() -> Guard:
    """Returns the one guard that is measured, with everything loaded that a check loads late."""
    found = Guard()
    for contact in (
        "95588",
        "a@shop.example",
        "https://shop.example",
        "微信号 shop_2026",
        "内部通道",
        "TKS-1",
        "tiktokk.example",
    ):
        found.check(contact, claims="tiktok-shop")
    return found


def checked(kind: str | None) -> Callable[[str], object]:
    """Returns what checks a text of this kind."""
    return lambda text: guard().check(text, kind=kind, claims="tiktok-shop", as_of="2026-11-21")


def seconds(call: Callable[[str], object], text: str) -> float:
    """Returns the median processor time of a call; of fewer runs where one alone takes long."""
    times: list[float] = []
    while len(times) < RUNS and sum(times) < LONG:
        start = time.process_time()
        call(text)
        times.append(time.process_time() - start)
    return statistics.median(times)


def faster_growth(call: Callable[[str], object], hostile: Hostile) -> str:
    """Returns the times that no linear cost explains; "" where one round of measuring shows that it does."""
    rounds = []
    for _ in range(ROUNDS):
        times: list[float] = []
        for size in SIZES:
            times.append(seconds(call, hostile.of(size)))
            if times[-1] > GROWTH * times[0] + NOISE:
                break
        else:
            return ""
        rounds.append(" ".join(f"{1000 * found:.2f}" for found in times))
    return f"milliseconds for {SIZES[: len(times)]} characters of {hostile}: {'; '.join(rounds)}"


@pytest.mark.lengthy
@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(
            hostile,
            id=ascii(f"{hostile.before}{hostile.unit}…{hostile.after}"),
        )
        for hostile in HOSTILE
    ],
)
def test_the_cost_is_linear(hostile: Hostile) -> None:
    assert faster_growth(checked(None), hostile) == ""


@pytest.mark.lengthy
@pytest.mark.parametrize("kind", KINDS)
def test_the_cost_is_linear_where_the_kind_is_forced(kind: str) -> None:
    for hostile in HOSTILE:
        assert faster_growth(checked(kind), hostile) == ""


def test_what_is_too_long_costs_nothing() -> None:
    """Above the bound the length does not matter: ten times the text is no dearer."""
    short, long = (
        seconds(checked(None), "a." * (size // 2)) for size in (MAX_CONTACT_CHARS + 2, 10 * MAX_CONTACT_CHARS)
    )

    assert long <= GROWTH * short + NOISE


def test_the_texts_have_their_length() -> None:
    assert max(SIZES) <= MAX_CONTACT_CHARS, "a longer text is refused before anything is read"
    for hostile in HOSTILE:
        assert [len(hostile.of(size)) for size in SIZES] == list(SIZES)


def test_a_quadratic_cost_is_seen() -> None:
    quadratic = re.compile("a*a*b")

    assert faster_growth(quadratic.match, Hostile("a")) != ""
    assert faster_growth(str.upper, Hostile("a")) == ""
