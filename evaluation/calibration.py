"""Whether ``confidence`` means what it says: of the attributions found with 0.8, are four in five right?

An attribution is right when it is matched with a gold one under the condition of ``attr``. The found ones are put into ten
bins of equal width by their confidence, ``[0, 0.1) … [0.9, 1]``. The reliability curve has for each bin with something in it
the mean confidence, the share that is right, and the count. The **expected calibration error** (ECE; Guo and others, 2017)
is the mean over the found attributions of their bin's distance between the two: 0 is perfect.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

BINS = 10

Outcome = tuple[float | None, bool]
"""The confidence of a found attribution, and whether it is right."""


def calibration(outcomes: Sequence[Outcome]) -> dict[str, Any] | None:
    """``ece``, ``count``, ``without`` (found ones without a confidence, left out) and ``curve``; null where none has one.

    Raises ``ValueError`` for a confidence that is not between 0 and 1.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in outcomes:
        if confidence is None:
            continue
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence of {confidence}: it must lie between 0 and 1")
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    count = sum(len(members) for members in bins.values())
    if not count:
        return None
    error = 0.0
    curve = []
    for number, members in sorted(bins.items()):
        mean = sum(confidence for confidence, _ in members) / len(members)
        share = sum(right for _, right in members) / len(members)
        error += len(members) / count * abs(mean - share)
        curve.append(
            {
                "bin": [number / BINS, (number + 1) / BINS],
                "confidence": round(mean, 4),
                "right": round(share, 4),
                "count": len(members),
            }
        )
    return {"ece": round(error, 4), "count": count, "without": len(outcomes) - count, "curve": curve}
