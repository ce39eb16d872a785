"""How far found attributions agree with gold ones: the measure this project states for its own corpus.

The definition is that of ``attr`` in the field's scorer for PolNeAR: two attributions agree when their contents share at
least half of their words (Jaccard index of the sets of word tokens) and their sources share a word, or neither has one.
Gold and found are matched one to one, greedily by falling Jaccard. Precision, recall and F1 are micro-averaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.attributions.record import Attribution
from onrecord.text.document import Span

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of gold, of found and of matched attributions."""

    gold: int = 0
    found: int = 0
    matched: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.gold + other.gold, self.found + other.found, self.matched + other.matched)

    @property
    def precision(self) -> float:
        """Matched among found; 0 where nothing was found."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Matched among gold; 0 where there is no gold."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.matched / total if total else 0.0


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(
        span.start + match.start() for span in spans for match in WORD.finditer(text[span.start : span.end])
    )


def matches(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Pairs of indices (gold, found) that agree, one to one."""
    gold_words = [(_words(text, one.content), _words(text, one.source)) for one in gold]
    found_words = [(_words(text, one.content), _words(text, one.source)) for one in found]
    candidates = []
    for left, (content, source) in enumerate(gold_words):
        for right, (other_content, other_source) in enumerate(found_words):
            shared = len(content & other_content)
            if not shared:
                continue
            jaccard = shared / len(content | other_content)
            if jaccard >= LEAST_OVERLAP and (source & other_source or not (source or other_source)):
                candidates.append((-jaccard, left, right))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, left, right in sorted(candidates):
        if left not in taken_gold and right not in taken_found:
            taken_gold.add(left)
            taken_found.add(right)
            pairs.append((left, right))
    return pairs


def agreement(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Agreement:
    """How far the attributions found in one text agree with its gold."""
    return Agreement(len(gold), len(found), len(matches(text, gold, found)))
