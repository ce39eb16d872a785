"""The pair head: what the pieces of a window are to a cue, with the arithmetic of training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.attributions.neural.standins import WIDTH, pair_arrays, seen_of

from onrecord.attributions.neural.features import DISTANCES, PARAGRAPHS, distance_classes, paragraph_classes
from onrecord.attributions.neural.pairing import BEGIN_CONTENT, BEGIN_SOURCE, PairHead, View


def test_distances_are_0_on_the_cue_and_apart_on_its_two_sides() -> None:
    found = distance_classes([3, 4], 400).tolist()
    assert found[3:5] == [0, 0]
    assert found[5] == 1
    assert found[2] == DISTANCES // 2 + 1
    assert found[-1] == DISTANCES // 2 - 1
    assert found[5:] == sorted(found[5:])
    assert max(found) < DISTANCES
    assert min(distance_classes([399], 400)) >= 0


def test_paragraphs_are_counted_from_the_cue_and_far_ones_are_one_class() -> None:
    lines = np.array([0, 1, 2, 3, 4, 5, 9], np.int32)
    assert paragraph_classes(lines, [3]).tolist() == [0, 1, 2, 3, 4, 5, PARAGRAPHS - 1]


def test_the_mean_of_a_run_counts_pieces_outside_the_window_as_unlikely() -> None:
    roles = np.log(np.full((4, 5), 0.2, np.float32))
    view = View(10, 14, roles)
    inside = float(np.log(0.4))
    assert view.mean((11, 13), BEGIN_CONTENT) == pytest.approx(inside, abs=1e-5)
    assert view.mean((12, 16), BEGIN_SOURCE) == pytest.approx((2 * inside - 16) / 4, abs=1e-5)
    assert view.mean((0, 10), BEGIN_CONTENT) == view.mean((14, 20), BEGIN_CONTENT) == -8


def test_the_mean_of_what_is_impossible_is_bounded() -> None:
    roles = np.full((1, 5), -1e9, np.float32)
    assert View(0, 1, roles).mean((0, 1), BEGIN_CONTENT) == -8


def test_every_cue_gets_the_probabilities_of_its_own_window_in_the_order_asked() -> None:
    seen = seen_of("ort said rain fell hard on the " * 120)
    cues = [(700, 701), (1, 2), (400, 403)]
    views = PairHead(pair_arrays(4)).views(seen, cues)
    for cue, view in zip(cues, views, strict=True):
        assert (view.start, view.end) in seen.borders
        assert view.start <= cue[0] < cue[1] <= view.end
        assert np.allclose(np.exp(view.roles).sum(-1), 1, atol=1e-4)
        (alone,) = PairHead(pair_arrays(4)).views(seen, [cue])
        assert (alone.roles == view.roles).all()


def test_a_cue_longer_than_a_window_can_be_read() -> None:
    seen = seen_of("said " * 1_000)
    (view,) = PairHead(pair_arrays(4)).views(seen, [(0, 1_000)])
    assert np.isfinite(view.roles).all()


def test_the_head_computes_what_training_computes() -> None:
    torch = pytest.importorskip("torch")
    from training import network as training_network

    shape = training_network.Shape(vocabulary=8, hidden=12, layers=1, heads=2, forward=16)
    torch.manual_seed(3)
    network = training_network.Network(shape).eval()
    arrays = {
        "distance": network.distance.weight, "paragraph": network.paragraph.weight, "quoted": network.quoted.weight,
        "weight": network.roles.weight, "bias": network.roles.bias,
    }  # fmt: skip
    head = PairHead({name: each.detach().numpy() for name, each in arrays.items()})
    assert head.width == training_network.PAIR != WIDTH
    base = seen_of("ort said\n“rain fell” hard\nvale wrote snow")
    length = len(base.pieces)
    chance = np.random.default_rng(1)
    projected = chance.normal(size=(length, 4 * training_network.PAIR)).astype(np.float32)
    seen = replace(base, projected=[projected])
    cue = [1, 2]
    (view,) = head.views(seen, [(1, 3)])
    shares = np.zeros((1, length), np.float32)
    shares[0, cue] = 0.5
    given = (
        projected[None],
        np.array([0]),
        shares,
        distance_classes(cue, length)[None],
        paragraph_classes(seen.pieces.paragraph, cue)[None],
        seen.pieces.quoted[None].astype(np.int64),
    )
    with torch.no_grad():
        expected = torch.log_softmax(network.pair(*(torch.from_numpy(each) for each in given)), -1)[0].numpy()
    assert np.allclose(view.roles, expected, atol=1e-4)
