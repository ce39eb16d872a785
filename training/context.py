"""Give an exported network one more output: what its lower layers make of each piece, which the label network reads.

    python -m training.context --model FOLDER --layers 4

The weights stay as they are. A protocol buffer that is appended to another is merged with it, so a few bytes at the end
of the file are enough (Protocol Buffers, "Encoding": embedded messages are merged, repeated fields joined), and the
history of the repository does not get a second copy of the network.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.attributions.neural.files import FOLDER, NETWORK

HIDDEN = 384


def add_context(path: Path, layers: int) -> str:
    """Append an output to the network at ``path``: the pieces [B, L, 384] after ``layers`` layers. Gives its name.

    Raises ``ValueError`` where the network has that output already, or fewer layers.
    """
    import onnx

    network = onnx.load(str(path))
    last = f"network.encoder.layers.{layers - 1}.last_norm.weight"
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
    parser.add_argument("--layers", type=int, default=4)
    options = parser.parse_args()
    print(add_context(options.model / NETWORK, options.layers))


if __name__ == "__main__":
    main()
