"""The network: a BERT encoder, two taggers, and a pair head in which each cue reads its own source and content.

The encoder is written out here, in the shapes of ``multilingual-e5-small``, so that training needs no library but
torch and can
leave out whole layers at random (stochastic depth: Huang et al. 2016; for Transformers Fan et al. 2020) and stop
early in the
backward pass where lower layers are frozen. The pair head follows the idea of relation-specific tagging (CasRel,
Wei et al. 2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.features import DISTANCES, PARAGRAPHS
from training.examples import FLAT, INNER, ROLE

PAIR = 128
"""Width of the pair head."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's sizes."""

    vocabulary: int = 49_995
    hidden: int = 384
    layers: int = 12
    heads: int = 12
    forward: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
    relative: int = 0
    """Buckets of relative positions, as MPNet has them; 0 where an encoder has none."""


class Layer(nn.Module):
    """One post-norm Transformer layer with its three projections in one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.forward)
        self.down = nn.Linear(shape.forward, shape.hidden)
        self.last_norm = nn.LayerNorm(shape.hidden, shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor | None, bias: Tensor | None = None) -> Tensor:
        """``x`` [B, L, H]; ``mask`` bool [B, 1, 1, L] or null where nothing is padded; ``bias`` [heads, L, L] or null."""
        batch, length, hidden = x.shape
        query, key, value = (
            self.qkv(x)
            .view(batch, length, 3, self.heads, hidden // self.heads)
            .permute(2, 0, 3, 1, 4)
            .unbind(0)
        )
        if x.is_cuda and bias is None:
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        else:
            # Written out: on a CPU the backward pass of the fused kernel takes three times as long at this length.
            scores = (query * (hidden // self.heads) ** -0.5) @ key.transpose(-1, -2)
            if bias is not None:
                scores = scores + bias.to(scores.dtype)
            if mask is not None:
                scores = scores.masked_fill(~mask, -1e4)
            seen = scores.softmax(-1).to(value.dtype) @ value
        x = self.norm(x + self.output(seen.transpose(1, 2).reshape(batch, length, hidden)))
        return self.last_norm(x + self.down(F.gelu(self.up(x))))


def buckets(length: int, count: int, farthest: int = 128) -> Tensor:
    """The bucket of each pair of places [L, L]: near ones exact, far ones by logarithm, before and after apart.

    As in T5 (Raffel et al. 2020) and MPNet (Song et al. 2020).
    """
    places = torch.arange(length)
    back = places[:, None] - places[None, :]
    half = count // 2
    exact = half // 2
    side = (back < 0).long() * half
    back = back.abs()
    scale = (half - exact) / math.log(farthest / exact)
    far = exact + (torch.log(back.clamp(min=1) / exact) * scale).long()
    return side + torch.where(back < exact, back, far.clamp(max=half - 1))


class Encoder(nn.Module):
    """Pieces in, one vector a piece out; ``quoted`` enters as the token type."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.types = nn.Embedding(2, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.relative = nn.Embedding(shape.relative, shape.heads) if shape.relative else None

    def forward(self, ids: Tensor, mask: Tensor | None, quoted: Tensor, skip: float = 0.0) -> Tensor:
        """``ids``, ``quoted`` [B, L]; ``mask`` bool [B, L] or null; ``skip``: chance to leave out the topmost layer."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types(quoted))
        wide = None if mask is None else mask[:, None, None, :]
        bias = None
        if self.relative is not None:
            bias = self.relative(buckets(x.shape[1], self.shape.relative)).permute(2, 0, 1)
        for number, layer in enumerate(self.layers):
            chance = skip * (number + 1) / len(self.layers)
            if self.training and chance and float(torch.rand(())) < chance:
                continue
            x = layer(x, wide, bias)
        return x

    def load(self, folder: Path) -> None:
        """The weights that :mod:`training.encoder` wrote (numpy arrays by name)."""
        arrays = np.load(folder / "weights.npz")
        self.load_state_dict({name: torch.from_numpy(arrays[name]).float() for name in arrays.files})


class Network(nn.Module):
    """Encoder, taggers and pair head."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.flat = nn.Linear(shape.hidden, len(FLAT))
        self.inner = nn.Linear(shape.hidden, len(INNER))
        self.project = nn.Linear(shape.hidden, 4 * PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.paragraph = nn.Embedding(PARAGRAPHS, PAIR)
        self.quoted = nn.Embedding(2, PAIR)
        self.roles = nn.Linear(PAIR, len(ROLE))
        for table in (self.distance, self.paragraph, self.quoted):
            nn.init.normal_(table.weight, std=0.02)

    def forward(
        self, ids: Tensor, mask: Tensor | None, quoted: Tensor, skip: float = 0.0, drop: float = 0.0
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the flat tags [B, L, 7] and of inner cues [B, L, 3], and what the pair head reads [B, L, 4·PAIR]."""
        hidden = F.dropout(self.encoder(ids, mask, quoted, skip), drop, self.training)
        return self.flat(hidden), self.inner(hidden), self.project(hidden)

    def pair(
        self,
        projected: Tensor,
        row: Tensor,
        cue: Tensor,
        distance: Tensor,
        paragraph: Tensor,
        quoted: Tensor,
        drop: float = 0.0,
    ) -> Tensor:
        """Scores [K, L, 5] of what each piece is to each of ``K`` cues.

        ``projected`` [B, L, 4·PAIR]; ``row`` [K], the window of each cue; ``cue`` [K, L], each piece's share of
        the cue (rows sum to 1); ``distance``, ``paragraph``, ``quoted`` [K, L].
        """
        own, gate, cue_plain, cue_gate = projected.split(PAIR, -1)
        plain = torch.einsum("kl,kld->kd", cue, cue_plain[row])
        gating = torch.einsum("kl,kld->kd", cue, cue_gate[row])
        z = own[row] + plain[:, None] + gate[row] * gating[:, None]
        z = z + self.distance(distance) + self.paragraph(paragraph) + self.quoted(quoted)
        return self.roles(F.dropout(F.gelu(z, approximate="tanh"), drop, self.training))
