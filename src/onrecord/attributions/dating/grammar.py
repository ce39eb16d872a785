"""Expressions of time: where they stand, and what they say.

An expression is a pattern over the letters of its words (:data:`onrecord.languages.dates.CLASSES`). Where two
patterns meet, the longer one wins. What an expression comes to on the day it was printed is told in
:mod:`onrecord.attributions.dating.resolving`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.attributions.dating.making import MAKERS, Found
from onrecord.attributions.dating.moment import Moment
from onrecord.attributions.dating.patterns import BY_ORDER, ISLAND
from onrecord.attributions.dating.words import Words
from onrecord.languages.dates import DateWords


def moments(words: Words, known: DateWords) -> list[Moment]:
    """The expressions of time in ``words``, in order, none over another."""
    found: list[Moment] = []
    for island in ISLAND.finditer(words.codes):
        for name, pattern in BY_ORDER[known.month_first]:
            for match in pattern.finditer(words.codes, *island.span()):
                moment = _made(name, match, words, known)
                if moment is not None:
                    found.append(moment)
    found.sort(key=lambda each: (each.first - each.stop, each.first))
    taken: list[Moment] = []
    covered = bytearray(len(words.codes))
    for each in found:
        if not any(covered[each.first : each.stop]):
            covered[each.first : each.stop] = b"\x01" * (each.stop - each.first)
            taken.append(each)
    return sorted(taken, key=lambda each: each.first)


def _made(name: str, match: re.Match[str], words: Words, known: DateWords) -> Moment | None:
    first, stop = match.span()
    while stop > first and words.codes[stop - 1] in ",.(-":
        stop -= 1
    if first == stop or words.codes[first : first + 1] in (",", "."):
        return None
    if words.codes[stop : stop + 1] == "'":
        while words.codes[first] in "iT" and first + 1 < stop:
            first += 1  # “at Monday's briefing”: the preposition is the briefing's
    before = words.codes[first - 1 : first]
    base = Found(
        words,
        match,
        first,
        stop,
        bounded=before in ("b", "B") or "b" in words.codes[first:stop],
        before=before,
    )
    moment = MAKERS[name](base, known)
    return _unsure(moment, base) if moment is not None and _doubted(words, first, known) else moment


def _doubted(words: Words, first: int, known: DateWords) -> bool:
    """Whether the words before say that it is not that day, or not surely: ``not yesterday``, ``about 5 March``."""
    if words.codes[max(0, first - 1) : first] == "c":
        return True
    before = [word.low for word in words.words[max(0, first - 3) : first]]
    return any(
        joined in known.unsure for joined in (*before[-1:], " ".join(before[-2:]), "".join(before[-3:]))
    )


def _unsure(moment: Moment, base: Found) -> Moment:
    """A day that is not sure: of a date the month stays, of a day that is counted nothing but its words."""
    if moment.kind == "date":
        return replace(moment, day=None)
    return base.moment("vague") if moment.kind in ("day", "weekday") else moment
