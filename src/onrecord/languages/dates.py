"""Words of time and place: months, weekdays, ``two days ago``, and the nouns for where something is said.

One data file of each language pack, beside those of :mod:`onrecord.languages.pack`:

``dates.toml``
    Lists as everywhere in a pack (``|`` and line breaks part entries, ``{a,b}`` are alternatives, ``#`` comments); an entry
    may have several words. ``[months]``, ``[weekdays]``, ``[numbers]`` and ``[ordinals]`` map a number to its words
    in all their cases, ``[days]`` a number of days from today (``-1`` = ``yesterday``), ``[fixed]`` month and day of a
    feast (``1231``), ``[spans]`` a unit and a number (``year -1`` = ``торік``), ``[seasons]`` and ``[units]`` a name.
    ``[words]`` are classes (see :data:`CLASSES`).
    ``[places]``: ``occasions`` at which something is said, ``media`` by name, ``channels`` and ``sites``
    (``брифинг+`` matches with every case ending); ``at`` are the prepositions before them, ``of`` those that go on after
    them, ``towns`` those before the mere name of a place, ``not_places`` what looks like a place and is none,
    ``no_head`` nouns that are no place though they stand where one would.
    ``[governing]``: ``saying`` are verbs and participles that pass their date on to what is said (``published on
    Monday``), where ``*`` is any ending; ``adding`` are cues that go on with what was just said.
    ``[syntax]``: ``capitals``: months and weekdays begin with a capital letter. ``bare_weekday``: a weekday dates
    without a preposition (``said Monday``). ``bare_year``: a year needs no word for *year*. ``month_first``: ``March 3``.

A word of time has one class, a letter, so that an expression is a pattern over letters: ``on Thursday, 3 March 2024`` is
``iw,dmy`` (:mod:`onrecord.attributions.dating.grammar`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.languages.pack import SUPPORTED, entries
from onrecord.languages.people import Nouns

UNITS = ("hour", "day", "week", "weekend", "month", "quarter", "year", "decade")
"""Units of time; a reading's value is the place in this list."""

SEASONS = ("spring", "summer", "autumn", "winter")

