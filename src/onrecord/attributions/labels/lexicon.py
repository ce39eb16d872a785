"""The act of an attribution by its words: the cue's group, then what the content's words add.

:func:`act_scores` gives a log probability for each act, which another model can be mixed with (add a multiple of it to the
other's log probabilities); :func:`explained` says which words decided.
"""

from __future__ import annotations

from onrecord.attributions.labels.weights import ACTS, Table, scores, weights
from onrecord.attributions.labels.wording import Signals

_IN_CUE = frozenset({"cue", "also", "or", "in_cue"})
_NAMED = 2
"""Signals that an explanation names."""


def act_scores(found: Signals, table: Table | None = None) -> dict[str, float]:
    """The log probability of each of the twelve acts, given an attribution's signals."""
    return dict(zip(ACTS, scores(weights().act if table is None else table, found), strict=True))


def explained(names: list[str], found: Signals, text: str) -> str:
    """A sentence on the strongest signals, with their words; where none of them has words, on the form of the content."""
    told: list[str] = []
    for name in names:
        span = found[name]
        if span is None:
            continue
        where, _, what = name.partition(":")
        words = " ".join(span.of(text).split())
        place = "cue" if where in _IN_CUE else "source" if where == "first_person" else "content"
        each = f"{place} “{words}” ({(what or where).rstrip('+').replace('_', ' ').strip()})"
        if each not in told:
            told.append(each)
        if len(told) == _NAMED:
            break
    if told:
        return "; ".join(told)
    if names:
        return "no word, but the form: " + ", ".join(name.replace("_", " ") for name in names[:_NAMED])
    return "no word speaks for another label"
