"""Long texts in overlapping windows: each piece is read where it stands deepest inside a window, so there are no seams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.attributions.neural.pieces import Pieces

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

WINDOW = 254
"""Pieces a window, beside its two ends: what the model was trained on."""

OVERLAP = 48
"""Pieces that neighbouring windows share, at least: a piece has 24 pieces of context on either side, or the text's end."""

CORE, MARGIN = 8192, 384
"""A long text is read in cores of so many pieces, with a margin on either side that the neighbours answer for: memory
does not grow with the text, and no border can be seen."""

_BATCH = 4
_FAR = 10_000


class Network(Protocol):
    """Scores for a batch of windows.

    Takes ``ids`` and ``quoted`` [B, L], both int64, of windows that are all of one length; gives the scores of the flat tags
    [B, L, 7], of the inner cues' tags [B, L, 3], what the pair head reads [B, L, 4·P], and what the label network reads
    [B, L, H], which is null where a network has no such output.
    """

    def __call__(
        self, ids: NDArray[np.int64], quoted: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, Floats | None]:
        """Run the network."""
        ...


@dataclass(frozen=True, slots=True)
class Ends:
    """The numbers of the pieces around a window."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the network saw it.

    ``flat`` [n, 7] and ``inner`` [n, 3] are log probabilities; ``borders`` the windows ``[start, end)``,
    ``projected`` for each window what the pair head reads of its pieces [end - start, 4·P]; ``context`` for each window
    what the label network reads of them and of the two ends [end - start + 2, H], or nothing at all.
    """

    pieces: Pieces
    flat: Floats
    inner: Floats
    borders: list[tuple[int, int]]
    projected: list[Floats]
    context: list[Halves] = field(default_factory=list)

    def window_of(self, place: float) -> int:
        """The number of the window in which the piece ``place`` stands deepest."""
        return deepest(self.borders, len(self.pieces), place)


@dataclass(frozen=True, slots=True)
class Core:
    """A stretch of a text to be looked at in one go: its ``pieces`` with their margins, and the characters ``[first, last)``
    that it answers for; the first core's reach back to the text's beginning, the last one's past its end."""

    pieces: Pieces
    first: int
    last: int

    def answers_for(self, place: int) -> bool:
        """Whether what stands at a character is this core's."""
        return self.first <= place < self.last


def cores(pieces: Pieces, characters: int) -> Iterator[Core]:
    """The cores of a text of so many ``characters``; none where it has no piece."""
    for start in range(0, len(pieces), CORE):
        end = start + CORE
        yield Core(
            pieces.part(max(0, start - MARGIN), end + MARGIN),
            int(pieces.starts[start]) if start else 0,
            int(pieces.starts[end]) if end < len(pieces) else characters + 1,
        )


def borders_of(length: int) -> list[tuple[int, int]]:
    """The windows over ``length`` pieces: as few as will do, all of one length, evenly spread.

    A text a little longer than a window is read in two short ones: the network's work grows with the pieces it is given.
    """
    if length <= WINDOW:
        return [(0, length)] if length else []
    count = -(-(length - OVERLAP) // (WINDOW - OVERLAP))
    width = -(-(length + (count - 1) * OVERLAP) // count)
    starts = (number * (length - width) // (count - 1) for number in range(count))
    return [(start, start + width) for start in starts]


def deepest(borders: Sequence[tuple[int, int]], length: int, place: float) -> int:
    """The number of the window, of those over ``length`` pieces, in which the piece ``place`` stands deepest."""

    def depth(number: int) -> float:
        start, end = borders[number]
        return min(place - start if start else _FAR, end - 1 - place if end < length else _FAR)

    return max(range(len(borders)), key=depth)


def look(pieces: Pieces, network: Network, ends: Ends) -> Seen:
    """Read all windows of a text and put what was seen together."""
    borders = borders_of(len(pieces))
    flat = np.zeros((len(pieces), 7), np.float32)
    inner = np.zeros((len(pieces), 3), np.float32)
    depth = np.full(len(pieces), -1)
    projected: list[Floats] = []
    context: list[Halves] = []
    for first in range(0, len(borders), _BATCH):
        batch = borders[first : first + _BATCH]
        tags, inner_tags, pair, lower = network(*_batch(pieces, batch, ends))
        if lower is not None:
            context.extend(lower.astype(np.float16))
        for number, (start, end) in enumerate(batch):
            inside = slice(1, -1)
            projected.append(pair[number, inside])
            place = np.arange(start, end)
            here = np.minimum(
                np.where(start == 0, _FAR, place - start),
                np.where(end == len(pieces), _FAR, end - 1 - place),
            )
            better = here > depth[start:end]
            flat[start:end][better] = log_softmax(tags[number, inside])[better]
            inner[start:end][better] = log_softmax(inner_tags[number, inside])[better]
            depth[start:end][better] = here[better]
    return Seen(pieces, flat, inner, borders, projected, context)


def _batch(
    pieces: Pieces, borders: Sequence[tuple[int, int]], ends: Ends
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ids and marks of some windows, which are all of one length: no padding, and so no mask."""
    length = borders[0][1] - borders[0][0]
    ids = np.empty((len(borders), length + 2), np.int64)
    quoted = np.zeros((len(borders), length + 2), np.int64)
    ids[:, 0], ids[:, -1] = ends.begin, ends.end
    for number, (start, end) in enumerate(borders):
        ids[number, 1:-1] = pieces.ids[start:end]
        quoted[number, 1:-1] = pieces.quoted[start:end]
    return ids, quoted


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
