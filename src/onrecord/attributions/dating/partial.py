"""Dates with a precision of their own: a year, a month or a day, and never finer than what was said.

Written as ISO 8601 cut short: ``2024``, ``2024-12``, ``2024-12-05``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year; with its month and day where they are known. ValueError for one that no calendar has."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def whole(self) -> date | None:
        """The day; null where it is not known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def after(self, other: PartialDate) -> bool:
        """Whether it is surely later: ``2024-05`` is not later than ``2024``."""
        left, right = str(self), str(other)
        length = min(len(left), len(right))
        return left[:length] > right[:length]


def read(text: str | None) -> PartialDate | None:
    """The date at the start of an ISO 8601 date or time; null for anything else."""
    match = _ISO.match(text or "")
    if not match:
        return None
    try:
        return PartialDate(*(int(part) for part in match.groups() if part))
    except ValueError:
        return None


def of_day(day: date) -> PartialDate:
    """A whole day."""
    return PartialDate(day.year, day.month, day.day)


def made(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, or null where no calendar has it (30 February)."""
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def days_from(anchor: PartialDate, count: int) -> PartialDate | None:
    """The day ``count`` days after the anchor; null where that is no whole day."""
    day = anchor.whole
    try:
        return of_day(day + timedelta(days=count)) if day else None
    except OverflowError:
        return None


def months_from(anchor: PartialDate, count: int) -> PartialDate | None:
    """The month ``count`` months after the anchor's; null where its month is not known."""
    if not anchor.month:
        return None
    number = anchor.year * 12 + anchor.month - 1 + count
    return made(number // 12, number % 12 + 1)


def weekday_before(anchor: PartialDate, weekday: int, *, today: bool = True) -> PartialDate | None:
    """The latest such weekday (Monday is 1) not after the anchor; without ``today`` strictly before it."""
    day = anchor.whole
    if not day:
        return None
    back = (day.isoweekday() - weekday) % 7
    return days_from(anchor, -(back or (0 if today else 7)))


def month_before(
    anchor: PartialDate, month: int, day: int | None = None, *, now: bool = True
) -> PartialDate | None:
    """The latest such month, or day of a month, not after the anchor; without ``now`` strictly before its month.

    Null where the anchor is not precise enough to tell.
    """
    if not anchor.month or not 1 <= month <= 12:
        return None
    if month == anchor.month and day is not None and anchor.day is None:
        return None
    for year in range(anchor.year, anchor.year - 9, -1):  # a 29 February can be eight years back
        if year == anchor.year and not now and month == anchor.month:
            continue
        found = made(year, month, day) if year > 0 else None
        if found and not found.after(anchor):
            return found
    return None


def gregorian(julian: PartialDate) -> PartialDate | None:
    """A day of the Julian calendar in the Gregorian one, from 1582 on (Meeus, Astronomical Algorithms, ch. 7)."""
    if not julian.month or not julian.day or julian.year < 1582:
        return None
    year = julian.year - (julian.month <= 2)
    return days_from(julian, year // 100 - year // 400 - 2)
