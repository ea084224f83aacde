"""Workers that die: what they were given is asked again, and one item at most is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.dying import Doubling, Refusing, Unborn
from scamguard import WorkersLost
from scamguard.batch.pool import MOST_LOST_IN_A_ROW, Pool, Stopped
from scamguard.batch.workers import CHUNKS_PER_WORKER

CHUNKS = [list(range(start, start + 10)) for start in range(0, 100, 10)]
DOUBLED = [number * 2 for number in range(100)]


def answers_of(task: Doubling, workers: int = 2) -> list[int | str]:
    with Pool(task, workers) as pool:
        return [answer for _, answers in pool.in_order(CHUNKS) for answer in answers]


def test_answers_come_in_order() -> None:
    assert answers_of(Doubling()) == DOUBLED


@pytest.mark.parametrize("number", [0, 44, 99])
def test_a_worker_that_is_killed_once_costs_nothing(number: int, tmp_path: Path) -> None:
    assert answers_of(Doubling(frozenset({number}), str(tmp_path / "died"))) == DOUBLED


def test_an_item_that_kills_every_worker_is_lost_alone() -> None:
    expected = [f"lost {number}" if number in (37, 38) else number * 2 for number in range(100)]

    assert answers_of(Doubling(frozenset({37, 38}))) == expected


@pytest.mark.lengthy
def test_where_everything_kills_it_is_given_up() -> None:
    with pytest.raises(WorkersLost, match=f"{MOST_LOST_IN_A_ROW} items in a row"):
        answers_of(Doubling(frozenset(range(100))))


def test_workers_that_cannot_begin_are_told_with_what_to_do() -> None:
    with pytest.raises(WorkersLost, match="__main__"):
        answers_of(Unborn())


def test_what_keeps_a_worker_from_beginning_is_told() -> None:
    with pytest.raises(WorkersLost, match=r"cannot begin: own\.list: is no file"):
        answers_of(Refusing())


def test_no_more_is_drawn_than_the_workers_need() -> None:
    drawn = 0

    def endless() -> Iterator[list[int]]:
        nonlocal drawn
        while True:
            drawn += 1
            yield [drawn]

    with Pool(Doubling(), 2) as pool:
        answers = pool.in_order(endless())
        assert [next(answers)[1] for _ in range(20)] == [[number * 2] for number in range(1, 21)]
    assert drawn <= 20 + 2 * CHUNKS_PER_WORKER + 1


def test_a_pool_that_is_stopped_says_so() -> None:
    stop = threading.Event()
    stop.set()
    with Pool(Doubling(), 1, stop) as pool:
        pool.give([1])
        with pytest.raises(Stopped):
            pool.take()
