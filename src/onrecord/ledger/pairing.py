"""Which attribution of a newer reading is which of an older one, told by their words. No database here."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FUZZY_THRESHOLD = 85.0
"""From this likeness on (rapidfuzz's ``ratio`` of source and content words, 0 to 100) a judgement is carried
over, marked for review. Two typing errors in a sentence of eight words stay above it; a changed verb does not."""

_SAME_SCORE = 2.0
"""Candidates no further apart than this are taken for equally alike; the nearer place in the text decides."""

_MANY = 40
"""With more repetitions of the same words than this, they are paired in order instead of by place."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one attribution and its place in the text, from 0 to 1."""

    id: int
    source: str
    content: str
    place: float

    @property
    def key(self) -> str:
        """What must be equal for an exact pair."""
        return f"{normal(self.source)} | {normal(self.content)}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two attributions with like words. ``score`` is 100 for equal ones."""

    before: int
    after: int
    score: float


def normal(words: str) -> str:
    """``words`` in one letter case, without punctuation, with single spaces."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def pair_exactly(before: Sequence[Wording], after: Sequence[Wording]) -> list[Pair]:
    """Pair those with the same normalised words, one to one; repetitions by the nearest place."""
    groups: dict[str, tuple[list[Wording], list[Wording]]] = defaultdict(lambda: ([], []))
    for one in before:
        groups[one.key][0].append(one)
    for one in after:
        groups[one.key][1].append(one)
    pairs: list[Pair] = []
    for old, new in groups.values():
        if max(len(old), len(new)) > _MANY:
            pairs += (Pair(a.id, b.id, 100.0) for a, b in zip(old, new, strict=False))
        else:
            pairs += _nearest((100.0, a, b) for a in old for b in new)
    return pairs


def pair_fuzzily(before: Sequence[Wording], after: Sequence[Wording]) -> list[Pair]:
    """Pair those with similar words, one to one: the most alike first, among equally alike the nearest."""
    if not before or not after:
        return []
    from rapidfuzz import fuzz

    keys = [(one, one.key) for one in after]
    found = []
    for old in before:
        key = old.key
        for new, other in keys:
            score = fuzz.ratio(key, other, score_cutoff=FUZZY_THRESHOLD)
            if score:
                found.append((score, old, new))
    return _nearest(found)


def _nearest(candidates: Iterable[tuple[float, Wording, Wording]]) -> list[Pair]:
    """Take candidates greedily, each attribution once."""
    ordered = sorted(
        candidates, key=lambda c: (-(c[0] // _SAME_SCORE), abs(c[1].place - c[2].place), c[1].id, c[2].id)
    )
    old_taken: set[int] = set()
    new_taken: set[int] = set()
    pairs = []
    for score, old, new in ordered:
        if old.id not in old_taken and new.id not in new_taken:
            old_taken.add(old.id)
            new_taken.add(new.id)
            pairs.append(Pair(old.id, new.id, score))
    return pairs
