"""Which words decided on a label, in a sentence."""

from __future__ import annotations

from onrecord.attributions.labels.wording import Signals

_IN_CUE = frozenset({"cue", "also", "or", "in_cue"})
_NAMED = 2
"""Signals that an explanation names."""


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
