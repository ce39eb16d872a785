"""Calibration: bins, the reliability curve, the expected error."""

from __future__ import annotations

import pytest
from evaluation.calibration import calibration
from hypothesis import given, settings
from hypothesis import strategies as st

OUTCOMES = st.lists(st.tuples(st.none() | st.floats(0, 1), st.booleans()), max_size=60)


def test_the_error_is_the_mean_distance_of_confidence_and_share_right() -> None:
    found = calibration([(0.75, True), (0.75, False), (0.15, False), (0.15, False), (None, True)])
    assert found == {
        "ece": 0.2,  # half of them off by 0.75 - 0.5, half by 0.15 - 0
        "count": 4,
        "without": 1,
        "curve": [
            {"bin": [0.1, 0.2], "confidence": 0.15, "right": 0.0, "count": 2},
            {"bin": [0.7, 0.8], "confidence": 0.75, "right": 0.5, "count": 2},
        ],
    }


def test_certainty_belongs_to_the_last_bin() -> None:
    found = calibration([(1.0, True), (0.9, True)])
    assert found is not None
    assert [row["bin"] for row in found["curve"]] == [[0.9, 1.0]]


@pytest.mark.parametrize("outcomes", [[], [(None, True)]])
def test_without_confidence_there_is_no_calibration(outcomes: list[tuple[None, bool]]) -> None:
    assert calibration(outcomes) is None


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_a_confidence_that_is_no_share_is_an_error(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        calibration([(confidence, True)])


@settings(max_examples=40, deadline=None)
@given(OUTCOMES)
def test_every_confidence_is_in_one_bin_and_the_error_is_a_share(
    outcomes: list[tuple[float | None, bool]],
) -> None:
    found = calibration(outcomes)
    given_ones = [one for one in outcomes if one[0] is not None]
    if found is None:
        assert not given_ones
        return
    assert sum(row["count"] for row in found["curve"]) == found["count"] == len(given_ones)
    assert found["without"] == len(outcomes) - len(given_ones)
    assert 0 <= found["ece"] <= 1
    for row in found["curve"]:
        assert row["bin"][0] - 1e-4 <= row["confidence"] <= row["bin"][1] + 1e-4
