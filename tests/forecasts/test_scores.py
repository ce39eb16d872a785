"""Scores: worked out by hand, with their intervals, and null where there is nothing to count."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.forecasts.scores import OUTCOMES, Scored, brier, log_score, score, wilson


def test_the_counts_and_the_rates() -> None:
    found = score(
        [
            Scored("happened", probability=(60, 86)),
            Scored("happened"),
            Scored("did-not", probability=(90, 90)),
            Scored("partly", probability=(50, 50)),
            Scored("unresolvable"),
            Scored(None, due=True),
            Scored(None, vague=True),
        ]
    )
    assert (found.forecasts, found.happened, found.did_not, found.partly, found.unresolvable) == (
        7,
        2,
        1,
        1,
        1,
    )
    assert (found.open, found.due, found.vague, found.stated) == (2, 1, 1, 2)
    assert found.hit_rate == pytest.approx(2 / 3)
    assert found.hit_interval == pytest.approx((0.2077, 0.9385), abs=1e-4)  # Wilson 1927 for 2 of 3
    assert found.brier == pytest.approx(((0.14**2 + 0.81) / 2, (0.4**2 + 0.81) / 2))
    assert found.log == pytest.approx(((-log(0.86) - log(0.1)) / 2, (-log(0.6) - log(0.1)) / 2))
    assert found.left == pytest.approx(3 / 7)


def test_nothing_to_count_has_no_rate() -> None:
    found = score([])
    assert (found.hit_rate, found.hit_interval, found.brier, found.log, found.left) == (None,) * 5
    assert score([Scored(None)]).left == 1


def test_a_stated_certainty_that_failed_is_not_infinitely_bad() -> None:
    assert log_score(100, 100, False)[1] == pytest.approx(-log(0.005))


outcomes = st.one_of(st.none(), st.sampled_from(OUTCOMES))
intervals = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: (min(pair), max(pair)))
forecasts = st.builds(Scored, outcomes, st.booleans(), st.booleans(), st.one_of(st.none(), intervals))


@given(st.lists(forecasts, max_size=30))
def test_shares_lie_in_their_intervals_and_all_are_counted(held: list[Scored]) -> None:
    found = score(held)
    assert found.happened + found.did_not + found.partly + found.unresolvable + found.open == len(held)
    if found.hit_rate is not None and found.hit_interval is not None:
        low, high = found.hit_interval
        assert 0 <= low <= found.hit_rate + 1e-9
        assert found.hit_rate - 1e-9 <= high <= 1
    for pair in (found.brier, found.log):
        assert pair is None or 0 <= pair[0] <= pair[1]


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_hits_never_score_lower(hits: int, misses: int) -> None:
    of = hits + misses
    assert wilson(hits, of)[0] <= wilson(hits + 1, of)[0]


@given(intervals, st.booleans())
def test_the_truth_of_a_phrase_is_best_scored_at_its_nearer_end(
    interval: tuple[int, int], came: bool
) -> None:
    low, high = interval
    best, worst = brier(low, high, came)
    ends = [(1 - p / 100) ** 2 if came else (p / 100) ** 2 for p in interval]
    assert (best, worst) == (min(ends), max(ends))
