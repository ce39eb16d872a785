"""The nominatives that a declined Russian or Ukrainian name may have, by ``data/paradigms.toml``.

Nothing is looked up and nothing chosen here: every reading that the endings allow comes out, the word itself first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.speakers.names.tables import table

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
_UKRAINIAN = re.compile("[іїєґ'’ʼ]")
_RUSSIAN = re.compile("[ыэъё]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: the ``nominative`` (small letters), ``cases`` and ``gender`` (``m``, ``f``, empty: either).

    ``paradigm`` is empty for a word taken as indeclinable. ``surname``: only surnames go like this. ``listed``: to be
    believed only where the nominative is a known given name.
    """

    nominative: str
    cases: frozenset[str]
    gender: str
    paradigm: str
    surname: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Ending:
    ending: str
    nominative: str
    after: re.Pattern[str]
    cases: frozenset[str]
    gender: str
    paradigm: str
    surname: bool
    listed: bool


@cache
def _endings(language: str) -> dict[str, tuple[_Ending, ...]]:
    """Ending → what it can be; raises KeyError for a language without paradigms."""
    found: dict[str, list[_Ending]] = {}
    for row in table("paradigms.toml")["paradigm"]:
        if row["language"] != language:
            continue
        cases: dict[str, set[str]] = {}
        for case in CASES:
            for ending in row[case].split(","):
                cases.setdefault(ending.strip("-"), set()).add(case)
        for ending, which in cases.items():
            found.setdefault(ending, []).append(
                _Ending(
                    ending,
                    row["nominative"].strip("-"),
                    re.compile(f"(?:{row['after']})$"),
                    frozenset(which),
                    row["gender"],
                    row["name"],
                    row.get("surname", False),
                    row.get("listed", False),
                )
            )
    if not found:
        raise KeyError(language)
    return {ending: tuple(rows) for ending, rows in found.items()}


@lru_cache(maxsize=262_144)
def readings(word: str, language: str) -> tuple[Reading, ...]:
    """Every reading of ``word`` (small letters) in ``ru`` or ``uk``; the last one takes it as indeclinable.

    Raises KeyError for another language.
    """
    endings = _endings(language)
    stems: dict[str, str] = table("paradigms.toml")["stems"].get(language, {})
    found: dict[tuple[str, str, str], Reading] = {}
    for length in range(min(3, len(word) - 2) + 1):
        stem = word[: len(word) - length]
        for row in endings.get(word[len(word) - length :], ()):
            if not row.after.search(stem):
                continue
            nominative = stem + row.nominative
            _add(found, Reading(nominative, row.cases, row.gender, row.paradigm, row.surname, row.listed))
            if stem in stems and "nominative" not in row.cases:
                _add(found, Reading(stems[stem], row.cases, row.gender, row.paradigm, False, True))
    return (*found.values(), Reading(word, frozenset(CASES), "", ""))


def _add(found: dict[tuple[str, str, str], Reading], reading: Reading) -> None:
    key = (reading.nominative, reading.gender, reading.paradigm)
    if key in found:
        reading = Reading(
            reading.nominative,
            found[key].cases | reading.cases,
            reading.gender,
            reading.paradigm,
            reading.surname,
            reading.listed,
        )
    found[key] = reading


def languages_of(text: str) -> tuple[str, ...]:
    """Which of Russian and Ukrainian the letters of ``text`` (small letters) allow; both where none decides."""
    if _UKRAINIAN.search(text):
        return ("uk",)
    return ("ru",) if _RUSSIAN.search(text) else ("ru", "uk")
