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
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.network import Network, Shape
from training.teacher import head_arrays


class _Whole(nn.Module):
    """The network with the inputs that reading gives: ids, mask and quoted, all int64."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, quoted: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        flat, inner, projected = self.network(ids, mask > 0, quoted)
        return flat, inner, projected


def export(network: Network, path: Path, *, reduce_range: bool = True) -> None:
    """Write ``network`` as int8 ONNX to ``path``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    ids = torch.randint(5, 1000, (2, 64))
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "quoted", "flat", "inner", "projected")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _Whole(network),
            example,
            str(plain),
            input_names=["ids", "mask", "quoted"],
            output_names=["flat", "inner", "projected"],
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
    export(network, options.to / "network.onnx")
    arrays = {name: value.astype(np.float16) for name, value in head_arrays(network).items()}
    np.savez(options.to / "pair.npz", **arrays)  # type: ignore[arg-type]  # numpy's stub wants bool for any keyword
    shutil.copyfile(options.work / "encoder" / "tokenizer.json", options.to / "tokenizer.json")


if __name__ == "__main__":
    main()
