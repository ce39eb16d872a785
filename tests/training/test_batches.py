"""Batches of windows: padded, weighed, and with what each cue reads."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

from tests.attributions.neural.standins import tokenizer
from training.batches import WINDOW, Batch, Specials, batches, collate, pairs, windows
from training.examples import IGNORED, Example, Marked, prepare

from onrecord.attributions.neural import windows as reading

SPECIAL = Specials(0, 1, 2, 3)
ATTRIBUTION: dict[str, Any] = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]], "nested_in": None}


def example(count: int, trust: float = 1.0) -> Example:
    text = "ort said rain fell " + "on the " * count
    return prepare(Marked(text, "en", [ATTRIBUTION], trust=trust), tokenizer())


def batch_of(*examples: Example) -> Batch:
    found = windows([[each] for each in examples], random.Random(1))
    return collate([each for each in found if not each.start], SPECIAL, 0.0, np.random.default_rng(1))


def test_training_and_reading_use_windows_of_one_length() -> None:
    assert WINDOW == reading.WINDOW


def test_windows_cover_a_document_and_are_no_longer_than_a_window() -> None:
    found = windows([[example(400)]], random.Random(2))
    assert found[0].start == 0
    assert all(0 < each.end - each.start <= WINDOW for each in found)
    assert all(left.end == right.start for left, right in pairwise(found))
    assert len(found[-1].example.pieces) - found[-1].end <= 16


def test_every_window_is_in_one_batch_and_batches_are_not_too_large() -> None:
    found = windows([[example(count)] for count in range(10, 300, 10)], random.Random(3))
    groups = list(batches(found, 1_000, random.Random(4)))
    assert sorted(id(each) for group in groups for each in group) == sorted(id(each) for each in found)
    for group in groups:
        assert len(group) * (max(each.end - each.start for each in group) + 2) <= 1_000


def test_a_batch_is_padded_and_what_is_not_marked_weighs_as_it_is_trusted() -> None:
    batch = batch_of(example(10, trust=0.25), example(30))
    short = int(batch.mask.sum(1).min())
    row = int(batch.mask.sum(1).argmin())
    assert batch.ids[row, 0] == SPECIAL.begin
    assert batch.ids[row, short - 1] == SPECIAL.end
    assert (batch.ids[row, short:] == SPECIAL.pad).all()
    assert batch.flat[row, 1:5].tolist() == [1, 3, 5, 6]
    assert batch.flat_weight[row, 1:7].tolist() == [1, 1, 1, 1, 0.25, 0.25]
    assert batch.flat_weight[row, short - 1 :].sum() == 0
    assert batch.inner_weight.sum() == 0


def test_cues_read_their_roles_and_false_cues_nothing() -> None:
    batch = batch_of(example(20))
    found = pairs(batch, [(0, [7])])
    assert found is not None
    assert found.cue.sum(1).tolist() == [1, 1]
    assert found.gold[0, :7].tolist() == [IGNORED, 1, 0, 3, 4, 0, 0]
    assert set(found.gold[1, 1:-1].tolist()) == {0}
    assert found.weight.tolist() == [1, 1]
