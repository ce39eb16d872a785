"""Which attribution lies in which: the smallest that holds it, the one that it cites for, and never in a circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.nesting import outer_of
from onrecord.attributions.rules import Draft
from onrecord.text.document import Span


def draft(cue: int | None, *content: tuple[int, int]) -> Draft:
    at = [] if cue is None else [Span(cue, cue + 4)]
    return Draft([], at, [Span(*each) for each in content], 0, {})


def test_the_smallest_that_holds_the_cue_is_the_outer_one() -> None:
    assert outer_of([draft(0, (10, 90)), draft(20, (30, 80)), draft(40, (50, 70))]) == [None, 0, 1]


def test_without_a_cue_its_content_says_where_it_lies() -> None:
    assert outer_of([draft(0, (10, 90)), draft(None, (20, 30))]) == [None, 0]


def test_beside_each_other_neither_holds() -> None:
    assert outer_of([draft(0, (10, 20)), draft(30, (40, 50))]) == [None, None]


def test_one_that_cites_lies_in_the_one_it_cites_for() -> None:
    both = [draft(0, (40, 90)), draft(10, (40, 90))]
    assert outer_of(both) == [None, None]
    assert outer_of(both, [False, True]) == [None, 0]
    assert outer_of([draft(0, (40, 90)), draft(10, (40, 60))], [False, True]) == [None, None]


def test_two_do_not_lie_in_each_other() -> None:
    assert outer_of([draft(0, (10, 100)), draft(10, (15, 100))], [True, False]) == [None, 0]


SPAN = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
DRAFTS = st.lists(
    st.tuples(st.builds(draft, st.none() | st.integers(0, 20), SPAN), st.booleans()), max_size=6
)


@given(DRAFTS)
def test_nobody_lies_in_himself_however_far_out(drafts: list[tuple[Draft, bool]]) -> None:
    outer = outer_of([each for each, _ in drafts], [citing for _, citing in drafts])
    for number in range(len(outer)):
        at: int | None = number
        for _ in outer:
            at = None if at is None else outer[at]
        assert at is None
