"""The terms of a forecast: what, by when, under which condition, with what stated probability. Read from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.forecasts.horizons import Horizon, horizons
from onrecord.forecasts.words import words
from onrecord.languages.pack import SUPPORTED, pack

_CLAUSE_END = re.compile(r"[,;:.!?…—–\"“”„«»]|$")
_EDGES = " \t\n,;:.!?…—–\"“”„«»'()"
_AWAY = 40
NO_TIME = "no time is named: it can come true, and never be shown false"
IMPLIED = "the time is named in words that are no date"
NO_DAY = "the time counts from a day that is not known"


@dataclass(frozen=True, slots=True)
class Probability:
    """A stated probability: the phrase, and between which percentages it lies. Never a point, unless one was stated."""

    phrase: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Terms:
    """One thing foretold. ``vague`` says why it cannot be decided as it stands; null where it can."""

    what: str
    horizon: Horizon
    condition: str | None = None
    probability: Probability | None = None
    vague: str | None = None


def terms(
    content: str, language: str | None, made: date | None, hedge: str | None = None
) -> tuple[Terms, ...]:
    """The terms of all that a content foretells, in order: one for each time that it names, and at least one.

    ``hedge`` is the phrase of the record's hedge, which counts where the content itself has none.
    """
    times = horizons(content, language, made)
    explicit = [each for each in times if each.kind == "explicit"]
    condition = condition_of(content, language)
    parts = _parts(content, language, explicit if len(explicit) > 1 else [])
    found = []
    for start, end in parts:
        part = content[start:end]
        own = [each for each in times if each.span and start <= each.span.start < end]
        horizon = next((each for each in own if each.kind == "explicit"), own[0] if own else Horizon("none"))
        probability = probability_of(part, language) or (probability_of(hedge, language) if hedge else None)
        found.append(Terms(_bare(part, language), horizon, condition, probability, vagueness(horizon)))
    return tuple(found)


def _bare(part: str, language: str | None) -> str:
    """A part of a content without marks at its ends and without the words that tied it to the part before."""
    part = part.strip(_EDGES)
    if language in SUPPORTED and language is not None:
        small = pack(language).words
        while (first := part.partition(" "))[
            0
        ].casefold() in small.coordinators | small.complementisers and first[2]:
            part = first[2].strip(_EDGES)
    return part


def vagueness(horizon: Horizon) -> str | None:
    """Why a forecast with this horizon cannot be decided as stated."""
    if horizon.kind == "none":
        return NO_TIME
    if horizon.kind == "implied":
        return f"{IMPLIED} (“{horizon.words}”)"
    return None if horizon.deadline else f"{NO_DAY} (“{horizon.words}”)"


def condition_of(content: str, language: str | None) -> str | None:
    """The clause under which the forecast holds, to its next mark; null where there is none."""
    if language not in SUPPORTED or language is None:
        return None
    match = words(language).conditions.search(content)
    if match is None:
        return None
    end = _CLAUSE_END.search(content, match.end())
    return content[match.start() : end.start() if end else None].strip(_EDGES) or None


def probability_of(content: str, language: str | None) -> Probability | None:
    """The probability that the words state: a percentage beside a word for chance, else the longest estimative phrase."""
    if language not in SUPPORTED or language is None:
        return None
    known = words(language)
    for match in known.percent.finditer(content):
        around = content[max(match.start() - _AWAY, 0) : match.end() + _AWAY]
        low, high = int(match["low"]), int(match["high"] or match["low"])
        if known.near.search(around) and low <= high <= 100:
            return Probability(match[0], low, high)
    phrases = {" ".join(each.phrase.casefold().split()): each for each in known.likely}
    found = max(known.likely_form.finditer(content), key=lambda match: len(match[0]), default=None)
    if found is None:
        return None
    each = phrases[" ".join(found[0].casefold().split())]
    return Probability(found[0], each.low, each.high)


def _parts(content: str, language: str | None, times: list[Horizon]) -> list[tuple[int, int]]:
    """The content cut between the times it names, at the joint nearest before each next one; whole where none is found."""
    cuts = []
    for before, after in pairwise(times):
        assert before.span is not None
        assert after.span is not None
        joint = _joint(content, language, before.span.end, after.span.start)
        if joint is None:
            return [(0, len(content))]
        cuts.append(joint)
    return list(zip([0, *cuts], [*cuts, len(content)], strict=True))


def _joint(content: str, language: str | None, start: int, end: int) -> int | None:
    """Where one clause ends and the next begins between two offsets: at a mark, else before a word that coordinates."""
    between = content[start:end]
    marks = [match.start() for match in re.finditer(r"[,;…]", between)]
    if marks:
        return start + marks[0]
    joining = pack(language).words.coordinators if language in SUPPORTED and language else frozenset()
    for match in re.finditer(r"\w+", between):
        if match[0].casefold() in joining:
            return start + match.start()
    return None