CLASSES = {
    "year_marks": "z",  # г., р.: after a year
    "last": "l",
    "this": "t",
    "next": "x",
    "same": "S",
    "ago": "g",
    "later": "f",
    "earlier": "e",
    "following": "F",
    "parts": "p",  # early, the end of: as precise as what follows
    "dayparts": "h",
    "clock_in": "c",
    "clock": "X",  # a.m., o'clock
    "in": "i",
    "the": "T",
    "a": "a",
    "of": "o",
    "and": "&",
    "bounds": "b",  # since, until, from: bound a time, do not date
    "topics": "A",  # in reply to: the date after them is not the statement's
    "events": "B",  # before, after: the words after them are kept
    "vague": "v",
    "old_style": "j",
    "new_style": "J",
    "not_dates": "#",
}
"""The classes of ``[words]`` and the letters that stand for them.

Others: ``m`` month, ``w`` weekday, ``N`` and ``O`` numbers written out, ``r`` a day by itself (yesterday), ``R`` a longer
span by itself, ``q`` a feast, ``s`` season, ``u`` unit, ``Y`` a word for year, ``d`` ``y`` ``n`` numbers for a day, a year
or neither."""

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?!\d)|\d+|[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*|['’]s\b|[^\w\s]")
_PLAIN = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word can be: the letter of its class, its value, and how many words follow that belong to it."""

    code: str
    value: int
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of a language. The mappings go from the first word of an entry, in small letters, longest entry first."""

    language: str
    time: Mapping[str, tuple[Reading, ...]]
    place: Mapping[str, tuple[Reading, ...]]
    """Letters: ``O`` occasion, ``M`` medium, ``C`` channel, ``S`` site, ``-`` none of them though it looks like one."""
    declined: Mapping[str, Nouns]
    """The same letters to the nouns that stand in the pack as stems (``брифинг+``)."""
    at: Mapping[str, tuple[Reading, ...]]
    of: frozenset[str]
    towns: frozenset[str]
    no_head: frozenset[str]
    saying: re.Pattern[str]
    adding: frozenset[str]
    scenes: frozenset[str]
    """Verbs that set the scene for a quotation in the next sentence (``spoke in Torvik on 3 March``)."""
    suffixes: Mapping[str, str]
    """What may be written onto a number: ``k`` makes an ordinal (``3rd``, ``3-го``), ``K`` a decade (``1990s``)."""
    counted: frozenset[str]
    """Nouns after which a number is no year (``in 2019 homes``)."""
    named: frozenset[str]
    """Nouns that make a date before them a name (``May 3 Square``)."""
    feasts: frozenset[str]
    """Words that make a weekday after them a feast (``Black Friday``)."""
    single: frozenset[str]
    """Units that stand alone for one (``неделю назад``)."""
    dating: frozenset[str]
    """Bounds that date a document (``a letter from 3 March``)."""
    unsure: frozenset[str]
    """Words before a day after which it is not that day, or not surely (``not yesterday``, ``once on Monday``)."""
    about: frozenset[str]
    """Prepositions that tie a date to what is spoken of (``about the strike on Monday``)."""
    capitals: bool
    bare_weekday: bool
    bare_year: bool
    month_first: bool


def cut(source: str) -> Iterator[re.Match[str]]:
    """The words, numbers and marks of a text, as this grammar parts them: ``3rd``, ``3-го`` and ``Monday's`` are several."""
    return _TOKEN.finditer(source)


def plain(word: str) -> str:
    """A word in small letters with plain apostrophes."""
    low = word.lower()
    return low.translate(_PLAIN) if "’" in low or "ʼ" in low else low


@cache
def dates(language: str) -> DateWords:
    """The words of a language; KeyError for one without a pack, ValueError for a damaged file. Loaded once."""
    if language not in SUPPORTED:
        raise KeyError(language)
    source = files("onrecord.languages") / language / "dates.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    syntax, words, places = table["syntax"], table["words"], table["places"]
    if (
        unknown := set(words)
        - set(CLASSES)
        - {"about", "counted", "feasts", "named", "single", "suffixes", "decade_suffixes", "unsure", "dating"}
    ):
        raise ValueError(f"dates.toml: unknown classes of words: {', '.join(sorted(unknown))}")
    kinds = {"occasions": "O", "media": "M", "channels": "C", "sites": "S", "not_places": "-"}
    stems = {
        code: [word for word in entries(places[name]) if word.endswith("+")] for name, code in kinds.items()
    }
    return DateWords(
        language=language,
        time=_looked_up(_time(table)),
        place=_looked_up(
            (word, code, 0)
            for name, code in kinds.items()
            for word in entries(places[name])
            if word[-1] != "+"
        ),
        declined={code: Nouns(words, english=False, plurals=False) for code, words in stems.items() if words},
        at=_looked_up((word, "@", 0) for word in entries(places["at"])),
        of=frozenset(entries(places["of"])),
        towns=frozenset(entries(places["towns"])),
        no_head=frozenset(entries(places["no_head"])),
        saying=_endings(table["governing"]["saying"]),
        scenes=frozenset(entries(table["governing"]["scenes"])),
        adding=frozenset(entries(table["governing"]["adding"])),
        suffixes={
            **dict.fromkeys(entries(words["decade_suffixes"]), "K"),
            **dict.fromkeys(entries(words["suffixes"]), "k"),
        },
        counted=frozenset(entries(words.get("counted", ""))),
        named=frozenset(entries(words["named"])),
        feasts=frozenset(entries(words["feasts"])),
        single=frozenset(entries(words["single"])),
        dating=frozenset(entries(words["dating"])),
        unsure=frozenset(entries(words["unsure"])),
        about=frozenset(entries(words["about"])),
        capitals=syntax["capitals"],
        bare_weekday=syntax["bare_weekday"],
        bare_year=syntax["bare_year"],
        month_first=syntax["month_first"],
    )


def _time(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """All words with class and value. Where a word stands twice, the first wins."""
    for name, code in (
        ("months", "m"),
        ("weekdays", "w"),
        ("days", "r"),
        ("numbers", "N"),
        ("ordinals", "O"),
    ):
        for value, words in table[name].items():
            yield from ((word, code, int(value)) for word in entries(words))
    for value, words in table["fixed"].items():
        yield from ((word, "q", int(value)) for word in entries(words))
    for name, words in table["spans"].items():
        unit, _, count = name.partition(" ")
        yield from ((word, "R", UNITS.index(unit) * 100 + 50 + int(count)) for word in entries(words))
    for name, words in table["units"].items():
        code = "Y" if name == "year" else "u"
        yield from ((word, code, UNITS.index(name)) for word in entries(words))
    for name, words in table["seasons"].items():
        yield from ((word, "s", SEASONS.index(name)) for word in entries(words))
    for name, code in CLASSES.items():
        yield from ((word, code, 0) for word in entries(table["words"].get(name, "")))


def _looked_up(words: Iterator[tuple[str, str, int]]) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, dict[tuple[str, ...], Reading]] = {}
    for entry, code, value in words:
        first, *tail = (plain(match.group()) for match in cut(entry))
        found.setdefault(first, {}).setdefault(tuple(tail), Reading(code, value, tuple(tail)))
    return {
        first: tuple(sorted(readings.values(), key=lambda each: -len(each.tail)))
        for first, readings in found.items()
    }


def _endings(source: str) -> re.Pattern[str]:
    parts = sorted({re.escape(word).replace(r"\*", r"\w*") for word in entries(source)})
    return re.compile("|".join(parts))
