"""Windows around attributions, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from onrecord.attributions.neural.labelling import SPANS
from onrecord.attributions.neural.marking import PARTS, marks
from onrecord.attributions.neural.windows import WINDOW, borders_of, deepest
from training.labelling.features import Example

BEGIN, PAD, END = 0, 1, 2
"""The numbers of the pieces that are no words, in the tokenizer that ships (a test holds them)."""

LENGTHS = (72, 96, 128, 192, 254, 254)
"""Of stretches: of several lengths, so that the network does not lean on how long they are."""

READ = 0.5
"""How often an attribution is learned in the window in which reading sees it; else in a stretch at random."""

_AT_ONCE = 12
"""Batches that are made in one go, of windows of like length."""


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution in a window of ``L`` pieces, both ends counted.

    ``ids``, ``quoted``, ``near`` [L], ``shares`` [4, L], ``tags`` [3, L], which are -1 where nobody knows.
    """

    ids: NDArray[np.int64]
    quoted: NDArray[np.int64]
    shares: NDArray[np.float32]
    near: NDArray[np.int64]
    tags: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """``A`` attributions, each in its own window, padded to ``L`` pieces; ``numbers`` [A] are those of their examples."""

    ids: Tensor
    quoted: Tensor
    mask: Tensor
    shares: Tensor
    near: Tensor
    tags: Tensor
    numbers: Tensor


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
    if last - first < size - 8:
        low, high = last + 1 - size, first
    else:
        low, high = middle - size + 8, middle - 8
    low = max(0, min(low, length - size))
    start = chance.randint(low, max(low, min(high, length - size)))
    return start, start + size


def row(example: Example, borders: tuple[int, int]) -> Row:
    """An attribution in the window ``borders``."""
    start, end = borders
    length = end - start + 2
    ids = np.empty(length, np.int64)
    ids[0], ids[-1], ids[1:-1] = BEGIN, END, example.ids[start:end]
    quoted = np.zeros(length, np.int64)
    quoted[1:-1] = example.quoted[start:end]
    marked = marks([[int(place) - start + 1 for place in part] for part in example.parts], length)
    tags = np.full((len(SPANS), length), -1, np.float32)
    for number, name in enumerate(SPANS):
        if name in example.tags:
            known = example.tags[name]
            tags[number] = 0
            tags[number, known[(known >= start) & (known < end)] - start + 1] = 1
    return Row(ids, quoted, marked.shares, marked.near, tags)


class Groups(Dataset[list[NDArray[np.generic]]]):
    """Several batches of rows at a time, in small types: what another process makes must come over to this one."""

    def __init__(
        self, examples: Sequence[Example], groups: Sequence[Sequence[int]], *, read: float, seed: int
    ) -> None:
        self.examples, self.groups, self.read, self.seed = examples, groups, read, seed

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, number: int) -> list[NDArray[np.generic]]:
        # A chance of its own, so that the windows are the same however many processes cut them.
        chance = random.Random(self.seed + number)
        made = []
        for example in (self.examples[place] for place in self.groups[number]):
            whole = chance.random() < self.read
            made.append(row(example, as_read(example) if whole else stretch(example, chance)))
        length = -(-max(len(each.ids) for each in made) // 8) * 8
        count = len(made)
        ids = np.full((count, length), PAD, np.int32)
        quoted, bits, near = (np.zeros((count, length), np.uint8) for _ in range(3))
        tags = np.full((count, len(SPANS), length), -1, np.int8)
        lengths = np.array([len(each.ids) for each in made], np.int64)
        for place, each in enumerate(made):
            size = len(each.ids)
            ids[place, :size], quoted[place, :size], near[place, :size] = each.ids, each.quoted, each.near
            tags[place, :, :size] = each.tags
            bits[place, :size] = (each.shares.astype(np.uint8) << np.arange(len(PARTS))[:, None]).sum(0)
        return [ids, quoted, bits, near, tags, lengths, np.array(self.groups[number], np.int64)]


def batches(
    examples: Sequence[Example],
    numbers: Sequence[int],
    size: int,
    *,
    device: str = "cpu",
    chance: random.Random | None = None,
    read: float = READ,
    workers: int = 0,
) -> Iterator[Batch]:
    """The examples with these ``numbers`` (which may come several times), ``size`` at once, of texts of like length.

    With ``chance`` in a new order, and part of them (1 - ``read``) in stretches at random; without, as reading sees them.
    """

    def width(number: int) -> int:
        return min(WINDOW, len(examples[number].ids))

    order = list(numbers)
    if chance:
        chance.shuffle(order)
    else:
        order.sort(key=width)
    span = size * _AT_ONCE
    groups = [sorted(order[first : first + span], key=width) for first in range(0, len(order), span)]
    loader: DataLoader[list[NDArray[np.generic]]] = DataLoader(
        Groups(examples, groups, read=read if chance else 1.0, seed=chance.getrandbits(31) if chance else 0),
        batch_size=None, num_workers=workers, collate_fn=None,
    )  # fmt: skip
    for made in loader:
        ids, quoted, bits, near, tags, lengths, own = (torch.as_tensor(each) for each in made)
        firsts = list(range(0, len(own), size))
        if chance:
            chance.shuffle(firsts)
        there = [each.to(device) for each in (ids, quoted, bits, near, tags, lengths, own)]
        for first in firsts:
            part = slice(first, first + size)
            length = min(ids.shape[1], -(-int(lengths[part].max()) // 8) * 8)
            yield _batch([each[part] for each in there], length)


def _batch(made: Sequence[Tensor], length: int) -> Batch:
    ids, quoted, bits, near, tags, lengths, numbers = made
    places = torch.arange(length, device=ids.device)
    bits = bits[:, :length]
    return Batch(
        ids=ids[:, :length].long(),
        quoted=quoted[:, :length].long(),
        mask=places[None] < lengths[:, None],
        shares=torch.stack([(bits >> part) & 1 for part in range(len(PARTS))], 1).float(),
        near=near[:, :length].long(),
        tags=tags[:, :, :length].float(),
        numbers=numbers,
    )
