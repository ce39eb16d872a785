"""How far a figure would move with other documents of the same kind: the bootstrap over documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from evaluation.agreement import Agreement

Item = TypeVar("Item")


def interval(
    counts: Sequence[Agreement], figure: Callable[[Agreement], float], resamples: int, seed: int = 1
) -> list[float]:
    """The 95 % interval [low, high] of a figure over documents' counts; see :func:`drawn`."""
    return drawn(counts, lambda chosen: figure(sum(chosen, Agreement())), resamples, seed)


def drawn(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], float], resamples: int, seed: int = 1
) -> list[float]:
    """The 95 % interval [low, high] of a figure over items (percentile bootstrap, as the scorer does it).

    The items are drawn with replacement ``resamples`` times (at least once). The same seed gives the same interval.
    """
    chosen = random.Random(seed)
    values = sorted(figure(chosen.choices(items, k=len(items))) for _ in range(resamples))
    return [values[int(0.025 * resamples)], values[int(0.975 * resamples) - 1]]
