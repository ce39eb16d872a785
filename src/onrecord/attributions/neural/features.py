"""What the pair head is told about a piece beside its meaning: how far it stands from the cue, and in which paragraph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_EDGES = np.array([0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128])
DISTANCES = 2 * len(_EDGES)
"""How many classes of distance there are: those after the cue (0 is the cue itself), then those before it."""

PARAGRAPHS = 7
"""How many classes of paragraph: three or more before the cue's, …, the same, …, three or more after."""


def distance_classes(cue: Sequence[int], length: int) -> NDArray[np.int64]:
    """For each of ``length`` pieces the class of its distance, in pieces, from the cue (numbers of pieces, in order)."""
    at = np.arange(length)
    distance = np.where(at < cue[0], at - cue[0], np.where(at > cue[-1], at - cue[-1], 0))
    bucket = np.searchsorted(_EDGES, np.abs(distance), side="right") - 1
    result: NDArray[np.int64] = np.where(distance < 0, len(_EDGES) + bucket, bucket)
    return result


def paragraph_classes(paragraph: NDArray[np.int32], cue: Sequence[int]) -> NDArray[np.int64]:
    """For each piece the class of its paragraph as seen from the cue's first piece."""
    half = PARAGRAPHS // 2
    result: NDArray[np.int64] = np.clip(paragraph - paragraph[cue[0]], -half, half).astype(np.int64) + half
    return result
