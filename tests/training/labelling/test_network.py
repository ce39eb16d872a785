"""The label network in training: what is padded does not count, and the lower layers are those that reading has."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch is not installed (./run setup train)")

import numpy as np
import torch
from torch import nn
from training.labelling.network import LabelNetwork, _normed
from training.network import Shape

from onrecord.attributions.neural.files import FOLDER, present

SMALL = Shape(vocabulary=50, hidden=48, layers=2, heads=12, forward=96)


def test_standardising_is_batch_norm_over_the_pieces_that_count() -> None:
    torch.manual_seed(1)
    x, mask = torch.randn(3, 5, 8), torch.tensor([[1, 1, 1, 1, 0], [1, 1, 0, 0, 0], [1, 1, 1, 1, 1]]).bool()
    ours, theirs = (nn.BatchNorm1d(8, affine=False, momentum=0.05) for _ in range(2))
    made, expected = _normed(ours, x, mask), theirs(x[mask])
    assert torch.allclose(made[mask], expected, atol=1e-5)
    assert (made[~mask] == 0).all()
    assert torch.allclose(ours.running_mean, theirs.running_mean, atol=1e-6)
    assert torch.allclose(ours.running_var, theirs.running_var, atol=1e-6)
    ours.eval(), theirs.eval()
    assert torch.allclose(_normed(ours, x, None), theirs(x.flatten(0, 1)).view(x.shape), atol=1e-5)


def test_a_padded_window_gives_what_it_gives_alone() -> None:
    torch.manual_seed(2)
    network = LabelNetwork(2, {"act": 12, "status": 3}, SMALL).eval()
    context, shares = torch.randn(2, 9, 48), torch.zeros(2, 4, 9)
    shares[:, 0, 1:3] = shares[:, 1, 3] = shares[:, 2, 4:6] = 1
    near, mask = torch.zeros(2, 9, dtype=torch.long), torch.ones(2, 9).bool()
    mask[1, 7:] = False
    both, tags, _ = network(context, mask, shares, near)
    alone, own, _ = network(context[1:, :7], None, shares[1:, :, :7], near[1:, :7])
    for name in both:
        assert torch.allclose(both[name][1], alone[name][0], atol=1e-5)
    assert torch.allclose(tags[1, :7], own[0], atol=1e-5)


def test_several_attributions_of_one_window_are_told_as_each_alone() -> None:
    torch.manual_seed(3)
    network = LabelNetwork(2, {"act": 12}, SMALL).eval()
    context, near = torch.randn(1, 6, 48), torch.randint(0, 24, (3, 6))
    shares = (torch.rand(3, 4, 6) > 0.5).float()
    together, _, _ = network(context, None, shares, near)
    for number in range(3):
        one, _, _ = network(context, None, shares[number : number + 1], near[number : number + 1])
        assert torch.allclose(together["act"][number], one["act"][0], atol=1e-5)


def test_attributions_of_several_windows_are_told_as_each_in_its_own() -> None:
    torch.manual_seed(4)
    network = LabelNetwork(2, {"act": 12}, SMALL).eval()
    context, near = torch.randn(2, 6, 48), torch.randint(0, 24, (3, 6))
    mask, windows = torch.ones(2, 6).bool(), torch.tensor([1, 0, 1])
    mask[0, 4:] = False
    shares = (torch.rand(3, 4, 6) > 0.5).float()
    shares[1, :, 4:] = 0
    together, tags, _ = network(context, mask, shares, near, windows)
    for number, window in enumerate(windows.tolist()):
        own = (context[window : window + 1], mask[window : window + 1])
        one, tag, _ = network(*own, shares[number : number + 1], near[number : number + 1])
        assert torch.allclose(together["act"][number], one["act"][0], atol=1e-5)
        assert torch.allclose(tags[number][mask[window]], tag[0][mask[window]], atol=1e-5)


@pytest.mark.skipif(not present(), reason="the model's files are not here")
def test_the_lower_layers_are_those_of_the_network_that_ships() -> None:
    pytest.importorskip("onnx", reason="onnx is not installed (./run setup train)")
    from training.labelling.lower import lower_layers

    from onrecord.attributions.neural.pieces import pieces_of
    from onrecord.attributions.neural.store import model
    from onrecord.attributions.neural.windows import look

    read_by = model()
    pieces = pieces_of(
        "Ann Lee said the bridge was closed. “We were told to wait,” she added.", read_by.tokenizer
    )
    seen = look(pieces, read_by.network, read_by.ends).context[0].astype(np.float32)
    ids = torch.tensor([[0, *pieces.ids, 2]])
    quoted = torch.tensor([[0, *map(int, pieces.quoted), 0]])
    ours = lower_layers(FOLDER)(ids, None, quoted)[0].numpy()
    # Reading rounds what goes into each product to eight bits; else they are the same numbers.
    assert np.corrcoef(ours.ravel(), seen.ravel())[0, 1] > 0.98
