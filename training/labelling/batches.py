"""Windows around attributions, and batches of them as tensors.

Attributions of one window are learned together, as they are read: the layers see the window once.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from onrecord.attributions.neural.labelling import SPANS
from onrecord.attributions.neural.marking import PARTS, marks
from onrecord.attributions.neural.windows import WINDOW, borders_of, deepest
from training.labelling.features import Example

BEGIN, PAD, END, HIDDEN = 0, 1, 2, 3
"""The numbers of the pieces that are no words, in the tokenizer that ships (a test holds them): the last one stands for
words that nobody knows, and in training for those that are hidden."""

LENGTHS = (72, 96, 128, 192, 254, 254)
"""Of stretches: of several lengths, so that the network does not lean on how long they are."""

READ = 0.5
"""How often the attributions of a text are learned in the windows in which reading sees them; else in random stretches."""

BLANK = 0.12
"""Share of the pieces that are hidden while learning, so that the network does not know a text by its names."""

_EDGE = 8
"""Pieces between the middle of an attribution and the end of a stretch, at least."""

_SORTED = 12
"""Batches' worth of windows that are sorted by their length before batches are made of them."""


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces ``[start, end)`` of a text, and the ``numbers`` of the examples that are learned there."""

    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution in a window of ``L`` pieces, both ends counted.

    ``shares`` [4, L], ``near`` [L], ``tags`` [3, L], which are -1 where nobody knows.
    """

    shares: NDArray[np.float32]
    near: NDArray[np.int64]
    tags: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """``A`` attributions in ``W`` windows, padded to ``L`` pieces.

    ``ids``, ``quoted``, ``mask`` [W, L]; ``shares`` [A, 4, L], ``near`` [A, L], ``tags`` [A, 3, L]; ``windows`` [A] tells
    in which window each attribution stands, ``numbers`` [A] which example it is.
    """

    ids: Tensor
    quoted: Tensor
    mask: Tensor
    shares: Tensor
    near: Tensor
    tags: Tensor
    windows: Tensor
    numbers: Tensor

    def to(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(**{each.name: getattr(self, each.name).to(device) for each in fields(self)})


def as_read(example: Example) -> tuple[int, int]:
    """The window in which reading sees an attribution: ``[start, end)`` of the stretch's pieces."""
    length = len(example.ids)
    borders = borders_of(length)
    return borders[deepest(borders, length, example.middle)]


def stretch(example: Example, chance: random.Random) -> tuple[int, int]:
    """A stretch at random that holds the attribution, or its middle where that is too long; of a text for the status all."""
    length = len(example.ids)
    size = min(length, WINDOW if example.item.set == "status" else chance.choice(LENGTHS))
    middle = int(example.middle)
    every = np.concatenate([*example.parts, [middle]])
    near = every[np.abs(every - example.middle) < size]
    first, last = int(near.min()), int(near.max())
    if last - first < size - _EDGE:
        low, high = last + 1 - size, first
    else:
        low, high = middle - size + _EDGE, middle - _EDGE
    low = max(0, min(low, length - size))
    start = chance.randint(low, max(low, min(high, length - size)))
    return start, start + size


def windows(
    examples: Sequence[Example],
    numbers: Iterable[int],
    *,
    read: float = 1.0,
    chance: random.Random | None = None,
) -> list[Window]:
    """Windows in which each of these examples is learned once.

    With ``chance``, a share (1 - ``read``) of the texts in stretches at random, each with all examples not yet learned that
    are whole inside it; the others, and all without it, in the windows in which reading sees them.
    """
    texts: dict[int, list[int]] = {}
    for number in numbers:
        texts.setdefault(id(examples[number].ids), []).append(
            number
        )  # shared by all examples of a stretch of text
    made = []
    for own in texts.values():
        if chance is None or chance.random() < read:
            groups: dict[tuple[int, int], list[int]] = {}
            for number in own:
                groups.setdefault(as_read(examples[number]), []).append(number)
            made += [Window(*borders, tuple(group)) for borders, group in groups.items()]
            continue
        left = list(own)
        chance.shuffle(left)
        while left:
            borders = stretch(examples[left[0]], chance)
            here = [left[0], *(each for each in left[1:] if _whole_in(examples[each], borders))]
            made.append(Window(*borders, tuple(here)))
            left = [each for each in left if each not in here]
    return made


def _whole_in(example: Example, borders: tuple[int, int]) -> bool:
    start, end = borders
    if not start + _EDGE <= example.middle < end - _EDGE:
        return False
    return all(start <= part[0] and part[-1] < end for part in example.parts if len(part))


def row(example: Example, borders: tuple[int, int]) -> Row:
    """An attribution in the window ``borders``."""
    start, end = borders
    length = end - start + 2
    marked = marks([[int(place) - start + 1 for place in part] for part in example.parts], length)
    tags = np.full((len(SPANS), length), -1, np.float32)
    for number, name in enumerate(SPANS):
        if name in example.tags:
            known = example.tags[name]
            tags[number] = 0
            tags[number, known[(known >= start) & (known < end)] - start + 1] = 1
    return Row(marked.shares, marked.near, tags)


class Batches(Dataset[Batch]):
    """Batches of the given windows; ``blank`` is the share of their pieces that are hidden."""

    def __init__(
        self, examples: Sequence[Example], groups: Sequence[Sequence[Window]], *, blank: float, seed: int
    ) -> None:
        self.examples, self.groups, self.blank, self.seed = examples, groups, blank, seed

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, number: int) -> Batch:
        # A chance of its own, so that the same pieces are hidden however many processes make batches.
        chance = np.random.default_rng([self.seed, number])
        group = self.groups[number]
        length = -(-max(each.end - each.start + 2 for each in group) // 8) * 8
        asked = sum(len(each.numbers) for each in group)
        ids = np.full((len(group), length), PAD, np.int64)
        quoted, mask = np.zeros_like(ids), np.zeros(ids.shape, bool)
        shares = np.zeros((asked, len(PARTS), length), np.float32)
        near = np.zeros((asked, length), np.int64)
        tags = np.full((asked, len(SPANS), length), -1, np.float32)
        owners: list[int] = []
        numbers: list[int] = []
        for place, window in enumerate(group):
            text, size = self.examples[window.numbers[0]], window.end - window.start
            own = text.ids[window.start : window.end].copy()
            own[chance.random(size) < self.blank] = HIDDEN
            ids[place, 0], ids[place, 1 : size + 1], ids[place, size + 1] = BEGIN, own, END
            quoted[place, 1 : size + 1] = text.quoted[window.start : window.end]
            mask[place, : size + 2] = True
            for each in window.numbers:
                made, to = row(self.examples[each], (window.start, window.end)), len(numbers)
                shares[to, :, : size + 2], near[to, : size + 2] = made.shares, made.near
                tags[to, :, : size + 2] = made.tags
                owners.append(place)
                numbers.append(each)
        parts = (ids, quoted, mask, shares, near, tags, np.array(owners), np.array(numbers))
        return Batch(*(torch.from_numpy(each) for each in parts))


def batches(
    examples: Sequence[Example],
    made: Sequence[Window],
    size: int,
    *,
    device: str = "cpu",
    chance: random.Random | None = None,
    blank: float = 0.0,
    workers: int = 0,
) -> Iterator[Batch]:
    """The windows, those of like length together until at least ``size`` attributions are in a batch.

    With ``chance`` in a new order and with a share ``blank`` of the pieces hidden.
    """
    order = list(made)
    if chance:
        chance.shuffle(order)
    groups: list[list[Window]] = []
    for part in _parts(order, size * _SORTED):
        groups += _parts(sorted(part, key=lambda each: each.end - each.start), size)
    if chance:
        chance.shuffle(groups)
    loader: DataLoader[Batch] = DataLoader(
        Batches(examples, groups, blank=blank if chance else 0.0, seed=chance.getrandbits(31) if chance else 0),
        batch_size=None, num_workers=workers, collate_fn=None,
    )  # fmt: skip
    for batch in loader:
        yield batch.to(device)


def _parts(order: Iterable[Window], size: int) -> list[list[Window]]:
    """Consecutive windows with at least ``size`` attributions, the last part with what is left."""
    parts: list[list[Window]] = [[]]
    held = 0
    for each in order:
        if held >= size:
            parts.append([])
            held = 0
        parts[-1].append(each)
        held += len(each.numbers)
    return [part for part in parts if part]
