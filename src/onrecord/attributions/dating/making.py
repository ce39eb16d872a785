"""From a pattern that matched to what its words say, or null where they only look like a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from onrecord.attributions.dating.moment import Kind, Moment
from onrecord.attributions.dating.partial import PartialDate, made
from onrecord.attributions.dating.words import Words
from onrecord.languages.dates import UNITS, DateWords


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern found, and the values of its groups."""

    words: Words
    match: re.Match[str]
    first: int
    stop: int
    bounded: bool
    before: str

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it matched something."""
        return bool(self.match.groupdict().get(group))

    @property
    def following(self) -> str:
        """The word after it, in small letters."""
        return self.words.words[self.stop].low if self.stop < len(self.words.words) else ""

    def text(self, group: str) -> str:
        """The letters that a group matched."""
        return self.match.groupdict().get(group) or ""

    def value(self, group: str) -> int | None:
        """The number that the words of a group say; null where the group is empty."""
        if not self.has(group):
            return None
        begin, end = self.match.span(group)
        total = 0
        for word in self.words.words[begin:end]:
            if word.code in "NOdnymwrsuYR":
                if total and (word.code not in "NOd" or total % 10 or total < 20):
                    break
                total += word.value
        return total

    def years_back(self) -> int | None:
        """For *last year* and the like: years from now; null for another's (*the same year*)."""
        begin, end = self.match.span("rel")
        for word in self.words.words[begin:end]:
            if word.code == "R":
                unit, count = _span_of(word.value)
                return count if unit == "year" else None
            if word.code in "ltx":
                return {"l": -1, "t": 0, "x": 1}[word.code]
        return None

    def moment(self, kind: Kind, **values: Any) -> Moment:
        """The expression, with what it says."""
        values = {"bounded": self.bounded} | values
        return Moment(
            first=self.first, stop=self.stop, span=self.words.span(self.first, self.stop), kind=kind, **values
        )

    def dated(self, **values: Any) -> Moment:
        """A date whose year stands in the groups ``y`` and ``rel``."""
        if self.has("rel"):
            back = self.years_back()
            return self.moment("of another" if back is None else "date", back=back, **values)
        return self.moment("date", year=self.value("y"), **values)


