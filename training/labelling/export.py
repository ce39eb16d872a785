"""From a checkpoint of the label or the speaker network to the file that ships: ``labels.onnx``, ``speakers.onnx``, int8.

python -m training.labelling.export --checkpoint labels.pt --to src/onrecord/attributions/neural/model [--what speakers]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.attributions.neural.files import LABELS, SPEAKERS
from onrecord.attributions.neural.labelling import LOOKED, TAGS
from training.export import fused, write_int8
from training.labelling.network import LabelNetwork
from training.network import Layer

HIDDEN = 384

FILES = {"labels": LABELS, "speakers": SPEAKERS}


class _Whole(nn.Module):
    """The network with the inputs that reading gives: one window, no mask."""

    def __init__(self, network: LabelNetwork) -> None:
        super().__init__()
        self.network = network
        for number, layer in enumerate(network.layers):
            network.layers[number] = _Fused(layer)

    def forward(self, context: Tensor, shares: Tensor, near: Tensor) -> tuple[Tensor, ...]:
        found, tags, weights = self.network(context, None, shares, near)
        looked = (weights["act"].mean(1),) if "act" in weights else ()
        return (*found.values(), tags, *looked)


class _Fused(nn.Module):
    """A layer with attention as one operator."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        assert isinstance(layer, Layer)
        self.layer = layer

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        return fused(self.layer, x)


def export(network: LabelNetwork, path: Path) -> None:
    """Write ``network`` as int8 ONNX to ``path``."""
    network.eval()
    length, asked = 64, 3
    inputs = {
        "context": torch.randn(1, length, HIDDEN),
        "shares": torch.ones(asked, 4, length),
        "near": torch.zeros(asked, length, dtype=torch.long),
    }
    by_piece = [TAGS, LOOKED] if "act" in network.out else [TAGS]
    axes = {
        "context": {1: "pieces"},
        "shares": {0: "asked", 2: "pieces"},
        "near": {0: "asked", 1: "pieces"},
        **{name: {0: "asked"} for name in network.out},
        **{name: {0: "asked", 1: "pieces"} for name in by_piece},
    }
    write_int8(_Whole(network), inputs, [*network.out, *by_piece], axes, path)


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--what", choices=list(FILES), default="labels")
    options = parser.parse_args()
    kept = torch.load(options.checkpoint, weights_only=False)
    network = LabelNetwork(kept["layers"], kept["outputs"])
    network.load_state_dict(kept["network"])
    options.to.mkdir(parents=True, exist_ok=True)
    export(network, options.to / FILES[options.what])


if __name__ == "__main__":
    main()
