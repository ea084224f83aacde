"""Hostile texts: nothing is raised, and time grows with the length and no faster, whatever a text is made of."""

from __future__ import annotations

import random
import statistics
import time
from typing import Final

import pytest
from extract_tables import contacts_in

#: A text is read in pieces of 65,536 characters: the first two lengths show growth within a piece, the last beyond.
SIZES: Final = (5_000, 50_000, 120_000)
#: How many times as long a text may take as its length says: 14 for ten times the length.
GROWTH: Final = 1.4
#: What a noisy machine adds to any run, in seconds.
NOISE: Final = 0.005
#: Runs of a size, and after which time no further one is measured, in seconds.
RUNS: Final = 3
LONG: Final = 0.1
#: Rounds that are given to a machine that is busy with something else.
ROUNDS: Final = 3

UNITS: Final = (
    "1", "1234567890", "1 ", "1-", ".", "a.", "@", "a@", "@a.", "x@", "\u200b", "[", "([{", "[.]", "a", "http://",
    "://", "微信", "加V:", "微信号加我", "公众号【", "t.me/+", "①", "①点", "一", "😀", "😀1", "a\u0301", "\u0301",
    "aаbвcс", "K₳", "€", "电话1", "点", "a点", "www.", "*@", "_", "a-", "1.1.", "QQ1", "扣1", "+1 ", "(1",
    "138 0013 ", " dot ", "a[at]", "line:", "\n", " ", "<a ", "\x00", "𠮷", "a1_",
)  # fmt: skip


def text_of(unit: str, size: int) -> str:
    """Returns a unit again and again, in this many characters."""
    return (unit * (size // len(unit) + 1))[:size]


def seconds(text: str) -> float:
    """Returns the median processor time of a scan."""
    times: list[float] = []
    while len(times) < RUNS and sum(times) < LONG:
        start = time.process_time()
        contacts_in(text)
        times.append(time.process_time() - start)
    return statistics.median(times)


def faster_growth(texts: list[str]) -> str:
    """Returns the times that no linear cost explains; "" where one round of measuring shows that it does."""
    rounds = []
    for _ in range(ROUNDS):
        times = [seconds(text) for text in texts]
        pairs = zip(texts, texts[1:], times, times[1:], strict=False)
        if all(late <= GROWTH * early * len(long) / len(short) + NOISE for short, long, early, late in pairs):
            return ""
        rounds.append(" ".join(f"{1000 * found:.1f}" for found in times))
    return f"milliseconds for {[len(text) for text in texts]} characters: {'; '.join(rounds)}"


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """Loads everything that a scan loads late."""
    contacts_in("微信 demo2026, 电话 13800138000, https://example.com, a@example.com")


@pytest.mark.lengthy
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_the_time_grows_with_the_length(unit: str) -> None:
    assert faster_growth([text_of(unit, size) for size in SIZES]) == ""


def test_random_bytes_take_no_longer() -> None:
    source = random.Random(20261122)

    assert faster_growth([source.randbytes(size).decode("latin-1") for size in SIZES]) == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ud800", id="half of a pair"),
        pytest.param("微信：demo\udc80 2026 \ud800\udfff", id="halves among words"),
        pytest.param("https://exam\udcffple.com/\udcff", id="a byte that was no UTF-8, in an address"),
        pytest.param("\x00" * 100 + "微信：demo2026\x00", id="NUL"),
        pytest.param("\U0010ffff\U000fffff\ue000\uffff\ufdd0", id="no characters at all"),
        pytest.param("\U000e0001\U000e0061" * 50, id="tags"),
        pytest.param("𠮷𠮷微信：demo2026𠮷", id="astral planes"),
        pytest.param("İ" * 50 + "ẞﬁŉ微信：DEMO2026", id="letters that change their length in lower case"),
        pytest.param("\u202e0008 3100 831\u202c", id="right to left"),
        pytest.param("a" + "\u0301" * 5000, id="a tower of marks"),
        pytest.param("http://" + "a." * 5000 + "com", id="an endless host"),
        pytest.param("a@" + "b." * 5000 + "com", id="an endless domain"),
        pytest.param("https://example.com/" + "%" * 5000, id="broken percent encoding"),
        pytest.param("http://[::1", id="an open bracket"),
        pytest.param("http://xn--\u200b.com http://xn--a.com http://xn--0.com", id="broken A-labels"),
        pytest.param("+" + "9" * 400, id="an endless number"),
        pytest.param("٣٨٠٠١٣٨٠٠٠ ४५६७८९०", id="digits of other scripts"),
    ],
)
def test_nothing_is_raised(text: str) -> None:
    for finding in contacts_in(text):
        assert text[finding.start : finding.end] == finding.surface


def test_the_texts_have_their_length() -> None:
    for unit in UNITS:
        assert [len(text_of(unit, size)) for size in SIZES] == list(SIZES)
