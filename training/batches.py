"""Windows of documents, and batches of windows as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.attributions.neural.features import distance_classes, paragraph_classes
from training.examples import FLAT, IGNORED, Example

WINDOW = 254
"""Pieces a window, beside its two ends."""

_LEAST = 16
_OTHER_BREAKS = 0.3
"""How often a document is read with its lines broken otherwise."""


@dataclass(frozen=True, slots=True)
class Specials:
    """The numbers of the pieces that are no words."""

    begin: int
    pad: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` of an example."""

    example: Example
    start: int
    end: int


@dataclass(slots=True)
class Pairs:
    """What the pair head is asked: see :meth:`training.network.Network.pair`; ``gold`` [K, L], ``weight`` [K]."""

    row: Tensor
    cue: Tensor
    distance: Tensor
    paragraph: Tensor
    quoted: Tensor
    gold: Tensor
    weight: Tensor


@dataclass(slots=True)
class Batch:
    """``B`` windows of ``L`` pieces; the weights say how much each piece's tag counts.

    ``soft`` [B, L, 7] are softened tags, where ``softened`` [B, L] is 1; elsewhere both are 0.
    """

    windows: list[Window]
    ids: Tensor
    mask: Tensor
    quoted: Tensor
    flat: Tensor
    flat_weight: Tensor
    inner: Tensor
    inner_weight: Tensor
    soft: Tensor
    softened: Tensor


def windows(documents: Sequence[Sequence[Example]], chance: random.Random) -> list[Window]:
    """One epoch's windows: of each document one version and one way to break its lines, cut at a random place."""
    found = []
    for versions in documents:
        example = chance.choice(list(versions))
        if example.variants and chance.random() < _OTHER_BREAKS:
            example = chance.choice(example.variants)
        length = len(example.pieces)
        starts = [0, *range(chance.randrange(WINDOW // 2, WINDOW + 1), length, WINDOW)]
        for start, end in zip(starts, [*starts[1:], length], strict=True):
            if end - start > _LEAST:
                found.append(Window(example, start, end))
    return found


def batches(found: list[Window], pieces: int, chance: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, about ``pieces`` pieces a batch, in random order."""
    order = list(found)
    chance.shuffle(order)
    order.sort(key=lambda each: (each.end - each.start) // 32)
    groups: list[list[Window]] = [[]]
    longest = 0
    for each in order:
        longest = max(longest, each.end - each.start + 2)
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = each.end - each.start + 2
        groups[-1].append(each)
    chance.shuffle(groups)
    yield from groups


def collate(group: list[Window], special: Specials, blank: float, chance: np.random.Generator) -> Batch:
    """The batch of some windows; ``blank`` is the share of pieces that are hidden from the network."""
    length = max(each.end - each.start for each in group) + 2
    size = (len(group), length)
    ids = np.full(size, special.pad, np.int64)
    mask = np.zeros(size, bool)
    quoted = np.zeros(size, np.int64)
    flat = np.full(size, IGNORED, np.int64)
    inner = np.full(size, IGNORED, np.int64)
    flat_weight = np.zeros(size, np.float32)
    inner_weight = np.zeros(size, np.float32)
    soft = np.zeros((*size, len(FLAT)), np.float32)
    softened = np.zeros(size, np.float32)
    for number, each in enumerate(group):
        example, part = each.example, slice(each.start, each.end)
        width = each.end - each.start
        own = example.pieces.ids[part].copy()
        own[chance.random(width) < blank] = special.unknown
        ids[number, 0], ids[number, width + 1] = special.begin, special.end
        inside = slice(1, width + 1)
        ids[number, inside] = own
        mask[number, : width + 2] = True
        quoted[number, inside] = example.pieces.quoted[part]
        flat[number, inside] = example.flat[part]
        flat_weight[number, inside] = np.where(example.flat[part] > 0, 1.0, example.trust)
        flat_weight[number, inside][example.flat[part] == IGNORED] = 0
        inner[number, inside] = example.inner[part]
        if example.soft is not None:
            soft[number, inside] = example.soft[part]
            softened[number, inside] = 1
        inner_weight[number, inside] = np.where(example.inner[part] > 0, 1.0, min(example.trust, 0.5))
    inner_weight[inner == IGNORED] = 0
    return Batch(
        windows=group,
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        quoted=torch.from_numpy(quoted),
        flat=torch.from_numpy(flat),
        flat_weight=torch.from_numpy(flat_weight),
        inner=torch.from_numpy(np.maximum(inner, 0)),
        inner_weight=torch.from_numpy(inner_weight),
        soft=torch.from_numpy(soft),
        softened=torch.from_numpy(softened),
    )


def pairs(batch: Batch, false_cues: Sequence[tuple[int, list[int]]]) -> Pairs | None:
    """The cues of the batch with what their pieces are, and ``false_cues`` (window, its pieces) that read nothing."""
    length = batch.ids.shape[1]
    row: list[int] = []
    cues: list[list[int]] = []
    gold: list[np.ndarray] = []
    weight: list[float] = []
    for number, each in enumerate(batch.windows):
        width = each.end - each.start
        for cue, roles in each.example.cues:
            inside = [piece - each.start + 1 for piece in cue if each.start <= piece < each.end]
            if not inside:
                continue
            target = np.full(length, IGNORED, np.int64)
            target[1 : width + 1] = 0
            for piece, role in roles.items():
                if each.start <= piece < each.end:
                    target[piece - each.start + 1] = role
            row.append(number)
            cues.append(inside)
            gold.append(target)
            inner_of_gold = each.example.trust == 1 and each.example.flat[cue[0]] not in (3, 4)
            weight.append(0.5 if inner_of_gold else 1.0)
    for number, cue in false_cues:
        width = batch.windows[number].end - batch.windows[number].start
        target = np.full(length, IGNORED, np.int64)
        target[1 : width + 1] = 0
        row.append(number)
        cues.append(cue)
        gold.append(target)
        weight.append(1.0)
    if not row:
        return None
    shares = np.zeros((len(row), length), np.float32)
    distance = np.zeros((len(row), length), np.int64)
    paragraph = np.zeros((len(row), length), np.int64)
    for order, (number, cue) in enumerate(zip(row, cues, strict=True)):
        each = batch.windows[number]
        shares[order, cue] = 1 / len(cue)
        distance[order] = distance_classes(cue, length)
        own = each.example.pieces.paragraph[each.start : each.end]
        lines = np.concatenate([own[:1], own, np.repeat(own[-1:], length - len(own) - 1)])
        paragraph[order] = paragraph_classes(lines, cue)
    rows = torch.tensor(row)
    return Pairs(
        row=rows,
        cue=torch.from_numpy(shares),
        distance=torch.from_numpy(distance),
        paragraph=torch.from_numpy(paragraph),
        quoted=batch.quoted[rows],
        gold=torch.from_numpy(np.stack(gold)),
        weight=torch.tensor(weight),
    )
