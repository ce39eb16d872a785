"""How likely a found attribution is right: logistic regression on what the network, the pair head and the rules say of it.

Right means what the evaluation's ``attr`` means: half of the content's words and a word of the source. The weights
are fitted on
documents kept out of training (``training.calibrate``), one set for each way in which an attribution is found.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OUTER, INNER, RULES = "outer", "inner", "rules"
"""Found by the flat tags; by an inner cue; by the rules alone."""

TURN, HEARSAY = "turn", "hearsay"
"""Found by the rules, and not overruled: turns of an interview by their lay-out; what is reported of nobody in
particular, so that no rumour gets a speaker from the sentence before it."""

FIXED = {TURN: 0.95, HEARSAY: 0.6}
"""The confidence of those: estimates, since no gold that we have is rich in them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to find: weights by feature, a constant, a constant by language, and the least confidence that is kept."""

    weights: Mapping[str, float]
    constant: float
    by_language: Mapping[str, float]
    least: Mapping[str, float]

    def confidence(self, scores: Mapping[str, float], language: str) -> float:
        """The share of attributions with such scores that are right, between 0 and 1."""
        total = self.constant + self.by_language.get(language, 0.0)
        total += sum(weight * scores.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def keeps(self, confidence: float, language: str) -> bool:
        """Whether an attribution of this confidence is worth a row."""
        return confidence >= self.least.get(language, 0.5)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All ways."""

    ways: Mapping[str, Way]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Calibration:
        """From the plain values of the settings file. Raises ``KeyError`` where one is missing."""
        return cls(
            {
                name: Way(way["weights"], way["constant"], way["by_language"], way["least"])
                for name, way in settings.items()
            }
        )
