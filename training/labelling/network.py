"""The label network: upper layers of an encoder over a window, then each attribution's own questions of it.

It goes on from the pieces as the lower layers of the attribution network leave them (:mod:`training.labelling.lower`). Those
layers hardly moved in that network's training, so the encoder's own next layers fit on them; the attribution network's upper
ones have forgotten what words mean beyond their part in an attribution (``docs/labels.md`` has the figures).

An attribution's question is made of the means of its parts; for each output it is put to all pieces (attention with a
bias by distance), and the answer is told from question and found pieces together. Means and pieces are standardised over the
training set (batch norm without weights): the vectors of one encoder all look in nearly one direction.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.labelling import SPANS
from onrecord.attributions.neural.marking import DISTANCES, PARTS
from training.network import Layer, Shape

HEADS = 6
TAG = 128
"""Width of what the tags are told from."""


class LabelNetwork(nn.Module):
    """Upper layers and heads; ``outputs`` maps each output to how many values it has."""

    def __init__(self, layers: int, outputs: Mapping[str, int], shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        size = shape.hidden
        self.layers = nn.ModuleList(Layer(shape) for _ in range(layers))
        self.lower_norm, self.piece_norm = _standardised(size), _standardised(size)
        self.question_norm = _standardised(2 * len(PARTS) * size)
        self.question = nn.Linear(2 * len(PARTS) * size, size)
        self.near = nn.Embedding(DISTANCES, HEADS)
        self.key, self.value = nn.Linear(size, size), nn.Linear(size, size)
        self.ask = nn.ModuleDict({name: nn.Linear(size, size) for name in outputs})
        self.mix = nn.ModuleDict({name: nn.Linear(2 * size, size) for name in outputs})
        self.out = nn.ModuleDict({name: nn.Linear(size, count) for name, count in outputs.items()})
        self.tag_piece, self.tag_plain, self.tag_gate = (nn.Linear(size, TAG) for _ in range(3))
        self.tag_near = nn.Embedding(DISTANCES, TAG)
        self.tag_out = nn.Linear(TAG, len(SPANS))
        for table in (self.near, self.tag_near):
            nn.init.zeros_(table.weight)

    def forward(
        self,
        context: Tensor,
        mask: Tensor | None,
        shares: Tensor,
        near: Tensor,
        windows: Tensor | None = None,
        drop: float = 0.1,
        skip: float = 0.0,
    ) -> tuple[dict[str, Tensor], Tensor, dict[str, Tensor]]:
        """Scores by output [A, values], scores of the tags [A, L, 3], attention by output [A, HEADS, L].

        ``context`` [W, L, H]; ``mask`` bool [W, L] or null where nothing is padded; ``shares`` [A, 4, L], ``near`` [A, L];
        ``windows`` [A] tells in which window each attribution stands, null where all stand in one. In training a layer is
        left out with the chance ``skip`` (stochastic depth: Huang et al. 2016), and ``drop`` is that of dropout.
        """
        lower = _normed(self.lower_norm, context, mask)
        wide = None if mask is None else mask[:, None, None, :]
        x = context
        for layer in self.layers:
            if self.training and skip and float(torch.rand(())) < skip:
                continue
            x = layer(x, wide)
        x = F.dropout(_normed(self.piece_norm, x, mask), drop, self.training)
        keys, values, plain = self.key(x), self.value(x), self.tag_piece(x)
        if windows is not None:
            x, lower, keys, values, plain = (each[windows] for each in (x, lower, keys, values, plain))
            mask = None if mask is None else mask[windows]
        means = shares / shares.sum(-1, keepdim=True).clamp(min=1)
        parts = torch.cat([(means @ x).flatten(1), (means @ lower).flatten(1)], -1)
        parts = F.dropout(_normed(self.question_norm, parts[:, None], None)[:, 0], 0.3, self.training)
        question = F.gelu(self.question(parts))
        count, length, size = x.shape
        narrow = size // HEADS
        keys = keys.view(count, length, HEADS, narrow).permute(0, 2, 3, 1)
        values = values.view(count, length, HEADS, narrow).transpose(1, 2)
        bias = self.near(near).permute(0, 2, 1)
        # Questions [1 or A, HEADS, A or 1, narrow]: in reading all are put to one window in one product.
        group = (count, -1, HEADS, narrow)
        found, attention = {}, {}
        for name in self.out:
            asked = self.ask[name](question).view(group).transpose(1, 2)
            scores = (asked @ keys).transpose(1, 2).reshape(-1, HEADS, length) / math.sqrt(narrow) + bias
            if mask is not None:
                scores = scores.masked_fill(~mask[:, None, :], -1e4)
            weight = scores.softmax(-1)
            grouped = weight.view(count, -1, HEADS, length).transpose(1, 2)
            seen = (grouped.to(values.dtype) @ values).transpose(1, 2).reshape(-1, size)
            mixed = F.gelu(self.mix[name](torch.cat([question, seen], -1)))
            found[name] = self.out[name](F.dropout(mixed, drop, self.training))
            attention[name] = weight
        tagged = plain + self.tag_plain(question)[:, None] + plain * self.tag_gate(question)[:, None]
        return found, self.tag_out(F.gelu(tagged + self.tag_near(near))), attention

    def take(self, layers: Sequence[Mapping[str, Any]]) -> None:
        """Take these layers, each by the names of its parts (:func:`training.labelling.lower.label_layers`)."""
        for own, layer in zip(self.layers, layers, strict=True):
            own.load_state_dict({name: torch.as_tensor(array).float() for name, array in layer.items()})

    def load_layers(self, encoder: Mapping[str, Any], first: int) -> None:
        """Take the layers from ``first`` on of an encoder whose weights :mod:`training.encoder` wrote."""
        for number, layer in enumerate(self.layers):
            prefix = f"layers.{first + number}."
            layer.load_state_dict(
                {
                    name.removeprefix(prefix): torch.as_tensor(encoder[name]).float()
                    for name in encoder
                    if name.startswith(prefix)
                }
            )


def _standardised(size: int) -> nn.BatchNorm1d:
    return nn.BatchNorm1d(size, affine=False, momentum=0.05)


def _normed(norm: nn.BatchNorm1d, x: Tensor, mask: Tensor | None) -> Tensor:
    """``x`` [W, L, H] standardised over all that ``mask`` [W, L] lets count; what it does not is 0.

    Written out, because picking the places that count out of ``x`` would make a graphics card wait for their number.
    """
    x = x.float()
    if norm.training:
        weight = torch.ones_like(x[..., :1]) if mask is None else mask[..., None].float()
        count = weight.sum().clamp(min=2)
        mean = (x * weight).sum((0, 1)) / count
        spread = ((x - mean).square() * weight).sum((0, 1)) / count
        assert norm.momentum is not None
        with torch.no_grad():
            assert norm.running_mean is not None
            assert norm.running_var is not None
            norm.running_mean.lerp_(mean, norm.momentum)
            norm.running_var.lerp_(spread * (count / (count - 1)), norm.momentum)
    else:
        assert norm.running_mean is not None
        assert norm.running_var is not None
        mean, spread = norm.running_mean, norm.running_var
    made = (x - mean) * torch.rsqrt(spread + norm.eps)
    return made if mask is None else made * mask[..., None]
