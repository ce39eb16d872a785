"""Roles over time: dates of any precision, the words at hand before what is known, conflicts shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers.timeline import RoleFact, before, conflicts, not_after, status_then

DATES = st.dates().map(str).flatmap(lambda date: st.sampled_from([date[:4], date[:7], date]))


def fact(title: str = "General", source: str = "d1", **more: Any) -> RoleFact:
    return RoleFact(title=title, source=source, **more)


@given(DATES, DATES)
def test_dates_compare_as_far_as_both_go(one: str, other: str) -> None:
    assert not (before(one, other) and before(other, one))
    assert before(one, other) != not_after(other, one)
    assert not before(one, one[:4])
    assert not before(one[:4], one)


def test_the_words_at_hand_come_first() -> None:
    then = status_then([fact(status="former")], [fact(since="1990", until="2030", source="x:1")], "2022")
    assert (then.status, then.basis, then.source) == ("former", "the words at hand", "d1")


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("1990", "unknown"),
        ("1996", "current"),
        ("1999-05", "current"),
        ("2001", "unknown"),
        ("2001-06", "former"),
        ("2022", "former"),
    ],
)
def test_dates_of_office_decide_where_words_say_nothing(date: str, status: str) -> None:
    then = status_then([], [fact(since="1996", until="2001-05", source="x:4")], date)
    assert then.status == status
    assert then.source == (None if status == "unknown" else "x:4")


def test_without_a_date_nothing_is_known() -> None:
    assert status_then([], [fact(since="1996", until="2001")], None).status == "unknown"


def test_only_facts_of_the_role_at_hand_count() -> None:
    known = [
        fact("Deputy of the Assembly", since="2005", until="2030", source="x:1"),
        fact("General", until="2001", source="x:2"),
    ]
    assert status_then([fact("General")], known, "2022").source == "x:2"
    assert status_then([fact("генерал")], known, "2022").status == "former"
    assert status_then([], known, "2022").status == "current"


def test_a_role_said_to_be_current_before_and_after_was_current_between() -> None:
    known = [
        fact(status="current", as_of="2010", source="d1"),
        fact(status="current", as_of="2014", source="d2"),
    ]
    assert status_then([], known, "2012").status == "current"
    assert status_then([], known, "2016").status == "unknown"
    assert status_then([], known, "2014").source == "d2"


def test_once_former_later_former() -> None:
    known = [fact(status="former", as_of="2003-04-05")]
    assert status_then([], known, "2010").status == "former"
    assert status_then([], known, "2001").status == "unknown"


def test_conflicts_are_between_two_sources_of_one_role() -> None:
    ended = fact(since="1996", until="2001", source="x:1")
    late = fact(status="current", as_of="2005", source="d1")
    assert [each.sources for each in conflicts([ended, late])] == [("x:1", "d1")]
    assert conflicts([ended, fact("Mayor", status="current", as_of="2005", source="d1")]) == []
    assert conflicts([ended, fact(status="current", as_of="2001-03", source="d1")]) == []
    assert (
        conflicts([ended, fact(since="1996", until="2003", source="y:1")])[0].what
        == "“General” ended in 2001, and in 2003"
    )
    assert conflicts([late, late]) == []


def test_a_rank_alone_does_not_say_that_somebody_serves() -> None:
    over = fact("retired General", "d1", status="former", as_of="2022-01-31")
    then = status_then([fact(status="current", source="d2")], [over], "2022-02-06")
    assert (then.status, then.source) == ("former", "d1")
    # Said before it was over, or of one who is said to serve, or of an office: as it is said.
    assert status_then([fact(status="current")], [over], "2021").status == "current"
    assert status_then([fact("serving General", status="current")], [over], "2022-02-06").status == "current"
    assert status_then([fact("Minister", status="current")], [over], "2022-02-06").status == "current"
    minister = fact("minister", "d3", status="former", as_of="2020")
    assert status_then([fact(status="current")], [minister], "2022").status == "current"
