"""Engines keep the order, read only a little ahead, and let errors through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.corpus.engines import WAITING_PER_PROCESS, ProcessPool, Serial, engine


def double(number: int) -> int:
    return number * 2


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(engine(jobs).map(double, range(40))) == [number * 2 for number in range(40)]


def test_a_pool_reads_only_a_window_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = ProcessPool(1).map(double, items())
    assert next(results) == 0
    assert len(taken) <= WAITING_PER_PROCESS + 1
    results.close()  # type: ignore[attr-defined]


def test_serial_reads_nothing_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    next(Serial().map(double, items()))
    assert taken == [0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_function_reaches_the_caller(jobs: int) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(engine(jobs).map(refuse_seven, range(10)))
