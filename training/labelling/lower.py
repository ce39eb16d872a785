"""The lower layers of the attribution network that ships, in torch: what the label network goes on from, in training.

They are taken out of ``network.onnx`` itself, so that they are the very ones that reading has; only what goes into
each product is rounded otherwise (reading: to eight bits; training: to bfloat16).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.network import Encoder, Shape

FIRST = 4
"""The encoder's layer with which the label network begins: after so many :mod:`training.context` takes what it reads."""

_PRODUCTS = ("qkv", "output", "up", "down")
"""The products of a layer, in the order of the graph."""


def lower_layers(network: Path) -> Encoder:
    """An encoder of :data:`FIRST` layers as an exported attribution network has them; nothing of it is learned.

    ``SystemExit`` where the file is of another make.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(network)).graph
    arrays: dict[str, NDArray[Any]] = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    try:
        found = {name: _plain(arrays, f"network.encoder.{name}.weight") for name in ("words", "types")}
        state = {f"{name}.weight": array for name, array in found.items()}
        for name in ("positions.weight", "norm.weight", "norm.bias"):
            state[name] = arrays[f"network.encoder.{name}"]
        products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
        for number in range(FIRST):
            for place, part in enumerate(_PRODUCTS):
                name = products[number * len(_PRODUCTS) + place].removesuffix("_quantized")
                state[f"layers.{number}.{part}.weight"] = _plain(arrays, name).T
                state[f"layers.{number}.{part}.bias"] = arrays[f"network.encoder.layers.{number}.{part}.bias"]
            for norm in ("norm", "last_norm"):
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{norm}.{part}"] = arrays[
                        f"network.encoder.layers.{number}.{norm}.{part}"
                    ]
        made = Encoder(Shape(layers=FIRST))
        made.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in state.items()})
    except (KeyError, IndexError, RuntimeError) as error:
        raise SystemExit(
            f"train: {network}: not an attribution network as this exports it ({error})"
        ) from None
    made.requires_grad_(False)
    return made


def _plain(arrays: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A quantised array as numbers; its scale is one number, or one for each column."""
    whole = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    result: NDArray[np.float32] = whole * arrays[f"{name}_scale"].astype(np.float32)
    return result
