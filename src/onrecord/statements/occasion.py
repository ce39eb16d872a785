"""When words were said, as far as a report tells, and whether two reports can be of one occasion.

A report dates its words (``said_at``), else all that is known is that they were said by the day it was published.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SAME_NEWS = 3
"""Days between two publications that can be of one piece of news, where neither says when the words were said."""
STILL_NEWS = 7
"""Days after the day that one report gives on which another, which gives none, can still be of the same words."""
REPRINT = 45
"""Days after which the very same words count as said again, unless both reports date them to one time."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The days ``first`` to ``last`` on which words may have been said; both null where nothing is known.

    ``told`` is true where the report itself dates the words; else the days are those of its publication.
    """

    first: date | None = None
    last: date | None = None
    told: bool = False


UNKNOWN = Occasion()


def occasion(said_at: str | None, published: str | None) -> Occasion:
    """The occasion of a report. What is no date of some precision (or none there is) counts as not given."""
    for value, told in ((said_at, True), (published, False)):
        days = days_of(value)
        if days is not None:
            return Occasion(*days, told)
    return UNKNOWN


def days_of(value: str | None) -> tuple[date, date] | None:
    """The first and the last day of a date of any precision; null for what is none."""
    match = _DATE.match(value or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or not 1 <= year <= 9999:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def contradict(one: Occasion, other: Occasion) -> bool:
    """Whether both reports date their words, to times that do not meet: then they are two statements."""
    if not (one.told and other.told) or one.first is None or other.first is None:
        return False
    assert one.last is not None
    assert other.last is not None
    return one.last < other.first or other.last < one.first


def one_occasion(one: Occasion, other: Occasion) -> bool:
    """Whether two reports can be of one occasion as far as their days go; not, where one has no date."""
    return _within(one, other, SAME_NEWS, STILL_NEWS)


def one_printing(one: Occasion, other: Occasion) -> bool:
    """The same for the very same words: without dates they count as one, and so do reprints of some weeks."""
    if one.first is None or other.first is None:
        return True
    return _within(one, other, REPRINT, REPRINT)


def exact_day(one: Occasion, other: Occasion) -> bool:
    """Whether both reports date their words to the very same day."""
    return (
        one.told
        and other.told
        and one.first is not None
        and one.first == one.last == other.first == other.last
    )


def _within(one: Occasion, other: Occasion, apart: int, after: int) -> bool:
    if one.first is None or other.first is None:
        return False
    assert one.last is not None
    assert other.last is not None
    if one.told and other.told:
        return not contradict(one, other)
    if one.told == other.told:
        return one.first - timedelta(apart) <= other.last and other.first - timedelta(apart) <= one.last
    told, printed = (one, other) if one.told else (other, one)
    assert told.first is not None
    assert told.last is not None
    assert printed.first is not None
    assert printed.last is not None
    # One day of grace: a report can be dated in another time zone than the words.
    return told.first <= printed.last + timedelta(1) and printed.first <= told.last + timedelta(after)
