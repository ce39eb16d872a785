"""The schedule of a training: even to the plateau, falling to the end, and a second end that falls at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.run import PLATEAU, SHARES, SHORT
from training.schedule import Schedule

LONG = Schedule(steps=1_000, minutes=10, falls_at=PLATEAU)


def test_the_rate_is_even_to_the_plateau_and_falls_to_the_end() -> None:
    assert LONG.rate(0, 0.0) == 0.01
    assert LONG.rate(200, 0.2) == LONG.rate(469, 0.469) == 1
    assert LONG.rate(735, 0.735) == pytest.approx(0.5)
    assert LONG.rate(1_000, 1.0) == 0.005


def test_what_is_over_first_ends_a_schedule() -> None:
    assert LONG.done(500, 0) == 0.5
    assert LONG.done(500, 540) == 0.9
    assert LONG.done(1_000, 0) == 1


@given(st.integers(100, 2_000), st.floats(0, 1), st.floats(0, 1))
def test_the_rate_never_rises_again_and_is_never_nothing(step: int, one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert 1 >= LONG.rate(step, early) >= LONG.rate(step, late) >= 0.005


def test_the_second_end_goes_on_from_the_full_rate_and_falls_at_once() -> None:
    plateau = round(PLATEAU * LONG.steps)
    short = replace(LONG, steps=round(SHORT * LONG.steps), minutes=SHORT * LONG.minutes, falls_at=0)
    begun = short.done(plateau, PLATEAU * 600)
    assert 0 < begun < 1
    short = replace(short, falls_at=begun)
    assert short.rate(plateau, begun) == 1
    assert short.rate(plateau + 10, short.done(plateau + 10, 0)) < 1
    assert short.rate(short.steps, 1.0) == 0.005


def test_a_second_end_that_is_over_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than the schedule"):
        replace(LONG, falls_at=1.2)
    with pytest.raises(ValueError, match="above 0"):
        replace(LONG, steps=0)


def test_the_shares_of_the_mean_add_up() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)
    assert SHARES.keys() == {"long", "short"}
