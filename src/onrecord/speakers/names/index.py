"""From a mention to the people it may be, by name alone, without comparing it with everybody.

:class:`NameIndex` is the seam: :class:`NamesInMemory` serves tests, measurements and small jobs, the ledger keeps the same
keys in a table. What is done with a find is :func:`decide`'s matter, and its three answers are *join*, *suggest*, *apart*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from onrecord.speakers.names.comparing import compare
from onrecord.speakers.names.keys import keys, lookups
from onrecord.speakers.names.parts import parse
from onrecord.speakers.names.thresholds import JOIN, SUGGEST

MOST_COMPARED = 64
"""Candidates that one mention is compared with. A surname alone that more people have says nothing about who it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person in the index: ``identifier``, the ``name`` that fits best, its ``score``; ``whole``: both are whole names."""

    identifier: str
    name: str
    score: float
    whole: bool
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a mention: ``join`` it to the one candidate, ``suggest`` the candidates, or keep it ``apart``.

    ``complete`` is false where more people had the name than were compared. ``reason`` is a sentence.
    """

    kind: str
    candidates: tuple[Candidate, ...]
    reason: str
    complete: bool = True


class NameIndex(Protocol):
    """Where names are kept by their keys."""

    def add(self, identifier: str, name: str) -> None:
        """Keep a name of a person. The same twice changes nothing. Raises ValueError for what is no name."""

    def find(self, name: str, most: int = MOST_COMPARED) -> tuple[list[tuple[str, str]], bool]:
        """Identifiers and names that share a key with ``name``, in the order they were added; whether these are all."""


class NamesInMemory:
    """A :class:`NameIndex` in memory. What a name costs there, ``benchmarks.names`` measures."""

    def __init__(self) -> None:
        self._names: list[tuple[str, str]] = []
        self._known: set[tuple[str, str]] = set()
        self._rows: dict[str, int | list[int]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, identifier: str, name: str) -> None:
        """See :class:`NameIndex`."""
        if (identifier, name) in self._known:
            return
        found = keys(name)
        self._known.add((identifier, name))
        row = len(self._names)
        self._names.append((identifier, name))
        for key in found:
            before = self._rows.get(key)
            if before is None:
                self._rows[key] = row
            elif isinstance(before, int):
                self._rows[key] = [before, row]
            else:
                before.append(row)

    def find(self, name: str, most: int = MOST_COMPARED) -> tuple[list[tuple[str, str]], bool]:
        """See :class:`NameIndex`."""
        rows: set[int] = set()
        complete = True
        for key in sorted(lookups(name)):
            found = self._rows.get(key, ())
            if isinstance(found, int):
                rows.add(found)
            else:
                complete = complete and len(found) <= most
                rows.update(found[:most])
        chosen = sorted(rows)[:most]
        return [self._names[row] for row in chosen], complete and len(rows) <= most


def decide(name: str, index: NameIndex) -> Decision:
    """What to do with a mention, by its name alone.

    Joined is only a whole name (two words at least that are no initials) with a person who has a whole name that scores
    :data:`JOIN` or more, and only when no second person does. Raises ValueError for what is no name.
    """
    found, complete = index.find(name)
    candidates = _scored(name, found)
    fitting = [each for each in candidates if each.whole and each.score >= JOIN]
    if len(fitting) == 1 and complete:
        return Decision("join", (fitting[0],), f"“{fitting[0].name}” is the only whole name that fits")
    if not candidates:
        return Decision("apart", (), "nobody has a name like it", complete)
    reason = "more than one person fits" if len(candidates) > 1 else "a name alone does not tell"
    return Decision("suggest", candidates, reason, complete)


def _scored(name: str, found: Iterable[tuple[str, str]]) -> tuple[Candidate, ...]:
    """The candidates from :data:`SUGGEST` on, one for each person, best first."""
    whole = parse(name).whole
    best: dict[str, Candidate] = {}
    for identifier, other in found:
        result = compare(name, other)
        before = best.get(identifier)
        if result.score >= SUGGEST and (before is None or result.score > before.score):
            both = whole and parse(other).whole
            best[identifier] = Candidate(identifier, other, result.score, both, result.explanation)
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.identifier)))
