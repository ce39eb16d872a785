"""The packs' words of forecasts, ready for matching.

A pack's ``forecasts.toml`` has ``[months]``, ``[seasons]`` (by their first month), ``[units]``, ``[numbers]`` and
``[relative]`` (0 for this one, 1 for the next): from a form, which may be a regular expression, to what it means.
``[[patterns]]`` are regular expressions with places for these (``{month}``, ``{season}``, ``{unit}``, ``{number}``,
``{relative}``, ``{day}``, ``{year}``) and an ``op``: ``within`` for what ends with the last day of the period named,
``before`` for what ends the day before it. ``[implied]`` are times that are no dates, ``[conditions]`` open a condition,
``[[likely]]`` has estimative phrases with the interval, in percent, that readers take them for, ``[percent]`` the words
that make a percentage a probability.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.languages.pack import SUPPORTED, entries

_EDGE = r"(?<![\w-])(?:{})(?![\w-])"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to name a time by which: ``op`` is ``within`` or ``before``."""

    op: str
    form: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Likely:
    """An estimative phrase, with the tenth and the ninetieth percentile of what readers take it for, in percent."""

    phrase: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    patterns: tuple[Pattern, ...]
    implied: re.Pattern[str]
    conditions: re.Pattern[str]
    likely: tuple[Likely, ...]
    likely_form: re.Pattern[str]
    percent: re.Pattern[str]
    near: re.Pattern[str]
    tables: Mapping[str, tuple[tuple[re.Pattern[str], Any], ...]]

    def meaning(self, table: str, word: str) -> Any:
        """What a form of a table means; null for one that is not in it."""
        return next((value for form, value in self.tables[table] if form.fullmatch(word)), None)


@cache
def words(language: str) -> Words:
    """The words of a language. Raises KeyError for one without a pack."""
    if language not in SUPPORTED:
        raise KeyError(language)
    source = (files("onrecord.languages") / language / "forecasts.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    places = {
        name.rstrip("s"): "|".join(sorted(data[name], key=len, reverse=True))
        for name in ("months", "seasons", "units", "numbers")
    }
    filled = {
        "month": rf"(?P<month>{places['month']})\.?",
        "season": rf"(?P<season>{places['season']})",
        "unit": rf"(?P<unit>{places['unit']})",
        "number": rf"(?P<number>\d{{1,3}}|{places['number']})",
        "relative": rf"(?P<relative>{'|'.join(sorted(data['relative'], key=len, reverse=True))})",
        "day": rf"(?P<day>[0-3]?\d|{places['number']})",
        "year": r"(?P<year>(?:19|20|21)\d\d)",
    }
    patterns = tuple(
        Pattern(group["op"], _form(_filled(form, filled)))
        for group in data["patterns"]
        for form in group["forms"]
    )
    likely = tuple(
        Likely(phrase, *group["interval"]) for group in data["likely"] for phrase in entries(group["words"])
    )
    return Words(
        patterns=patterns,
        implied=_form(_any(entries(data["implied"]["words"]))),
        conditions=_form(_any(entries(data["conditions"]["words"]))),
        likely=likely,
        likely_form=_form(_any(each.phrase for each in likely)),
        percent=re.compile(
            rf"(?P<low>\d{{1,3}})(?:\s?(?:-|–|—|to|до)\s?(?P<high>\d{{1,3}}))?\s?-?(?:{_any(entries(data['percent']['signs']))})",
            re.IGNORECASE,
        ),
        near=_form(_any(entries(data["percent"]["near"]))),
        tables={
            name: tuple((re.compile(form, re.IGNORECASE), value) for form, value in data[name].items())
            for name in ("months", "seasons", "units", "numbers", "relative")
        },
    )


def _filled(form: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        form = form.replace(f"{{{name}}}", value)
    return form.replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _any(phrases: Any) -> str:
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True)
    )


def _form(form: str) -> re.Pattern[str]:
    return re.compile(_EDGE.format(form), re.IGNORECASE)
