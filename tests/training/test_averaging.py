"""The mean of two ends of one training, and what has none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from training.averaging import NoMean, mean

FLOATS = st.floats(-100, 100, width=32)
TABLES = arrays.arrays(np.float32, (3, 2), elements=FLOATS)


def network(**changed: NDArray[Any]) -> dict[str, NDArray[Any]]:
    return {"weight": np.ones((2, 3), np.float32), "places": np.arange(4), **changed}


@given(TABLES, TABLES, st.floats(0.01, 0.99))
def test_the_mean_lies_between_both_and_keeps_the_type(
    left: NDArray[np.float32], right: NDArray[np.float32], share: float
) -> None:
    made = mean([("long", {"a": left}, share), ("short", {"a": right}, 1 - share)])["a"]
    assert made.dtype == np.float32
    assert np.allclose(made, share * left + (1 - share) * right, atol=1e-4)
    assert (made >= np.minimum(left, right) - 1e-4).all()
    assert (made <= np.maximum(left, right) + 1e-4).all()


@given(TABLES)
def test_the_mean_of_the_same_is_the_same(table: NDArray[np.float32]) -> None:
    made = mean([("one", {"a": table}, 0.7), ("other", {"a": table}, 0.3)])["a"]
    assert np.allclose(made, table, rtol=1e-6)


def test_the_shares_count() -> None:
    parts = [("long", network(), 0.7), ("short", network(weight=np.zeros((2, 3), np.float32)), 0.3)]
    made = mean(parts)
    assert made["weight"] == pytest.approx(0.7)
    assert (made["places"] == np.arange(4)).all()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (network(more=np.ones(1, np.float32)), "long lacks more"),
        ({"weight": network()["weight"]}, "short lacks places"),
        (network(weight=np.ones((3, 2), np.float32)), r"weight is \(2, 3\) in long and \(3, 2\) in short"),
        (network(weight=np.ones((2, 3), np.float64)), "float32 in long and float64 in short"),
        (network(places=np.arange(1, 5)), "whole numbers, which differ"),
        (network(weight=np.full((2, 3), np.nan, np.float32)), "not finite in short"),
    ],
)
def test_networks_that_differ_in_more_than_their_weights_are_refused(
    other: dict[str, NDArray[Any]], reason: str
) -> None:
    with pytest.raises(NoMean, match=reason):
        mean([("long", network(), 0.7), ("short", other, 0.3)])


@pytest.mark.parametrize("shares", [(0.7, 0.7), (1.2, -0.2), (1.0, 0.0)])
def test_shares_that_are_none_are_refused(shares: tuple[float, float]) -> None:
    with pytest.raises(NoMean, match="add up to 1"):
        mean([("long", network(), shares[0]), ("short", network(), shares[1])])


def test_one_network_has_no_mean() -> None:
    with pytest.raises(NoMean, match="two networks"):
        mean([("long", network(), 1.0)])
