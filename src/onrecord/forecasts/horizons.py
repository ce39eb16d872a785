"""By when: the times that a forecast names, counted from the day it was made.

A deadline is the last day that counts. Nothing is invented: a time that is no date (“soon”, “before the first snow”) is
kept in its words as implied, and a relative one without a day to count from has no deadline.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.forecasts.words import Words, words
from onrecord.languages.pack import SUPPORTED
from onrecord.text.document import Span

Kind = Literal["explicit", "implied", "none"]


@dataclass(frozen=True, slots=True)
class Horizon:
    """A time by which: ``explicit`` with its last day (null where there is no day to count from), ``implied`` or none.

    ``span`` is where it stands in the content.
    """

    kind: Kind
    deadline: str | None = None
    words: str | None = None
    span: Span | None = None


def horizons(content: str, language: str | None, made: date | None) -> list[Horizon]:
    """All times by which that a content names, in order, without overlaps: the longer first, explicit before implied.

    Dates before ``made`` are none: they are what the content tells of the past.
    """
    if language not in SUPPORTED or language is None:
        return []
    known = words(language)
    found: list[Horizon] = []
    for pattern in known.patterns:
        for match in pattern.form.finditer(content):
            parts = {name: value for name, value in match.groupdict().items() if value}
            if not _enough(parts):
                continue
            deadline = _deadline(pattern.op, parts, known, made)
            if deadline is not None and made is not None and deadline < made:
                continue
            if deadline is None and not _counts_from_now(parts):
                continue
            shown = deadline.isoformat() if deadline else None
            found.append(Horizon("explicit", shown, match[0].strip(), Span(match.start(), match.end())))
    found += (
        Horizon("implied", None, match[0], Span(match.start(), match.end()))
        for match in known.implied.finditer(content)
    )
    return _apart(found)


def _apart(found: list[Horizon]) -> list[Horizon]:
    kept: list[Horizon] = []

    def order(each: Horizon) -> tuple[bool, int, int]:
        assert each.span is not None
        return each.kind != "explicit", each.span.start - each.span.end, each.span.start

    for each in sorted(found, key=order):
        assert each.span is not None
        if all(
            each.span.end <= other.span.start or other.span.end <= each.span.start
            for other in kept
            if other.span
        ):
            kept.append(each)
    return sorted(kept, key=lambda each: each.span or Span(0, 0))


def _enough(parts: dict[str, str]) -> bool:
    return bool(parts.keys() & {"year", "month", "season", "unit"})


def _counts_from_now(parts: dict[str, str]) -> bool:
    """Whether a time is a deadline but for a day to count from."""
    return "year" not in parts


def _deadline(op: str, parts: dict[str, str], known: Words, made: date | None) -> date | None:
    try:
        period = _period(parts, known, made)
        if period is None:
            return None
        return period[0] - timedelta(1) if op == "before" else period[1]
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        return None


def _period(parts: dict[str, str], known: Words, made: date | None) -> tuple[date, date] | None:
    year = int(parts["year"]) if "year" in parts else None
    if "month" in parts:
        month = known.meaning("months", parts["month"])
        day = _number(parts["day"], known) if "day" in parts else None
        return _next(lambda in_year: _month(in_year, month, day), year, made)
    if "season" in parts:
        first = known.meaning("seasons", parts["season"])
        return _next(lambda in_year: _season(in_year, first), year, made)
    if "unit" in parts:
        return _counted(parts, known, made)
    return (date(year, 1, 1), date(year, 12, 31)) if year is not None else None


def _number(word: str, known: Words) -> int:
    return int(word) if word.isdecimal() else int(known.meaning("numbers", word) or 0)


def _month(year: int, month: int, day: int | None) -> tuple[date, date]:
    if day is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _season(year: int, first: int) -> tuple[date, date]:
    last_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _next(period: object, year: int | None, made: date | None) -> tuple[date, date] | None:
    """The period in the year that is named, else the first that is not over yet."""
    assert callable(period)
    if year is not None:
        named: tuple[date, date] = period(year)
        return named
    if made is None:
        return None
    for in_year in (made.year - 1, made.year, made.year + 1):
        found: tuple[date, date] = period(in_year)
        if found[1] >= made:
            return found
    return None


def _counted(parts: dict[str, str], known: Words, made: date | None) -> tuple[date, date] | None:
    if made is None:
        return None
    unit = known.meaning("units", parts["unit"]) or _unit_of(parts["unit"])
    if "number" in parts:
        return made, _later(made, unit, _number(parts["number"], known))
    ahead = int(known.meaning("relative", parts["relative"]) or 0) if "relative" in parts else 0
    if unit == "year":
        return date(made.year + ahead, 1, 1), date(made.year + ahead, 12, 31)
    if unit == "month":
        month = made.month - 1 + ahead
        return _month(made.year + month // 12, month % 12 + 1, None)
    monday = made - timedelta(made.weekday()) + timedelta(7 * ahead)
    return monday, monday + timedelta(6)


def _unit_of(word: str) -> str:
    """The unit of a case form that only a pattern has (``году``, ``неделе``), by its first letters."""
    starts = {
        "год": "year",
        "рок": "year",
        "ріку": "year",
        "меся": "month",
        "міся": "month",
        "неде": "week",
        "тиж": "week",
    }
    return next((unit for start, unit in starts.items() if word.casefold().startswith(start)), "year")


def _later(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
