"""The pair head: what each piece of a window is to one cue. Small enough for numpy; the network has done the reading.

The same arithmetic as ``training.network.Network.pair`` (a test holds them together where torch is installed).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attributions.neural.features import distance_classes, paragraph_classes
from onrecord.attributions.neural.windows import Floats, Seen, log_softmax

NOTHING, BEGIN_SOURCE, IN_SOURCE, BEGIN_CONTENT, IN_CONTENT = range(5)
"""What a piece can be to a cue."""

_WEIGHTS = ("distance", "paragraph", "quoted", "weight", "bias")


@dataclass(frozen=True, slots=True)
class View:
    """What the pieces ``[start, end)`` are to one cue: log probabilities [end - start, 5]."""

    start: int
    end: int
    roles: Floats

    def mean(self, run: tuple[int, int], begin: int) -> float:
        """The mean log probability that the pieces of ``run`` are of the role that begins with ``begin``; -8 outside."""
        first, last = run
        low, high = max(first, self.start), min(last, self.end)
        outside = (last - first) - max(0, high - low)
        if high <= low:
            return -8.0
        part = self.roles[low - self.start : high - self.start, begin : begin + 2]
        inside = np.maximum(np.logaddexp(part[:, 0], part[:, 1]), -8.0)
        return float((inside.sum() - 8.0 * outside) / (last - first))


class PairHead:
    """The head's weights: tables of distance [30, P], paragraph [7, P], quoted [2, P]; ``weight`` [5, P], ``bias`` [5]."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        self.distance, self.paragraph, self.quoted, self.weight, self.bias = (
            np.asarray(arrays[name], np.float32) for name in _WEIGHTS
        )
        self.width = self.weight.shape[1]

    def views(self, seen: Seen, cues: Sequence[tuple[int, int]]) -> list[View]:
        """For each cue (pieces ``[start, end)``) what the pieces of its window are to it."""
        by_window: dict[int, list[int]] = {}
        for number, (start, end) in enumerate(cues):
            by_window.setdefault(seen.window_of((start + end - 1) / 2), []).append(number)
        found: dict[int, View] = {}
        for window, numbers in by_window.items():
            start, end = seen.borders[window]
            own, gate, cue_plain, cue_gate = np.split(seen.projected[window], 4, axis=-1)
            base = own + self.quoted[seen.pieces.quoted[start:end]]
            paragraph = seen.pieces.paragraph[start:end]
            for number in numbers:
                cue = [place - start for place in range(*cues[number]) if start <= place < end]
                z = base + cue_plain[cue].mean(0) + gate * cue_gate[cue].mean(0)
                z += self.distance[distance_classes(cue, end - start)]
                z += self.paragraph[paragraph_classes(paragraph, cue)]
                found[number] = View(start, end, log_softmax(_gelu(z) @ self.weight.T + self.bias))
        return [found[number] for number in range(len(cues))]


def _gelu(x: Floats) -> Floats:
    """GELU by its usual approximation (Hendrycks and Gimpel 2016), as in training."""
    inner = 0.7978845608 * (x + 0.044715 * x * x * x)
    result: Floats = 0.5 * x * (1 + np.tanh(inner))
    return result
