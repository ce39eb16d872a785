"""Give an exported network one more output: what its lower layers make of each piece, which another network reads.

    python -m training.context --model FOLDER [--of labels]

The label network goes on from the attribution network's fourth layer, the speaker network from the label network's third.

The weights stay as they are. A protocol buffer that is appended to another is merged with it, so a few bytes at the end
of the file are enough (Protocol Buffers, "Encoding": embedded messages are merged, repeated fields joined), and the
history of the repository does not get a second copy of the network.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.attributions.neural.files import FOLDER, LABELS, NETWORK

HIDDEN = 384

LAYERS = {
    "network": (NETWORK, "network.encoder.layers.{}.last_norm.weight", 4),
    "labels": (LABELS, "network.layers.{}.layer.last_norm.weight", 3),
}
"""By what is meant: the file, the name of a layer's last weights in it, and after how many layers its pieces are taken."""


def add_context(path: Path, layers: int, weights: str = LAYERS["network"][1]) -> str:
    """Append an output to the network at ``path``: the pieces [B, L, 384] after ``layers`` layers. Gives its name.

    ``weights`` names a layer's last weights, with ``{}`` for the layer's number.

    Raises ``ValueError`` where the network has that output already, or fewer layers.
    """
    import onnx

    network = onnx.load(str(path))
    last = weights.format(layers - 1)
    names = [node.output[0] for node in network.graph.node if last in node.input]
    if not names:
        raise ValueError(f"{path}: no layer {layers} in this network")
    name = str(names[0])
    if any(output.name == name for output in network.graph.output):
        raise ValueError(f"{path}: it gives that already")
    more = onnx.ModelProto()
    more.graph.output.append(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["windows", "pieces", HIDDEN])
    )
    with path.open("ab") as file:
        file.write(more.SerializeToString())
    return name


def main() -> None:
    """Add the output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--of", choices=list(LAYERS), default="network")
    options = parser.parse_args()
    name, weights, layers = LAYERS[options.of]
    print(add_context(options.model / name, layers, weights))


if __name__ == "__main__":
    main()
