"""From a checkpoint to the files that ship: an int8 ONNX network, the pair head's weights, the tokenizer.

    python -m training.export --work FOLDER --checkpoint final.pt --to OUT

Weights are quantised to int8 per output channel, in seven bits (``reduce_range``), so that processors without VNNI do not
saturate; activations are quantised while it runs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.attributions.neural.decoding import Constants
from onrecord.attributions.neural.files import NETWORK, PAIR, SETTINGS, TOKENIZER
from training.network import Layer, Network, Shape


class _Attention(torch.autograd.Function):
    """Attention as the one operator that onnxruntime has for it: a third less time than its parts."""

    @staticmethod
    def forward(
        ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int
    ) -> Tensor:  # the value is not used: only the graph is
        return torch.zeros_like(query)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        found = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        found.setType(query.type())
        return found


def fused(layer: Layer, x: Tensor) -> Tensor:
    """A layer without a mask whose attention is one operator in the exported graph; its values mean nothing elsewhere."""
    query, key, value = layer.qkv(x).chunk(3, -1)
    x = layer.norm(x + layer.output(_Attention.apply(query, key, value, layer.heads)))
    found: Tensor = layer.last_norm(x + layer.down(F.gelu(layer.up(x))))
    return found


class _Whole(nn.Module):
    """The network with the inputs that reading gives: ids and quoted, int64, of windows of one length (no mask)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        encoder = self.network.encoder
        x = encoder.norm(
            encoder.words(ids) + encoder.positions.weight[: ids.shape[1]] + encoder.types(quoted)
        )
        for layer in encoder.layers:
            x = fused(layer, x)
        return self.network.flat(x), self.network.inner(x), self.network.project(x)


def export(network: Network, path: Path, *, reduce_range: bool = True) -> None:
    """Write ``network`` as int8 ONNX to ``path``."""
    network.eval()
    ids = torch.randint(5, 1000, (2, 64))
    inputs = {"ids": ids, "quoted": torch.zeros_like(ids)}
    outputs = ["flat", "inner", "projected"]
    axes = {name: {0: "windows", 1: "pieces"} for name in (*inputs, *outputs)}
    write_int8(_Whole(network), inputs, outputs, axes, path, reduce_range=reduce_range)


def write_int8(
    whole: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    path: Path,
    *,
    reduce_range: bool = True,
) -> None:
    """Write a module as int8 ONNX to ``path``.

    ``inputs`` are examples by name, in the order of the module's arguments; ``axes`` names the dimensions that vary.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            whole,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


def write_settings(folder: Path, constants: Constants, calibration: Mapping[str, Any]) -> None:
    """``settings.json`` of a model: the decoder's constants and the confidence."""
    record = {"constants": asdict(constants), "calibration": calibration}
    (folder / SETTINGS).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def head_arrays(network: Network) -> dict[str, NDArray[np.float16]]:
    """The weights of the pair head, as :class:`onrecord.attributions.neural.pairing.PairHead` takes them."""
    tensors = {
        "distance": network.distance.weight,
        "paragraph": network.paragraph.weight,
        "quoted": network.quoted.weight,
        "weight": network.roles.weight,
        "bias": network.roles.bias,
    }
    return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in tensors.items()}


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", default="final.pt")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    shape = Shape(**json.loads((options.work / "encoder" / "shape.json").read_text()))
    network = Network(shape)
    network.load_state_dict(torch.load(options.work / options.checkpoint, weights_only=False)["network"])
    options.to.mkdir(parents=True, exist_ok=True)
    export(network, options.to / NETWORK)
    arrays: dict[str, Any] = dict(head_arrays(network))
    np.savez(options.to / PAIR, **arrays)
    shutil.copyfile(options.work / "encoder" / "tokenizer.json", options.to / TOKENIZER)
    if not (options.to / SETTINGS).is_file():
        write_settings(options.to, Constants(), {})


if __name__ == "__main__":
    main()
