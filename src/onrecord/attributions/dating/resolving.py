"""What an expression of time comes to, counted from the day on which it was printed or said."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attributions.dating import partial
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.dating.partial import PartialDate


@dataclass(frozen=True, slots=True)
class Told:
    """The date that an expression tells, with its precision, or null; ``why`` names the rule."""

    date: PartialDate | None
    why: str


_NO_ANCHOR = "counted from a date that is not known"


def told(moment: Moment, anchor: PartialDate | None) -> Told:
    """The date of ``moment``; ``anchor`` is the day of publication, or what else is known of it.

    Never finer than the words, never later than the anchor, and null where the words leave it open.
    """
    found = _told(moment, anchor)
    if found.date and anchor and found.date.after(anchor):
        return Told(None, f"{found.date} is later than {anchor}, when it was printed")
    return found


def _told(moment: Moment, anchor: PartialDate | None) -> Told:
    match moment.kind:
        case "date":
            return _date(moment, anchor)
        case "old and new":
            return _old_and_new(moment, anchor)
        case "season":
            return _season(moment, anchor)
        case "part of year":
            year = moment.year or (anchor.year + (moment.back or 0) if anchor else None)
            return Told(partial.made(year), "a part of a year") if year else Told(None, _NO_ANCHOR)
        case "weekday" | "day" | "ago" | "span":
            return _counted(moment, anchor) if anchor else Told(None, _NO_ANCHOR)
        case "of another":
            return Told(None, "counted from another event")
        case _:
            return Told(None, "no date of any precision")


def _date(moment: Moment, anchor: PartialDate | None) -> Told:
    year = moment.year
    if year is None and moment.back is not None:
        if anchor is None:
            return Told(None, _NO_ANCHOR)
        year = anchor.year + moment.back
    if year is not None:
        found = partial.made(year, moment.month, moment.day)
        if found and moment.style == "j":
            return Told(partial.gregorian(found), "old style, brought into the new")
        return Told(found, "written out" if found else "no calendar has it")
    if anchor is None or moment.month is None:
        return Told(None, "without a year, and no date to count from")
    if moment.which == "x":
        return Told(None, "still to come")
    found = partial.month_before(anchor, moment.month, moment.day, now=moment.which != "l")
    return Told(found, f"the last one before {anchor}" if found else f"{anchor} is too rough to count from")


def _old_and_new(moment: Moment, anchor: PartialDate | None) -> Told:
    early, late = sorted(moment.pair, key=str)
    if moment.year and late.year != moment.year:
        # The pair was read without its year, which stands elsewhere.
        shift = moment.year - late.year
        moved = [partial.made(each.year + shift, each.month, each.day) for each in (early, late)]
        if moved[0] is None or moved[1] is None:
            return Told(None, "no calendar has it")
        early, late = moved[0], moved[1]
    if not early.whole or not late.whole or not 10 <= (late.whole - early.whole).days <= 13:
        return Told(None, "two days that are not one in two calendars")
    if moment.year:
        return Told(late, "two calendars: the new style")
    if anchor is None:
        return Told(None, "without a year, and no date to count from")
    if moment.back is not None:
        return Told(
            partial.made(anchor.year + moment.back, late.month, late.day), "two calendars: the new style"
        )
    return Told(partial.month_before(anchor, late.month or 1, late.day), "two calendars: the new style")


_LAST_MONTH = (5, 8, 11, 2)
"""The last month of each season."""


def _season(moment: Moment, anchor: PartialDate | None) -> Told:
    season = moment.season or 0
    if moment.year or moment.back is not None:
        year = moment.year or (anchor.year + (moment.back or 0) if anchor else None)
        if year is None:
            return Told(None, _NO_ANCHOR)
        return Told(None if moment.which == "x" else partial.made(year), "a season of a year")
    if anchor is None or not anchor.month:
        return Told(None, _NO_ANCHOR)
    if season == 3 or moment.which == "x":
        return Told(None, "a winter lies in two years" if season == 3 else "still to come")
    first = _LAST_MONTH[season] - 2
    if moment.which == "l" and first <= anchor.month:
        # In October “last summer” can be the one just over, or that of the year before.
        return Told(None, "this one or the one before")
    return Told(partial.made(anchor.year - (first > anchor.month)), f"the last one before {anchor}")


def _counted(moment: Moment, anchor: PartialDate) -> Told:
    back = moment.back or 0
    if moment.kind == "weekday":
        return _weekday(moment, anchor)
    if moment.kind == "day":
        return Told(partial.days_from(anchor, back), f"counted from {anchor}")
    count = back if moment.kind == "span" else -back
    found: PartialDate | None = None
    match moment.unit:
        case "day" if moment.kind == "ago":
            found = partial.days_from(anchor, count)
        case "month":
            found = partial.months_from(anchor, count)
            if found and moment.day:
                found = partial.made(found.year, found.month, moment.day)
        case "year":
            found = partial.made(anchor.year + count)
        case _:
            return Told(None, "a span that is no day, month or year")
    return Told(found, f"counted from {anchor}" if found else f"{anchor} is too rough to count from")


def _weekday(moment: Moment, anchor: PartialDate) -> Told:
    assert moment.weekday is not None
    if anchor.whole is None:
        return Told(None, f"{anchor} is too rough to count from")
    if moment.which == "x" or moment.back == 1:
        return Told(None, "still to come")
    if moment.back is not None:
        monday = partial.days_from(anchor, 1 - anchor.whole.isoweekday() + 7 * moment.back)
        found = partial.days_from(monday, moment.weekday - 1) if monday else None
        return Told(found, f"in the week counted from {anchor}")
    found = partial.weekday_before(anchor, moment.weekday, today=moment.which != "l")
    return Told(
        found, f"the last one before {anchor}" if moment.which == "l" else f"the last one up to {anchor}"
    )
