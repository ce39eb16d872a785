"""How an attribution is shown to the label network."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.neural.marking import DISTANCES, marks, nearness


@given(st.integers(1, 256), st.data())
def test_distance_is_nothing_inside_and_grows_outside(length: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, length - 1))
    last = data.draw(st.integers(first, length - 1))
    near = nearness(first, last, length)
    assert near.shape == (length,)
    assert set(near[first : last + 1]) == {0}
    assert (np.diff(near[last:]) >= 0).all()
    assert (np.diff(near[:first]) <= 0).all()
    assert (near >= 0).all()
    assert (near < DISTANCES).all()
    if first > 0 and last + 1 < length:
        assert near[first - 1] != near[last + 1]  # before and after are told apart


@given(st.lists(st.lists(st.integers(-5, 70), max_size=6), min_size=4, max_size=4))
def test_marks_are_the_places_inside_the_window_and_not_its_ends(parts: list[list[int]]) -> None:
    found = marks(parts, 64)
    for row, places in zip(found.shares, parts, strict=True):
        assert set(np.flatnonzero(row).tolist()) == {place for place in places if 0 < place < 63}


def test_the_anchor_is_the_source_then_the_cue() -> None:
    assert marks([[3], [9], [12], []], 20).near[3] == 0
    assert marks([[], [9], [12], []], 20).near[9] == 0
    assert marks([[], [], [], []], 20).near[10] == 0
