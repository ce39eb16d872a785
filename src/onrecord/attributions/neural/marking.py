"""An attribution as the label network sees it: its parts as shares of the pieces of a window, and how far each piece is.

Training and reading use this one module, so that both see the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PARTS = ("source", "cue", "content", "target")
"""The parts that can be marked. A target is known only for sentences of the sister scheme, in training."""

DISTANCES = 24
"""Buckets of distance: twelve after the anchor, twelve before it, wider the farther."""

_SIDE = 12
_STEPS = 1.3
"""Buckets per doubling of the distance."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The parts of an attribution in a window of ``L`` pieces, its two ends counted.

    ``shares`` float32 [4, L]: 1 where a piece belongs to a part (order of :data:`PARTS`), else 0; ``near`` int64 [L], the
    bucket of the distance to the anchor: the source, else the cue, the content, the target, the window's middle.
    """

    shares: Floats
    near: NDArray[np.int64]


def marks(parts: Sequence[Sequence[int]], length: int) -> Marks:
    """The marks of an attribution whose ``parts`` (order of :data:`PARTS`) are places in a window of ``length`` pieces.

    Places outside the window, its two ends included, are left out.
    """
    shares = np.zeros((len(PARTS), length), np.float32)
    for row, places in enumerate(parts):
        shares[row, [place for place in places if 0 < place < length - 1]] = 1
    anchor = next((np.flatnonzero(row) for row in shares if row.any()), np.array([length // 2]))
    return Marks(shares, nearness(int(anchor[0]), int(anchor[-1]), length))


def nearness(first: int, last: int, length: int) -> NDArray[np.int64]:
    """The bucket of each place's distance to the places ``first`` to ``last``: 0 within them, then after, then before."""
    place = np.arange(length)
    after, before = np.maximum(place - last, 0), np.maximum(first - place, 0)
    far = np.maximum(after, before)
    bucket = np.where(
        far == 0, 0, np.minimum(_SIDE - 1, 1 + (np.log2(np.maximum(far, 1)) * _STEPS).astype(np.int64))
    )
    return np.asarray(bucket + np.where(before > 0, _SIDE, 0), np.int64)