def _span_of(value: int) -> tuple[str, int]:
    return UNITS[value // 100], value % 100 - 50


def _numbered(base: Found) -> bool:
    """Whether the day has no words before it that make it a number of something else (``No. 5``)."""
    return not (
        base.before == "#"
        or (base.before == "." and "#" in base.words.codes[max(0, base.first - 2) : base.first])
    )


def _date(base: Found, known: DateWords) -> Moment | None:
    day = base.value("d")
    if not day or day > 31 or not _numbered(base) or base.following in known.named:
        return None
    month, style = base.value("m"), base.text("style") or base.text("style0") or None
    begin = base.match.start("d")
    before = base.words.codes[max(0, begin - 2) : begin]
    unit = begin - 1 - before.endswith("o")
    # “in the week of 4 March”, “неделя 4 марта”; “last week, 4 March” is that day.
    counted = base.words.codes[max(0, unit - 1) : max(0, unit)] in tuple("ltxS") and not before.endswith("o")
    week = (
        unit >= 0
        and not counted
        and base.words.codes[unit] == "u"
        and base.words.words[unit].value == UNITS.index("week")
    )
    if week:
        return base.dated(month=month)
    lead = base.words.words[begin - 1].low if begin else ""
    bounded = base.bounded or lead == "на"
    noun = (
        known.capitals and before.endswith("T") and "o" not in base.words.codes[begin : base.match.end("m")]
    )
    plain = noun and not base.has("y") and "k" not in base.words.codes[begin : base.match.end("m")]
    return base.dated(month=month, day=day, style=style, bounded=bounded, at_noun="after" if plain else None)


def _numeric(base: Found, known: DateWords) -> Moment | None:
    """``2024-12-05``, ``5.12.2024``, ``25/11/2023``; which of two numbers before a year is the day must be sure."""
    group = "y" if base.has("y") else "d1"
    begin = base.match.start(group)
    if not all(word.glued for word in base.words.words[begin + 1 : begin + 5]):
        return None
    if base.has("y"):
        return base.dated(month=base.value("m"), day=base.value("d"))
    one, two, year = base.value("d1"), base.value("m1"), base.value("y1")
    assert one is not None
    assert two is not None
    assert year is not None
    if year < 100:
        if base.words.words[begin + 4].end - base.words.words[begin + 4].start != 2:
            return None
        year += 2000 if year < 70 else 1900
    if base.text("mark") == "." or not known.month_first or one > 12:
        return base.moment("date", year=year, month=two, day=one) if two <= 12 else None
    if two > 12:
        return base.moment("date", year=year, month=one, day=two)
    return base.moment("date", year=year, month=one if one == two else None, day=one if one == two else None)


def _fixed(base: Found, known: DateWords) -> Moment | None:
    """``on New Year's Eve``."""
    month, day = divmod(base.words.words[base.match.start("q")].value, 100)
    return base.dated(month=month, day=day)


def _numeric_month(base: Found, known: DateWords) -> Moment | None:
    """``in 03/2024``."""
    begin, month = base.match.start("m"), base.value("m") or 0
    glued = all(word.glued for word in base.words.words[begin + 1 : begin + 3])
    return base.dated(month=month) if glued and month <= 12 else None


def _short_year(base: Found, known: DateWords) -> Moment | None:
    """``in '98``; from 30 on the last century's."""
    year = base.words.words[base.match.start("y")].value
    return base.moment("date", year=year + (2000 if year < 30 else 1900)) if year < 100 else None


def _written_year(base: Found, known: DateWords) -> Moment | None:
    """``в девяносто третьем году``, ``в две тысячи двадцать первом``; from 30 on the last century's."""
    year = sum(word.value for word in base.words.words[base.match.start("n") : base.match.end("n")])
    if year < 100:
        year += 2000 if year < 30 else 1900
    return base.moment("date", year=year) if 1900 <= year <= 2099 else None


def _day_of_month(base: Found, known: DateWords) -> Moment | None:
    """``the 5th of last month``."""
    if base.words.words[base.match.start("u")].value != UNITS.index("month"):
        return None
    return base.moment("span", unit="month", back={"l": -1, "t": 0}[base.text("which")], day=base.value("d"))


def _days(base: Found, known: DateWords) -> Moment | None:
    """``14-16 May``, ``from 3 to 5 March``: both ends are told, so the month is sure."""
    return base.dated(month=base.value("m"), bounded=False)


def _months(base: Found, known: DateWords) -> Moment | None:
    """``28 April - 3 May 2022``: no finer than the year, and null without one."""
    return base.dated() if base.has("y") or base.has("rel") else base.moment("vague")


def _old_and_new(base: Found, known: DateWords) -> Moment | None:
    """Two days of one date: the later is that of the new style. The year stands behind, or within."""
    values = {
        name: base.value(name) if name in base.match.groupdict() else None
        for name in ("d1", "m1", "d2", "m2", "y1", "y2", "y")
    }
    month = values["m2"] or values["m1"]
    year = values["y"] or values["y2"] or values["y1"]
    if not all((values["d1"], values["m1"], values["d2"], month)):
        return None
    shown = year or 2000
    pair = [_made_date(shown, values["m1"], values["d1"]), _made_date(shown, month, values["d2"])]
    if pair[0] is None or pair[1] is None:
        return None
    if {pair[0].month, pair[1].month} == {1, 12}:
        early = 0 if pair[0].month == 12 else 1
        own = values["y1"] if early == 0 else values["y2"]
        behind = year if own is None or values["y"] or values["y2"] else None
        pair[early] = _made_date(own or shown - (1 if behind else 0), pair[early].month, pair[early].day)  # type: ignore[union-attr]
        pair[1 - early] = _made_date((own + 1) if own else shown, pair[1 - early].month, pair[1 - early].day)  # type: ignore[union-attr]
    return base.moment("old and new", year=year, pair=tuple(each for each in pair if each))


def _made_date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    return made(year, month, day)


def _month(base: Found, known: DateWords) -> Moment | None:
    begin = base.match.start("m")
    word = base.words.words[begin]
    if base.has("y") or base.has("rel"):
        return base.dated(month=word.value)
    lead = base.words.words[base.first]
    following = base.words.words[begin + 1] if begin + 1 < len(base.words.words) else None
    if lead.low in ("on", "at", "на") and base.text("lead") == "i":
        return None
    if known.capitals and following is not None:
        if following.low == "'s" or (
            following.low != "." and len(word.low) < 5 and word.low not in _SHORT_MONTHS
        ):
            return None
        if word.low == "may" and following.capital and following.code == "_":
            return None
    which = base.text("which") or None
    return base.moment("date", month=word.value, which=which)


_SHORT_MONTHS = frozenset({"may", "june", "july", "march"})


def _year(base: Found, known: DateWords) -> Moment | None:
    begin = base.match.start("y")
    year = base.words.words[begin]
    following = base.words.words[base.stop] if base.stop < len(base.words.words) else None
    if (
        base.before in ("-", "/", "#", "m")
        or not 1000 <= year.value <= 2100
        or (following and following.low in ("%", "°", "'"))
    ):
        return None
    lead, marked = base.text("lead"), base.stop - begin > 1
    if not known.bare_year:
        if not marked:
            return None
        at_noun = None if set(lead) & {"i", "p"} else "before"
        return base.moment("date", year=year.value, at_noun=at_noun)
    if set(lead) & {"i", "p"}:
        if following and (following.low in known.counted or (lead.endswith("T") and following.code == "_")):
            return base.moment("date", year=year.value, at_noun="after")
        return base.moment("date", year=year.value)
    if following and following.code == "_" and following.low[0].isalpha():
        return base.moment("date", year=year.value, at_noun="after")
    return None


def _years(base: Found, known: DateWords) -> Moment | None:
    return base.moment("years", bounded=True)


def _weekday(base: Found, known: DateWords) -> Moment | None:
    lead = base.text("pre")
    begin = base.match.start("w")
    before = base.words.words[begin - 1].low if begin else ""
    if (
        before in known.feasts
        or (base.before in "NOd" and base.before)
        or before == "на"
        or (not lead and base.following in _PAPERS)
    ):
        return None
    groups = base.match.groupdict()
    if not known.bare_weekday and not (set(lead) & set("ilth") or groups.get("week") or base.before == "c"):
        return None
    if lead.endswith("T") and "h" not in lead and base.following in _PAPERS:
        return None
    back = None
    if groups.get("week"):
        if base.value("u") != UNITS.index("week"):
            return None
        back = {"l": -1, "t": 0, "x": 1}[base.text("week")]
    of_noun = known.capitals and "h" not in lead and (lead.endswith("T") or base.before == "a")
    if not lead and base.following in known.place and base.before in ("_", "'"):
        of_noun = True  # his Friday speech
    return base.moment(
        "weekday",
        weekday=base.value("w"),
        which=groups.get("which"),
        back=back,
        at_noun="after" if of_noun else None,
    )


_PAPERS = frozenset(
    {"times", "herald", "mail", "post", "telegraph", "express", "mirror", "world", "show", "tribune", "star"}
)


def _day(base: Found, known: DateWords) -> Moment | None:
    word = base.words.words[base.match.start("r")]
    if word.capital and base.before not in ("", ".", ";", ":", "-"):
        return None  # USA Today
    return base.moment("day", back=word.value)


def _today(base: Found, known: DateWords) -> Moment | None:
    word = base.words.words[base.match.start("t")]
    return None if word.capital and base.before in ("_", "h", "m", "w") else base.moment("day", back=0)


def _ago(base: Found, known: DateWords) -> Moment | None:
    word = base.words.words[base.match.start("u")]
    unit = UNITS[word.value]
    count = base.value("n") if base.has("n") and base.text("n") != "a" else 1
    if (not base.has("n") and word.low not in known.single) or base.before == "c":
        return base.moment("vague")
    return base.moment("ago", back=count, unit=unit)


def _span(base: Found, known: DateWords) -> Moment | None:
    if base.match.groupdict().get("R"):
        unit, back = _span_of(base.words.words[base.match.start("R")].value)
    else:
        unit = UNITS[base.words.words[base.match.start("u")].value]
        back = {"l": -1, "t": 0, "x": 1}[base.text("which")]
    return base.moment("span", unit=unit, back=back)


def _season(base: Found, known: DateWords) -> Moment | None:
    which, season = base.text("which") or None, base.words.words[base.match.start("s")].value
    if base.has("y") or base.has("rel"):
        made_one = base.dated(season=season, which="x" if base.has("to") else None)
        return replace(made_one, kind="season") if made_one.kind == "date" else made_one
    lead = base.words.codes[base.first : base.match.start("s")]
    if not which and "i" not in lead and known.capitals:
        return None
    return base.moment("season", season=season, which=which)


def _part_of_year(base: Found, known: DateWords) -> Moment | None:
    """``the third quarter of 2024``, ``в I квартале``, ``Q3 2024``."""
    words = base.words.words[base.first : base.stop]
    named = [word for word in words if word.code == "u" and word.value == UNITS.index("quarter")]
    short = [word for word in words if word.low in ("q", "h")]
    if not named and not short:
        return None
    made_one = base.dated()
    return replace(made_one, kind="part of year") if made_one.kind == "date" else made_one


MAKERS: dict[str, Callable[[Found, DateWords], Moment | None]] = {
    "date": _date,
    "numeric": _numeric,
    "fixed": _fixed,
    "numeric month": _numeric_month,
    "short year": _short_year,
    "written year": _written_year,
    "day of month": _day_of_month,
    "days": _days,
    "months": _months,
    "weekdays": lambda base, known: base.moment("vague"),
    "old and new": _old_and_new,
    "month": _month,
    "year": _year,
    "years": _years,
    "weekday": _weekday,
    "day": _day,
    "this part of day": _today,
    "ago": _ago,
    "span": _span,
    "season": _season,
    "part of year": _part_of_year,
    "decade": lambda base, known: base.moment("decade"),
    "of another": lambda base, known: base.moment("of another"),
    "vague": lambda base, known: base.moment("vague"),
}
